"""`prove`: the evidence of one change, event, claim or article in a zip; `verify`: the check of one."""

import json
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.progress import busy
from tracker.cli.session import AsJson, session_of, write
from tracker.cli.upkeep import verify_store
from tracker.config import page_template, web_address
from tracker.errors import InputError
from tracker.model import inert, moment_text

if TYPE_CHECKING:
    from tracker.app import Proven
    from tracker.proof import Verification

#: Bytes of the largest file that is read as a proof: a zip can't be larger.
LARGEST = 2**32
WIDTH = 80
NO_WITNESS = "no independent witness"


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command()(prove)
    app.command()(verify)


def prove(
    context: typer.Context,
    short_id: Annotated[str, typer.Argument(metavar="ID", help="N41, E3, C7 or A12.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="The zip to write; proof-ID.zip without it.")
    ] = None,
    timestamp: Annotated[
        str | None, typer.Option(metavar="URL", help="Timestamp authority (RFC 3161) that is sent the manifest's hash.")
    ] = None,
    archive: Annotated[
        str | None, typer.Option(metavar="URL", help="Web archive to keep the pages; {url} is the page's address.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write what proves a change, an event, a claim or an article: captures, texts, spans, hashes."""
    named = output or Path(f"proof-{short_id.upper()}.zip")
    witnesses = _address(timestamp, "--timestamp", web_address), _address(archive, "--archive", page_template)
    with session_of(context).open() as app, busy(f"proving {inert(short_id)}"):
        proven = app.prove(short_id, timestamp_url=witnesses[0], archive_url=witnesses[1])
    _save(proven.data, named)
    write(json.dumps(_proven_json(proven, named), indent=2, ensure_ascii=False) if as_json else _proven(proven, named))
    if proven.troubles:
        raise InputError(f"{named} is written, but {'; '.join(proven.troubles)}", subject=str(named))


def _address(said: str | None, option: str, read: Callable[[str], str]) -> str | None:
    """An address given on the command line. Raises InputError."""
    try:
        return None if said is None else read(said)
    except ValueError as error:
        raise InputError(f"{option}: {error}", subject=option) from error


def _save(data: bytes, path: Path) -> None:
    """Write a file that was not there. Raises InputError: evidence is never written over."""
    begun = False
    try:
        with path.open("xb") as file:
            begun = True
            file.write(data)
    except FileExistsError as error:
        raise InputError(f"{path} is there already, and proofs are never written over: name another file",
                         subject=str(path)) from error  # fmt: skip
    except OSError as error:
        if begun:
            path.unlink(missing_ok=True)
        raise InputError(f"{path}: {error.strerror or error}", subject=str(path)) from error
    except ValueError as error:
        raise InputError(f"{path}: {error}", subject=str(path)) from error


def _proven(proven: "Proven", path: Path) -> str:
    manifest = proven.manifest
    held = f"versions of texts: {len(manifest.versions)}, captures: {len(manifest.captures)}"
    lines = [f"{manifest.subject.id} {manifest.subject.line}", f"written to {path} ({held})"]
    return _in_lines([*lines, *(proven.witnesses or [NO_WITNESS])])


def _in_lines(sentences: Sequence[str]) -> str:
    """Each on lines of at most 80 columns; an address or a hash stays whole."""
    wrapper = textwrap.TextWrapper(WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrapper.fill(inert(each)) for each in sentences)


def _proven_json(proven: "Proven", path: Path) -> dict[str, Any]:
    return {
        "id": proven.manifest.subject.id,
        "file": str(path),
        "size": len(proven.data),
        "files": [each.name for each in proven.manifest.files],
        "witnesses": list(proven.witnesses),
        "troubles": list(proven.troubles),
    }


def verify(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A proof, as `prove` wrote it.")] = None,
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="PEM certificates that the proof's timestamp must stand under.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a proof, byte for byte, without network and database; without a file, all that is kept."""
    if file is None:
        verify_store(context, as_json=as_json)
        return
    from tracker.proof import verify as check

    roots = _certificates(ca) if ca is not None else ()
    with busy(f"checking {inert(str(file))}"):
        verification = check(_bytes(file), roots=roots)
    if as_json:
        write(json.dumps(_verified_json(verification, file), indent=2, ensure_ascii=False))
    else:
        write(_verified(verification, file))
    if not verification.is_sound:
        first = verification.troubles[0]
        raise InputError(f"{file} is not sound: {first}", subject=first.member or str(file))


def _bytes(path: Path) -> bytes:
    """The bytes of a file. Raises InputError for what is none, and for what is too large for a proof."""
    try:
        if not path.is_file():
            missing = "is no file" if path.exists() else "is not there"
            raise InputError(f"{path} {missing}: give a proof that `claimwatch prove` wrote", subject=str(path))
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than any proof", subject=str(path))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else None
        raise InputError(f"{path}: {said or error}", subject=str(path)) from error


def _certificates(path: Path) -> "tuple[Any, ...]":
    from tracker.proof import certificates

    try:
        return certificates(_bytes(path))
    except ValueError as error:
        raise InputError(f"{path} holds no certificates in PEM", subject=str(path)) from error


def _verified(verification: "Verification", path: Path) -> str:
    manifest = verification.manifest
    lines = [str(path)]
    if manifest is not None:
        lines += [f"{manifest.subject.id} {manifest.subject.line}", f"written by {manifest.tool}"]
    lines += [f"ok: {checked}" for checked in verification.checked]
    lines += [f"WRONG: {trouble}" for trouble in verification.troubles]
    if manifest is not None:
        lines += _witnesses(verification) or [NO_WITNESS]
    return _in_lines(lines)


def _witnesses(verification: "Verification") -> list[str]:
    """What stands beside the proof's own word."""
    lines, stamp = [], verification.timestamp
    if stamp is not None:
        how = "signature and authority checked" if stamp.trusted else "signature and authority not checked: give --ca"
        lines.append(f"timestamp {moment_text(stamp.at)}, signed by {stamp.signer} ({how})")
    archived = verification.manifest.archived if verification.manifest is not None else ()
    lines += [
        f"archive {inert(copy.location)}, as the copy of {inert(copy.url)} (not asked again)" for copy in archived
    ]
    return lines


def _verified_json(verification: "Verification", path: Path) -> dict[str, Any]:
    manifest, stamp = verification.manifest, verification.timestamp
    return {
        "file": str(path),
        "sound": verification.is_sound,
        "id": manifest.subject.id if manifest is not None else None,
        "checked": list(verification.checked),
        "troubles": [{"member": each.member, "text": each.text} for each in verification.troubles],
        "timestamp": (
            {"at": stamp.at.isoformat(), "signer": stamp.signer, "trusted": stamp.trusted}
            if stamp is not None
            else None
        ),
        "archived": [copy.location for copy in manifest.archived] if manifest is not None else [],
    }
