"""How settings are written: durations as "15m", sizes as "10MB", paths. Contains no keys."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from tracker.config.toml import text

UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
SIZES = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


def duration(said: object) -> timedelta:
    """ "15m", "4h", "1d", "250ms" as a time span. Raises ValueError saying how to write one."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)", said) if isinstance(said, str) else None
    if match is None:
        raise ValueError(f'{said!r} is no duration: write it like "30s", "15m", "4h" or "1d"')
    try:
        return timedelta(seconds=float(match[1]) * UNITS[match[2]])
    except OverflowError as error:
        raise ValueError(f"{said!r} is longer than any calendar") from error


def some_time(said: object) -> timedelta:
    """A duration that is not nothing: a limit or an interval. Raises ValueError."""
    span = duration(said)
    if not span:
        raise ValueError(f"{said!r} is no time at all: it must be above 0")
    return span


def size(said: object) -> int:
    """ "10MB" as bytes. Raises ValueError saying how to write one."""
    match = re.fullmatch(r"(\d+)(B|KB|MB|GB)", said) if isinstance(said, str) else None
    if match is None or not int(match[1]):
        raise ValueError(f'{said!r} is no size above 0: write it like "500KB" or "10MB"')
    return int(match[1]) * SIZES[match[2]]


def expand(named: Path) -> Path:
    """The path with its ~ replaced. Raises ValueError where nobody has that name."""
    try:
        return named.expanduser()
    except RuntimeError as error:
        raise ValueError(f"nobody here has the home directory '{named.parts[0]}'") from error


def path(said: Any) -> Path:
    """A file or directory; a leading ~ must be somebody's home."""
    named = Path(text(said))
    if "\0" in str(named):
        raise ValueError(f"{said!r} is no name of a file")
    expand(named)
    return named
