"""What an event comes to within its story: its own rows, and what is told of other things where these decide it.

A plan under a condition lapses when the condition fails, one that another plan took the place of is that plan's, and
one of whose day nothing is reported may be implied to have come about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tracker.config import JudgeSettings
from tracker.ledger.corrections import corrected
from tracker.ledger.fold import fold
from tracker.ledger.handed_on import (
    CONDITION_FAILED,
    SUCCEEDED,
    UNDONE,
    condition_failed,
    may_be,
    speaks_of_another,
    successor_of,
    undone_by,
)
from tracker.ledger.implied import implied_by
from tracker.ledger.rules import RULES
from tracker.ledger.severity import of_status
from tracker.ledger.telling import Scene
from tracker.ledger.titles import news_title, state_facet
from tracker.model import (
    Change,
    ChangeKind,
    Event,
    EventClass,
    EventState,
    LedgerRow,
    Outcome,
    Severity,
    State,
    Status,
    StoryBook,
)

#: Outcomes by which nothing was reported.
SILENT = frozenset({Outcome.OVERDUE, Outcome.CANNOT_TELL})
#: States of a plan that is still awaited.
AWAITED = frozenset({State.PLANNED, State.POSTPONED, State.OVERDUE})


def state_in(
    book: StoryBook, event: Event, *, classes: Mapping[str, EventClass], now: datetime, settings: JudgeSettings
) -> EventState:
    """The state of one event of the book at `now`."""
    book = corrected(book)
    rows = [row for row in book.rows if row.event_key == event.key]
    known = fold(event, rows, now=now, readings=book.readings, settings=settings)
    return within_story(event, known, book.rows, classes)


def within_story(
    event: Event, known: EventState, rows: Sequence[LedgerRow], classes: Mapping[str, EventClass]
) -> EventState:
    """What a state that the event's own rows fold to comes to, by all rows of the story."""
    plan = known.expectation
    if known.state is State.HAPPENED and (ends := undone_by(event, rows, classes)) is not None:
        return replace(known, state=State.CANCELLED, decided_by=ends, why=RULES[UNDONE])
    by_a_person = known.decided_by is not None and known.decided_by.decision is not None
    if plan is None or known.state not in AWAITED or by_a_person:
        return known
    handed_on = _handed_on(event, known, rows, classes)
    if handed_on is not None:
        return handed_on
    said_undone = known.decided_by is not None and known.decided_by.claim.status is Status.NEGATED
    if (
        known.outcome not in SILENT
        or said_undone
        or (found := implied_by(event, plan, rows=rows, classes=classes)) is None
    ):
        return known
    row, rule = found
    return replace(
        known, state=State.HAPPENED, outcome=Outcome.AS_ANNOUNCED, decided_by=row, why=RULES[rule], time=plan.time
    )


def _handed_on(
    event: Event, known: EventState, rows: Sequence[LedgerRow], classes: Mapping[str, EventClass]
) -> EventState | None:
    plan = known.expectation
    if plan is None:
        return None
    standing = [row for row in rows if row.standing and row.struck_by is None]
    if may_be(plan.row) and (row := condition_failed(plan, standing, classes)) is not None:
        return replace(
            known, state=State.CANCELLED, outcome=Outcome.LAPSED, decided_by=row, why=RULES[CONDITION_FAILED]
        )
    if (row := successor_of(event, plan, standing)) is not None:
        return replace(
            known,
            state=State.POSTPONED,
            outcome=Outcome.POSTPONED,
            decided_by=row,
            why=RULES[SUCCEEDED],
            time=row.claim.time,
        )
    return None


def told_elsewhere(
    events: Sequence[Event],
    rows: Mapping[str, Sequence[LedgerRow]],
    came: Sequence[LedgerRow],
    *,
    states: Mapping[str, EventState],
    classes: Mapping[str, EventClass],
    scene: Scene,
) -> list[Change]:
    """The changes of plans that rows which just came decide, though they are of other events.

    `events`: those to ask; `rows`: all rows by event key; `states`: what each one's own rows come to.
    """
    every = [row for own in rows.values() for row in own]
    found = []
    for event in events:
        known = states[event.key]
        after = _handed_on(event, known, every, classes) if known.state in AWAITED else None
        if after is None or after.decided_by not in came:
            continue
        announced = known.expectation is not None
        severity = of_status(after.state, announced=announced, watched=event.watched)
        found.append(
            scene.write(
                ChangeKind.STATUS,
                severity if announced else Severity.INFO,
                "change.handed_on",
                news_title(event, after),
                event=event,
                before=state_facet(known),
                after=state_facet(after),
                rows=(after.decided_by,) if after.decided_by else (),
                rows_before=(known.expectation.row,) if known.expectation else (),
            )
        )
    return found


def to_ask(events: Mapping[str, Event], rows: Sequence[LedgerRow], came: Sequence[LedgerRow]) -> list[Event]:
    """Events whose plans new rows may decide: those under a condition, and those that a new plan may stand for."""
    keys = {row.event_key for row in rows if may_be(row)}
    instead = {row.claim.event_class for row in came if speaks_of_another(row)}
    touched = {row.event_key for row in came}
    return [
        event
        for key, event in events.items()
        if key not in touched and event.of_story and (key in keys or event.event_class in instead)
    ]
