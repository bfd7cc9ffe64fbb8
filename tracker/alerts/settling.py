"""What is said of changes of one event that wait together: once, from the first side to the last, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tracker.model import Alert, AlertKind, AlertState, Change, Past, Stored, Told, headline_of, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What comes of an alert's turn."""

    #: The waiting alerts that are told as one, oldest first: the newest gives the message its id.
    alerts: tuple[Alert, ...]
    #: What is told, sides joined; None where nothing is.
    change: Stored[Change] | None
    title: str = ""
    #: The sides that were passed, first to last; () where one change is told alone.
    path: tuple[str, ...] = ()
    #: Why nothing is told.
    why: str = ""


def settle(alert: Alert, past: Past, *, window: timedelta) -> Settled:
    """An alert that tells a change, with those that wait for its channel and that it overtakes or is overtaken by.

    What comes back within the window is not told; later (a channel was down) it is, with the way that it went.
    """
    changes = {stored.value.key: stored for stored in past.changes}
    own = changes[alert.change_key or ""]
    if own.value.withdrawn is not None:
        return Settled(alerts=(alert,), change=None, why="what it tells was taken back")
    line = [told for told in past.told if _is_of_line(told, alert) and told.alert.change_key in changes]
    place = next((number for number, told in enumerate(line) if told.alert.key == alert.key), len(line))
    joined, passed, newest = [alert], [own], own
    for told in line[place + 1 :]:
        change = changes[told.alert.change_key or ""]
        if not overtakes(change.value, newest.value):
            continue
        if told.state is AlertState.DELIVERED:
            return Settled(alerts=(alert,), change=None, why=f"a newer message has told it: {told.alert.key}")
        joined, passed, newest = [*joined, told.alert], [*passed, change], change
    oldest = own
    for told in reversed(line[:place]):
        change = changes[told.alert.change_key or ""]
        if told.state is AlertState.WAITING and overtakes(oldest.value, change.value):
            joined, passed, oldest = [told.alert, *joined], [change, *passed], change
    return _as_one(joined, passed, window=window)


def _is_of_line(told: Told, alert: Alert) -> bool:
    """Whether it tells a change of the same event to the same channel, and is or will be sent."""
    live = told.state in (AlertState.WAITING, AlertState.DELIVERED)
    same = (told.alert.channel, told.alert.thread) == (alert.channel, alert.thread)
    return live and same and told.alert.kind is AlertKind.TOLD


def overtakes(newer: Change, older: Change) -> bool:
    """Whether a change of an event begins where another one ended."""
    if newer.event_key is None or newer.event_key != older.event_key or newer.before is None or older.after is None:
        return False
    return newer.withdrawn is None and newer.before.text == older.after.text


def _as_one(joined: Sequence[Alert], passed: Sequence[Stored[Change]], *, window: timedelta) -> Settled:
    newest = passed[-1]
    if len(passed) == 1:
        return Settled(alerts=tuple(joined), change=newest, title=joined[-1].title)
    first, last = passed[0].value, newest.value
    sides = (first.before, *(each.value.after for each in passed))
    path = tuple(side.text for side in sides if side is not None)
    if first.before is not None and path[0] == path[-1]:
        if joined[-1].created_at - joined[0].created_at <= window:
            return Settled(alerts=tuple(joined), change=None, why="it is again as it was before")
        return Settled(alerts=tuple(joined), change=newest, title=joined[-1].title, path=path)
    # What had no side before is as new in the end as it was at first.
    kind = first.kind if first.before is None else last.kind
    change = replace(last, kind=kind, before=first.before, evidence_before=first.evidence_before)
    # The subject stands in the newest change's own title, beside its own sides.
    title = headline_of(change, subject=subject_of(last))
    return Settled(alerts=tuple(joined), change=Stored(id=newest.id, value=change), title=title, path=path)
