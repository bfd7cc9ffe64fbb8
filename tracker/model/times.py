"""Event time: when something is said to happen, kept as the civil dates that were said.

Publication and observation time are plain aware UTC datetimes; only event time is vague.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, unique


@unique
class Precision(Enum):
    """How fine the text was."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


@unique
class Bound(Enum):
    """How the text ties the event to the interval."""

    AT = "at"
    NOT_BEFORE = "not_before"
    NOT_AFTER = "not_after"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """An interval of civil days, as said, resolved against publication time and tense."""

    #: First and last day, both inclusive; None is an open end.
    first: date | None
    last: date | None
    precision: Precision
    bound: Bound = Bound.AT
    #: The hour, where one was named, on the place's clock.
    clock: time | None = None
    #: IANA name of the place's time zone, where the place is known.
    zone: str | None = None
    #: The words, and the id of the rule that read them.
    text: str
    rule: str

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("an event time needs at least one end")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"an event time ends before it begins: {self.first} > {self.last}")


def require_utc(name: str, moment: datetime) -> None:
    """Raise ValueError unless `moment` is aware and in UTC."""
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() != 0:
        raise ValueError(f"{name} must be an aware UTC datetime, not {moment!r}")
