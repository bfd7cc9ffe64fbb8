"""Days and changes in words that every screen, alert and report shares: "Fri 17 Jan 2025", "POSTPONED: ..."."""

from datetime import date, datetime, timedelta
from typing import assert_never

from tracker.model.change import Change, ChangeKind, Facet
from tracker.model.event import State
from tracker.model.evidence import inert
from tracker.model.times import Bound, EventTime


def day_text(day: date) -> str:
    """ "Fri 17 Jan 2025"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def moment_text(moment: datetime) -> str:
    """ "17 Jan 2025, 14:05 UTC": for publication and observation times, which are UTC."""
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"


def time_text(when: EventTime | None) -> str:
    """An event time: "Fri 17 Jan 2025", "Jan 2025", "22-24 Oct 2024", "by Tue 31 Dec 2024", "no day named"."""
    if when is None:
        return "no day named"
    if when.first is None or when.last is None:
        day = when.first or when.last
        assert day is not None  # EventTime has one end at least
        return f"{'from' if when.first else 'by'} {day_text(day)}"
    text = _interval_text(when.first, when.last)
    if when.clock is not None:
        text = f"{text}, {when.clock:%H:%M}"
    match when.bound:
        case Bound.AT:
            return text
        case Bound.ABOUT:
            return f"about {text}"
        case Bound.NOT_AFTER:
            return f"by {day_text(when.last)}"
        case Bound.NOT_BEFORE:
            return f"not before {day_text(when.first)}"
        case _:
            assert_never(when.bound)


def _interval_text(first: date, last: date) -> str:
    if first == last:
        return day_text(first)
    after = last + timedelta(days=1)
    if first.day == 1 and after.day == 1:
        if (first.month, last.month) == (1, 12) and first.year == last.year:
            return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%b %Y}"
        return f"{first:%b %Y} to {last:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{last.day} {first:%b %Y}"
    return f"{first.day} {first:%b %Y} to {last.day} {last:%b %Y}"


def moved_text(before: str, after: str) -> str:
    """From what to what, shared last words said once: "Fri 17 -> Fri 24 Jan 2025", "47 -> 48 articles"."""
    old, new = before.split(), after.split()
    shared = 0
    while shared < min(len(old), len(new)) - 1 and old[-1 - shared] == new[-1 - shared]:
        shared += 1
    # Sides of another shape ("planned for", "cancelled") would lose their sense.
    if shared and len(old) == len(new):
        old = old[:-shared]
    return f"{' '.join(old)} -> {' '.join(new)}"


def state_word(state: State) -> str:
    """A state as screens say it: silence is "no report yet", never a verdict."""
    return "no report yet" if state is State.OVERDUE else state.value


def headline_of(change: Change, *, subject: str | None = None) -> str:
    """What changed from what to what, on one line: "POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025".

    `subject` is the event's whole title where the caller knows it: a change's own may be cut short.
    """
    about, move = subject or subject_of(change), move_of(change)
    if about.casefold() == change.label.casefold():
        return inert(f"{change.label}: {move}")
    return inert(f"{change.label}: {_lower_first(about)}{', ' if move else ''}{move}")


def subject_of(change: Change) -> str:
    """What a change is about: its title without the sides."""
    after = change.after.text if change.after is not None else ""
    before = change.before.text if change.before is not None else ""
    for tail in (f"{before} -> {after}", f"{before} or {after}", after, f"taken back ({before})"):
        head, mark, _ = change.title.rpartition(f": {tail}")
        if tail and mark:
            return head
    # A title cut to its length no longer ends in the side: what stands before the side's first words is enough.
    for side in (before, after):
        head, mark, rest = change.title.rpartition(": ")
        if mark and side and rest.rstrip("…").strip() and side.startswith(rest.rstrip("…").strip()):
            return head
    return change.title


def move_of(change: Change) -> str:
    """The sides of a change: days where days moved, figures where figures did, else what is known now."""
    before, after = change.before, change.after
    if before is None or after is None:
        only = after or before
        text = only.text if only is not None and only.text != change.title else ""
        return _without_label(text, change)
    match change.kind:
        case ChangeKind.RETRACTED:
            return f"had been told as {before.text}"
        case ChangeKind.CONFLICT:
            return f"{before.text} / {after.text}"
        case ChangeKind.STATUS | ChangeKind.OVERDUE:
            return _without_label(_verdict(before, after), change)
        case _:
            return moved_text(before.text, after.text)


def _verdict(before: Facet, after: Facet) -> str:
    """An outcome, with the day that had been announced where the outcome doesn't name it."""
    was = time_text(before.time) if before.time is not None else ""
    now = time_text(after.time) if after.time is not None else ""
    if after.state is State.OVERDUE:
        return f"due {was or now}" if was or now else after.text
    if not was or was == now or _is_near(before.time, after.time):
        return after.text
    if after.state is State.POSTPONED and now:
        return moved_text(was, now)
    return f"{after.text}, was due {was}"


def _is_near(before: EventTime | None, after: EventTime | None) -> bool:
    """Whether two times can be the same: then no day has moved."""
    if before is None or after is None:
        return False
    begins = max(before.first or date.min, after.first or date.min)
    return begins <= min(before.last or date.max, after.last or date.max)


def _without_label(text: str, change: Change) -> str:
    # The label says the verdict already: "happened as announced, Fri 17 Jan" goes on with "as announced".
    return text.removeprefix(change.label.lower()).lstrip(" ,")


def _lower_first(text: str) -> str:
    """A title inside a line: "treaty signing"; an acronym ("IAEA report") stays as it is."""
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first[1:].islower() or first[1:-1].islower() else text
