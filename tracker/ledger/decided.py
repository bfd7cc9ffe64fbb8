"""An event whose outcome a person decided: the decision stands, and what is said against it since is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tracker.config import JudgeSettings
from tracker.ledger.rules import RULES
from tracker.ledger.silence import BY_STATE, compare, of_silence
from tracker.ledger.times import overlap, window_of
from tracker.ledger.voices import STATES, voices
from tracker.model import EventState, Expectation, LedgerRow, Outcome, SourceReading, State, Status, Strength

#: States of a plan that is still awaited.
AWAITED = frozenset({State.PLANNED, State.POSTPONED})
#: Mentions that say nothing against a decision.
SILENT = frozenset({Status.UNKNOWN, Status.COUNTERFACTUAL, Status.POSSIBLE})


def decided(
    known: EventState,
    decision: LedgerRow,
    *,
    rows: Sequence[LedgerRow],
    keys: Mapping[str, str],
    now: datetime,
    readings: Sequence[SourceReading],
    settings: JudgeSettings,
) -> EventState:
    """The state that a person's decision makes of what the rows, in order of publication, come to."""
    state = decision.decision or known.state
    when = decision.claim.time or (known.time if known.state is state else None)
    plan = known.expectation
    if state in AWAITED:
        plan = _plan(decision, settings) or (plan if known.state in AWAITED else None)
    outcome = _outcome(state, known, decision, plan)
    if state in AWAITED and plan is not None:
        outcome, _ = of_silence(plan, state, now=now, readings=readings, settings=settings)
    return replace(
        known,
        state=State.OVERDUE if outcome is Outcome.OVERDUE else state,
        time=when or (plan.time if plan is not None and state in AWAITED else None),
        decided_by=decision,
        why=RULES["fold.corrected"],
        expectation=plan,
        first_expectation=known.first_expectation or plan,
        outcome=outcome,
        dissent=voices([row for row in rows if differs(row, decision)], keys),
    )


def differs(row: LedgerRow, decision: LedgerRow) -> bool:
    """Whether a row that was published since says something else than the person."""
    claim, state = row.claim, decision.decision
    if row.published_at <= decision.published_at or claim.status in SILENT or claim.background:
        return False
    if STATES[claim.status] is not state:
        # A plan told again in another's words is no news against a plan that was put off, or came to pass.
        return not (claim.status is Status.PLANNED and state is State.POSTPONED and claim.time is None)
    day = decision.claim.time
    return day is not None and claim.time is not None and not overlap(day, claim.time)


def _plan(decision: LedgerRow, settings: JudgeSettings) -> Expectation | None:
    when = decision.claim.time
    if when is None:
        return None
    window = window_of(when, Strength.FIRM, settings)
    return Expectation(event_key=decision.event_key, time=when, window=window, strength=Strength.FIRM, row=decision)


def _outcome(state: State, known: EventState, decision: LedgerRow, plan: Expectation | None) -> Outcome | None:
    if state is State.HAPPENED:
        announced = plan or known.first_expectation
        if announced is None:
            return None
        return compare(decision.claim.time, announced) if decision.claim.time is not None else Outcome.AS_ANNOUNCED
    if state is State.POSTPONED or state is State.SUSPENDED:
        return Outcome.POSTPONED
    if state is State.PLANNED:
        return Outcome.PENDING
    return BY_STATE.get(state)
