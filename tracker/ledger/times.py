"""Event times: comparing them, and the due window of a plan."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.config import JudgeSettings
from tracker.model import Bound, Claim, EventTime, Precision, Strength, Window

#: The first and the last place on Earth where a day begins and ends (UTC+14, UTC-12).
EARLIEST = timedelta(hours=14)
LATEST = timedelta(hours=12)
NEVER_OVERDUE = frozenset({Strength.CONDITIONAL, Strength.NO_EARLIER_THAN})
#: Rule of a day that no text names.
PUBLICATION_DAY = "fold.publication_day"
#: Date rules of the claims that borrow the day of a visit for what is to be done there.
BORROWED = frozenset({"date.visit"})
#: Date rules of the claims whose day is only that of what is told around them.
_INFERRED = frozenset({"date.narrative"})
#: Rules of days that no report names: one that is named later corrects nothing.
GUESSED = frozenset({PUBLICATION_DAY, "fold.planned_day", *_INFERRED})
#: Days by which the begin of a span is vague.
_VAGUE = {
    Precision.WEEK: 6, Precision.MONTH: 30, Precision.SEASON: 90, Precision.QUARTER: 90, Precision.YEAR: 365,
    Precision.RANGE: 9,
}  # fmt: skip
#: Precisions that name a day.
EXACT = frozenset({Precision.MINUTE, Precision.HOUR, Precision.DAY})


def named_time(claim: Claim) -> EventTime | None:
    """The time that a claim itself names; a day that only its paragraph tells of is none."""
    return claim.time if claim.time is not None and claim.time.rule not in _INFERRED else None


def overlap(a: EventTime, b: EventTime) -> bool:
    """Whether two times can be the same: an open end reaches any day."""
    a_first, a_last = a.first or date.min, a.last or date.max
    b_first, b_last = b.first or date.min, b.last or date.max
    return a_first <= b_last and b_first <= a_last


def is_slipped_end(a: EventTime, b: EventTime) -> bool:
    """Whether both name a last day ("by June"), and that of `a` is later."""
    both = a.bound is Bound.NOT_AFTER and b.bound is Bound.NOT_AFTER
    return both and a.last is not None and b.last is not None and a.last > b.last


def is_moved_floor(a: EventTime, b: EventTime) -> bool:
    """Whether `b` is only a floor ("no earlier than June 1") and `a` another one, or a day that lies past it: then the
    floor has moved, where `overlap` alone finds that both can be.
    """
    if b.bound is not Bound.NOT_BEFORE or a.first is None or b.first is None or b.last is not None:
        return False
    vague = max(_VAGUE.get(a.precision, 0), _VAGUE.get(b.precision, 0))
    apart = (a.first - b.first).days
    return apart > vague + 1 or (a.bound is Bound.NOT_BEFORE and apart < -vague - 1)


def first_day(when: EventTime) -> EventTime:
    """A time that was given up: of a floor the first day alone, as the days after it stay open."""
    floor = when.bound is Bound.NOT_BEFORE and when.last is None
    return replace(when, last=when.first, bound=Bound.AT) if floor else when


def begins_later(a: EventTime, b: EventTime) -> bool:
    """Whether the end of `a` that is known lies after that of `b`."""
    if a.first is not None and b.first is not None:
        return a.first > b.first
    return a.last is not None and b.last is not None and a.last > b.last


def is_moved(a: EventTime, b: EventTime) -> bool:
    """Whether a plan told for `b` before and for `a` now has moved."""
    return not overlap(a, b) or is_slipped_end(a, b) or is_moved_floor(a, b)


def width(value: EventTime) -> int:
    """Days that a time spans; an open end counts as very many."""
    if value.first is None or value.last is None:
        return 100_000
    return (value.last - value.first).days


def is_later(a: EventTime, b: EventTime) -> bool:
    """Whether `a` lies wholly after `b`."""
    return a.first is not None and b.last is not None and a.first > b.last


def publication_day(published_at: datetime) -> date:
    """The day of a moment, in UTC: where the outlet's own day is not known, that is near enough."""
    return published_at.astimezone(UTC).date()


def about_day(day: date) -> EventTime:
    """A day that no text names: when the report was published."""
    return EventTime(first=day, last=day, precision=Precision.DAY, bound=Bound.ABOUT, text="", rule=PUBLICATION_DAY)


def window_of(when: EventTime, strength: Strength, settings: JudgeSettings) -> Window:
    """The due window of a plan, and from when on silence is overdue (design, plans and silence).

    A day without a zone runs from its start at UTC+14 to its end at UTC-12; with a place, it is that place's day.
    """
    first, last = when.first or when.last, when.last or when.first
    if first is None or last is None:
        raise ValueError("an event time needs at least one end")
    if when.zone is not None:
        zone = ZoneInfo(when.zone)
        begins = datetime.combine(first, when.clock or time.min, zone).astimezone(UTC)
        ends = datetime.combine(last + timedelta(days=1), time.min, zone).astimezone(UTC)
        if when.clock is not None:
            ends = begins + timedelta(hours=1)
    elif when.clock is not None:
        begins = datetime.combine(first, when.clock, UTC) - EARLIEST
        ends = datetime.combine(last, when.clock, UTC) + LATEST
    else:
        begins = datetime.combine(first, time.min, UTC) - EARLIEST
        ends = datetime.combine(last + timedelta(days=1), time.min, UTC) + LATEST
    never = strength in NEVER_OVERDUE or when.bound is Bound.NOT_BEFORE or when.last is None
    return Window(begins=begins, ends=ends, overdue_from=None if never else ends + _patience(when, strength, settings))


def _patience(when: EventTime, strength: Strength, settings: JudgeSettings) -> timedelta:
    if strength is Strength.SOFT:
        return settings.overdue_soft
    if when.clock is not None:
        return settings.overdue_hour
    return settings.overdue_day if when.precision in EXACT else settings.overdue_month
