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


def headline_of(change: Change) -> str:
    """What changed from what to what, on one line: "POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025"."""
    subject, move = subject_of(change), move_of(change)
    # The label says the verdict already: "happened as announced, Fri 17 Jan" goes on with "as announced".
    move = move.removeprefix(change.label.lower()).lstrip(" ,")
    return inert(f"{change.label}: {_lower_first(subject)}{', ' if move else ''}{move}")


def subject_of(change: Change) -> str:
    """What a change is about: its title without the sides."""
    after = change.after.text if change.after is not None else ""
    before = change.before.text if change.before is not None else ""
    for tail in (f"{before} -> {after}", after, f"taken back ({before})"):
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
    if change.kind is ChangeKind.RETRACTED and before is not None:
        return f"had been told as {before.text}"
    if after is None:
        return before.text if before is not None and change.title != before.text else ""
    if before is None:
        return after.text if change.title != after.text else ""
    if change.kind is ChangeKind.CONFLICT:
        return f"{before.text} / {after.text}"
    if _gives_days(before, after):
        return moved_text(time_text(before.time), time_text(after.time))
    if change.kind in (ChangeKind.STATUS, ChangeKind.OVERDUE) and after.state is not None:
        return _verdict(before, after)
    return moved_text(before.text, after.text)


def _gives_days(before: Facet, after: Facet) -> bool:
    days = before.time is not None and after.time is not None and before.time != after.time
    return days and time_text(before.time) != time_text(after.time) and after.state is not State.OVERDUE


def _verdict(before: Facet, after: Facet) -> str:
    """An outcome, and the plan that it ends where the outcome doesn't name its day."""
    if after.time is None and before.time is not None:
        return f"{after.text} (was {before.text})"
    called_off = after.state in (State.CANCELLED, State.DENIED, State.FAILED, State.SUSPENDED)
    if called_off and before.time is not None and time_text(before.time) not in after.text:
        return f"{after.text}, was due {time_text(before.time)}"
    return after.text


def _lower_first(text: str) -> str:
    """ "Treaty signing" inside a line; names and acronyms ("IAEA report", "State Duma: vote") stay as they are."""
    first, _, rest = text.partition(" ")
    plain = first[:1].isupper() and first[1:].islower() and rest[:1].islower() and ":" not in text
    return text[:1].lower() + text[1:] if plain else text
