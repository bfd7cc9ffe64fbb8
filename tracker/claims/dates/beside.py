"""Days counted from another event of the article: two weeks after the vote, six days after the court banned it."""

from collections.abc import Sequence
from datetime import date

from tracker.claims.dates.parts import counted_from
from tracker.claims.dates.placing import Counted
from tracker.claims.draft import Draft
from tracker.model import Bound, EventTime, Precision, Status

RULE = "date.beside_event"
_EXACT = frozenset({Precision.MINUTE, Precision.HOUR, Precision.DAY})
_TELL_DAYS = frozenset({Status.PLANNED, Status.HAPPENED, Status.UNKNOWN, Status.STATE})
_OPPOSITE = {"before": "after", "after": "before"}


def settle_beside(drafts: Sequence[Draft], anchor: date) -> None:
    """Dates what is counted from an event by that event's day, or the event by the day of what is counted from it."""
    for draft in drafts:
        if draft.beside is None:
            continue
        counted, event = draft.beside
        if event is draft and event.time is not None:
            continue
        base = _day(event) or _elsewhere(event, drafts) if event is not draft else None
        if base is not None:
            if draft.time is None:
                draft.time = _fitting(_counted(base, counted, counted.way), draft, anchor)
        elif event.time is None and counted.way in _OPPOSITE:
            own = _day(draft) or _told_on(draft, anchor)
            if own is not None:
                event.time = _fitting(_counted(own, counted, _OPPOSITE[counted.way]), event, anchor)


def _counted(base: EventTime, counted: Counted, way: str) -> EventTime | None:
    if base.first is None or base.last is None:
        return None
    first, last, precision = counted_from((base.first, base.last, base.precision), counted.number, counted.unit, way)
    sure = counted.unit == "day" and not counted.is_vague and base.bound is Bound.AT
    bound = Bound.AT if sure or way == "within" else Bound.ABOUT
    return EventTime(first=first, last=last, precision=precision, bound=bound, text=counted.text, rule=RULE)


def _fitting(time: EventTime | None, draft: Draft, anchor: date) -> EventTime | None:
    """A time on the side of publication that what is said of the event leaves open."""
    if time is None or time.first is None or time.last is None:
        return None
    match draft.reading.status:
        case Status.PLANNED | Status.POSSIBLE | Status.CONDITIONAL if time.last >= anchor:
            return time
        case Status.HAPPENED if time.first <= anchor:
            return time
        case _:
            return None


def _day(draft: Draft) -> EventTime | None:
    """The day that a draft itself names; what was put off or called off names that of its plan."""
    if draft.reading.status not in _TELL_DAYS or draft.time is None:
        return None
    return draft.time if draft.time.precision in _EXACT and draft.time.bound in (Bound.AT, Bound.ABOUT) else None


def _elsewhere(event: Draft, drafts: Sequence[Draft]) -> EventTime | None:
    """The one day that the article gives to events of this class elsewhere."""
    if event.event_class is None:
        return None
    same = [each for each in drafts if each.event_class == event.event_class and not each.reading.background]
    days = {(time.first, time.last): time for each in same if (time := _day(each)) is not None}
    return next(iter(days.values())) if len(days) == 1 else None


def _told_on(draft: Draft, anchor: date) -> EventTime | None:
    """The day of news that names none: what its paragraph tells of, or publication."""
    if draft.narrated is not None:
        return draft.narrated if draft.narrated.precision in _EXACT else None
    if draft.reading.background or draft.reading.status in (Status.PLANNED, Status.STATE, Status.UNKNOWN):
        return None
    return EventTime(first=anchor, last=anchor, precision=Precision.DAY, bound=Bound.ABOUT, text="", rule=RULE)
