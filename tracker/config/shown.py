"""Settings as people see them: which differ from their defaults, with secrets hidden."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tracker.config.alerting import Digest, Quiet
from tracker.config.settings import Settings

#: Keys whose value is a secret, whole.
SECRET = re.compile(r"(password|secret|token|api_?key)", re.IGNORECASE)
#: What stands between scheme and host of an address is a secret too.
LOGIN = re.compile(r"(?<=://)[^/@\s]+(?=@)")
#: Addresses of messengers carry their tokens in every part: only the scheme is shown.
WEB = re.compile(r"(https?|sqlite|postgresql(\+\w+)?)://", re.IGNORECASE)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
HIDDEN = "***"
#: Settings that are bytes.
SIZES = ("max_wire", "max_decoded")
BYTES = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB"), (1, "B"))
UNITS = ((86_400, "d"), (3600, "h"), (60, "m"), (1, "s"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One setting: where it stands, and what it says in the file's own way of writing."""

    section: str
    key: str
    value: Any
    #: None for a channel of the user's own, which has no default.
    default: Any

    @property
    def differs(self) -> bool:
        """Whether it is not the default."""
        return bool(self.value != self.default)


def shown_settings(settings: Settings) -> tuple[Shown, ...]:
    """Every setting in force, in the file's order; secrets are hidden."""
    return tuple(_sections(settings))


def _sections(settings: Settings) -> Iterator[Shown]:
    usual = Settings()
    for section in dataclasses.fields(Settings):
        values, defaults = getattr(settings, section.name), getattr(usual, section.name)
        if isinstance(values, tuple):
            is_usual = values == defaults
            for number, each in enumerate(values, start=1):
                name = f"{section.name}.{getattr(each, 'name', number)}"
                yield from _keys(name, each, each if is_usual else None)
        else:
            yield from _keys(section.name, values, defaults)


def _keys(section: str, values: Any, defaults: Any) -> Iterator[Shown]:
    for key in dataclasses.fields(values):
        usual = _written(key.name, getattr(defaults, key.name)) if defaults is not None else None
        yield Shown(section=section, key=key.name, value=_written(key.name, getattr(values, key.name)), default=usual)


def _written(key: str, value: Any) -> Any:
    """A value as the file writes it, without secrets."""
    written: Any = value
    match value:
        case str():
            written = HIDDEN if value and SECRET.search(key) else hidden(value)
        case int() if key in SIZES:
            written = next((f"{value // size}{unit}" for size, unit in BYTES if value % size == 0), value)
        case timedelta():
            written = span(value)
        case Mapping():
            written = {name: _written(f"{key} {name}", each) for name, each in value.items()}
        case tuple() | list():
            written = [_written(key, each) for each in value]
        case Quiet() | Digest():
            written = str(value)
        case _ if dataclasses.is_dataclass(value):
            written = {each.name: _written(each.name, getattr(value, each.name)) for each in dataclasses.fields(value)}
        case None | bool() | int() | float():
            pass
        case _:
            written = str(getattr(value, "value", value))
    return written


def hidden(address: str) -> str:
    """An address without what must not be read over a shoulder; other words as they are."""
    if not ADDRESS.match(address):
        return address
    if not WEB.match(address):
        return f"{address.partition('://')[0]}://{HIDDEN}"
    return LOGIN.sub(HIDDEN, address)


def span(length: timedelta) -> str:
    """A duration as the file writes it: "15m", "1d", "250ms"."""
    seconds = length.total_seconds()
    for size, unit in UNITS:
        if seconds >= size and seconds % size == 0:
            return f"{int(seconds // size)}{unit}"
    return f"{round(seconds * 1000)}ms" if seconds else "0s"
