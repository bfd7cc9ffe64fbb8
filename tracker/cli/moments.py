"""Moments on the command line: a day, a moment, or a span from now, like 3d."""

from datetime import datetime

from tracker.config import duration, moment
from tracker.errors import InputError


def moment_before(said: str, now: datetime, option: str) -> datetime:
    """ "3d" is three days before now. Raises InputError."""
    return _moment(said, now, option, sign=-1)


def moment_after(said: str, now: datetime, option: str) -> datetime:
    """ "3d" is three days from now. Raises InputError."""
    return _moment(said, now, option, sign=1)


def _moment(said: str, now: datetime, option: str, *, sign: int) -> datetime:
    try:
        return now + sign * duration(said)
    except ValueError:
        pass
    except OverflowError as error:
        raise InputError(f"{option}: {said} is outside the calendar", subject=said) from error
    try:
        return moment(said)
    except ValueError as error:
        detail = str(error).replace("2025-01-15", "2025-01-15 or 3d")
        raise InputError(f"{option}: {detail}", subject=said) from error
