"""An event's state as a fold over its rows in order of publication: late old articles and better rules only refold."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.config import JudgeSettings
from tracker.ledger.decided import decided
from tracker.ledger.facts import fold_fact
from tracker.ledger.parts import figure_of
from tracker.ledger.plans import Progress
from tracker.ledger.rules import RULES
from tracker.ledger.silence import outcome_of
from tracker.ledger.voices import voice_keys, voices
from tracker.model import ClassKind, Event, EventState, LedgerRow, Outcome, Quantity, SourceReading, State


def fold(
    event: Event,
    rows: Sequence[LedgerRow],
    *,
    now: datetime,
    readings: Sequence[SourceReading],
    settings: JudgeSettings,
) -> EventState:
    """What the rows of one event come to at `now`; rows of other events must not be among them."""
    counted = in_order([row for row in rows if row.standing and row.struck_by is None])
    decision = next((row for row in reversed(counted) if row.decision is not None), None)
    standing = [row for row in counted if row.decision is None]
    live = [row for row in standing if not row.claim.background] or standing
    keys = voice_keys(live)
    known = (
        fold_fact(live, keys)
        if event.kind is ClassKind.FACT
        else _fold_event(live, keys, now=now, readings=readings, settings=settings)
    )
    if decision is None:
        return known
    return decided(known, decision, rows=live, keys=keys, now=now, readings=readings, settings=settings)


def _fold_event(
    live: Sequence[LedgerRow],
    keys: Mapping[str, str],
    *,
    now: datetime,
    readings: Sequence[SourceReading],
    settings: JudgeSettings,
) -> EventState:
    progress = Progress(settings, keys)
    for row in live:
        progress.take(row)
    happened = progress.settle()
    outcome, why = outcome_of(progress, now=now, readings=readings, settings=settings)
    return EventState(
        state=State.OVERDUE if outcome is Outcome.OVERDUE else progress.state,
        time=happened or (progress.expectation.time if progress.expectation else None),
        quantity=(figure_of(progress.part) if progress.part else None) or _latest_quantity(live),
        decided_by=progress.decided_by,
        why=RULES[why or progress.why],
        expectation=progress.expectation,
        first_expectation=progress.first_expectation,
        outcome=outcome,
        voices=voices(live, keys),
        dissent=progress.dissent(),
    )


def in_order(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """By publication, then by observation, then as written."""
    return sorted(
        rows, key=lambda row: (row.published_at, row.observed_at, row.claim.version_id, row.claim.trigger.start)
    )


def _latest_quantity(rows: Sequence[LedgerRow]) -> Quantity | None:
    return next((row.claim.quantities[0] for row in reversed(rows) if row.claim.quantities), None)
