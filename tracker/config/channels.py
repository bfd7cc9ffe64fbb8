"""How the settings of alerts and channels are written: "22:00-07:00", "weekly mon 08:00", kinds of change, zones."""

import re
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from tracker.config.alerting import Digest, Quiet
from tracker.config.toml import one_of, text, texts
from tracker.model import ChangeKind

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCK = r"([01]?\d|2[0-3]):([0-5]\d)"


def zone(said: Any) -> ZoneInfo:
    """The zone of a name like "Europe/Moscow". Raises ValueError."""
    name = text(said)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'{name!r} is no time zone: write it like "Europe/Moscow"') from error


def quiet(said: Any) -> Quiet | None:
    """ "22:00-07:00"; "" is none. Raises ValueError."""
    if text(said) == "":
        return None
    match = re.fullmatch(rf"{CLOCK}\s*-\s*{CLOCK}", said.strip())
    begins, ends = (time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))) if match else (None, None)
    if begins is None or ends is None or begins == ends:
        raise ValueError(f'{said!r} are no quiet hours: write them like "22:00-07:00"')
    return Quiet(begins=begins, ends=ends)


def digest(said: Any) -> Digest | None:
    """ "daily 08:00" or "weekly mon 08:00"; "" is none. Raises ValueError."""
    if text(said) == "":
        return None
    match = re.fullmatch(rf"(?:daily|weekly ({'|'.join(WEEKDAYS)}))\s+{CLOCK}", said.strip().lower())
    if match is None:
        raise ValueError(f'{said!r} is no digest: write it like "daily 08:00" or "weekly mon 08:00"')
    weekday = WEEKDAYS.index(match[1]) if match[1] else None
    return Digest(at=time(int(match[2]), int(match[3])), weekday=weekday)


def kinds(said: Any) -> tuple[str, ...]:
    """Kinds of change by their names. Raises ValueError naming the nearest one."""
    known = one_of(*(kind.value for kind in ChangeKind))
    return tuple(known(each) for each in texts(said))
