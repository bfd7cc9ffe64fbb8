"""What an event comes to within its story: its own rows, and where they are silent, what is told of other things."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from tracker.config import JudgeSettings
from tracker.ledger.corrections import corrected
from tracker.ledger.fold import fold
from tracker.ledger.implied import implied_by
from tracker.ledger.rules import RULES
from tracker.model import Event, EventClass, EventState, Outcome, State, StoryBook

#: Outcomes by which nothing was reported.
SILENT = frozenset({Outcome.OVERDUE, Outcome.CANNOT_TELL})


def state_in(
    book: StoryBook, event: Event, *, classes: Mapping[str, EventClass], now: datetime, settings: JudgeSettings
) -> EventState:
    """The state of one event of the book at `now`; a plan that pages imply to have come about did so as announced."""
    book = corrected(book)
    rows = [row for row in book.rows if row.event_key == event.key]
    known = fold(event, rows, now=now, readings=book.readings, settings=settings)
    plan = known.expectation
    if known.outcome not in SILENT or plan is None or (known.decided_by and known.decided_by.decision):
        return known
    found = implied_by(event, plan, rows=book.rows, classes=classes)
    if found is None:
        return known
    row, rule = found
    return replace(
        known, state=State.HAPPENED, outcome=Outcome.AS_ANNOUNCED, decided_by=row, why=RULES[rule], time=plan.time
    )
