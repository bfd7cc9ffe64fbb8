"""The outcome of an expectation; when nothing is said, by what was read. Absence of evidence is never "false"."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.config import JudgeSettings
from tracker.ledger.plans import Progress
from tracker.ledger.times import is_later, overlap
from tracker.ledger.told_days import UNDATED
from tracker.ledger.touched import Touched
from tracker.ledger.unmet import outcome_of_unmet
from tracker.model import EventTime, Expectation, LedgerRow, Outcome, SourceReading, State, Version

BY_STATE = {
    State.CANCELLED: Outcome.CANCELLED,
    State.DENIED: Outcome.DENIED,
    State.FAILED: Outcome.FAILED,
    State.PARTLY: Outcome.PARTLY,
    State.DISPUTED: Outcome.DISPUTED,
    State.UNCONFIRMED: Outcome.UNCONFIRMED,
}
#: Outcomes while no day is expected; something under way that nobody announced has none.
WITHOUT_DAY = {
    State.PLANNED: Outcome.PENDING,
    State.POSTPONED: Outcome.POSTPONED,
    State.SUSPENDED: Outcome.POSTPONED,
}
#: A page read this long after its publication reached us late.
LATE = timedelta(days=7)
#: States of an event that was announced and is still open.
OPEN = frozenset({State.PLANNED, State.POSTPONED, State.SUSPENDED, State.ONGOING})


def outcome_of(
    progress: Progress, *, now: datetime, readings: Sequence[SourceReading], settings: JudgeSettings
) -> tuple[Outcome | None, str]:
    """The outcome, and the rule that decided it where silence did. None for an event that nobody announced."""
    plan, state, decided = progress.expectation, progress.state, progress.decided_by
    if state is State.HAPPENED:
        announced = plan or progress.first_expectation
        return (_of_done(progress, announced) if announced is not None else None), ""
    if (unmet := outcome_of_unmet(state, progress.why)) is not None:
        return unmet, ""
    if state not in OPEN:
        return BY_STATE.get(state), ""
    if plan is None or state is State.SUSPENDED:
        return WITHOUT_DAY.get(state), ""
    begun = state is State.ONGOING and decided is not None and decided.published_at >= plan.window.begins
    if begun:
        return Outcome.AS_ANNOUNCED, ""
    return of_silence(plan, state, now=now, readings=readings, settings=settings)


def _of_done(progress: Progress, plan: Expectation) -> Outcome:
    day, deciding = progress.day()
    if not progress.is_dated and plan.window.begins <= deciding.published_at < plan.window.ends + UNDATED:
        return Outcome.AS_ANNOUNCED
    return compare(day, plan)


def compare(day: EventTime, plan: Expectation) -> Outcome:
    """What a day comes to against the plan that stood last."""
    if overlap(day, plan.time):
        return Outcome.AS_ANNOUNCED
    return Outcome.LATE if is_later(day, plan.time) else Outcome.EARLY


def of_silence(
    plan: Expectation,
    state: State,
    *,
    now: datetime,
    readings: Sequence[SourceReading],
    settings: JudgeSettings,
) -> tuple[Outcome, str]:
    """The outcome while nobody reports one."""
    overdue_from = plan.window.overdue_from
    if overdue_from is not None and now >= overdue_from:
        if is_well_read(readings, since=overdue_from, settings=settings):
            return Outcome.OVERDUE, "silence.overdue"
        return Outcome.CANNOT_TELL, "silence.cannot_tell"
    is_open = overdue_from is not None or now < plan.window.ends
    if now >= plan.window.begins and is_open:
        return Outcome.DUE, ""
    return (Outcome.POSTPONED if state is State.POSTPONED else Outcome.PENDING), ""


def came_too_late(plan: Expectation) -> bool:
    """Whether a plan was learned of from an old page, when its day had long passed: nobody awaits it any more."""
    row, passed = plan.row, plan.window.overdue_from or plan.window.ends
    return row.observed_at - row.published_at > LATE and row.observed_at >= passed


def came_after_newer(version: Version, others: Sequence[LedgerRow]) -> bool:
    """Whether a version is the first of an article that reached us long after its publication, and newer ones did
    before it. `others`: the rows of other articles.
    """
    late = version.number == 1 and version.seen_at - version.published_at > LATE
    return late and any(row.published_at - version.published_at > LATE for row in others)


def is_history(touched: Touched, *, now: datetime) -> bool:
    """Whether what an old page says of an event is no news: nobody awaited it before, and nothing is to come of it."""
    before, after = touched.before.expectation, touched.after.expectation
    if before is not None:
        return before.row.observed_at - before.row.published_at > LATE
    return after is None or after.window.ends <= now


def is_well_read(readings: Sequence[SourceReading], *, since: datetime, settings: JudgeSettings) -> bool:
    """Whether silence since that moment means something: enough sources were read in full after it."""
    read = [reading for reading in readings if not reading.excluded and reading.read_at and reading.read_at >= since]
    return bool(read) and len(read) >= min(settings.least_readers, len(readings))
