"""A manifest as bytes and back: one way to write it, and no other is read."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker.proof.head import Head
from tracker.proof.manifest import FORMAT, Manifest, Span


def sha256(content: bytes) -> str:
    """The SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    return {kind.__name__: TypeAdapter(kind) for kind in (Manifest, Head)}


def dumped(value: Manifest | Head) -> bytes:
    """The value as JSON, the same bytes each time."""
    plain = _adapters()[type(value).__name__].dump_python(value, mode="json")
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def loaded_manifest(content: bytes) -> Manifest:
    """The manifest of its bytes. Raises ValueError, in one sentence, for anything that `dumped` wouldn't write."""
    version = _format_of(content)
    if version != FORMAT:
        newer = isinstance(version, int) and version > FORMAT
        raise ValueError(
            f"format {version}: a newer claimwatch wrote it" if newer else f"format {version!r} is none of a proof"
        )
    return _loaded(Manifest, content)  # type: ignore[no-any-return]


def loaded_head(content: bytes) -> Head:
    """The head of its bytes. Raises ValueError."""
    return _loaded(Head, content)  # type: ignore[no-any-return]


def _format_of(content: bytes) -> Any:
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is no JSON that can be read ({str(error) or 'nested too deep'})") from error
    return plain.get("format") if isinstance(plain, dict) else None


def _loaded(kind: type[Manifest] | type[Head], content: bytes) -> Any:
    try:
        value = _adapters()[kind.__name__].validate_json(content)
        again = dumped(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise ValueError(f"{where}: {first['msg']}") from error
    except (UnicodeError, RecursionError) as error:
        raise ValueError("it holds what no text can hold") from error
    if again != content:
        raise ValueError("it is not written as claimwatch writes it")
    return value


def spans_of(value: object) -> Iterator[Span]:
    """Every span in a manifest, wherever it stands."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_of(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))
