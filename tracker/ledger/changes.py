"""Compares what was known of an event with what is known after a version: the changes worth a line."""

from dataclasses import replace

from tracker.ledger.conflicts import conflicts
from tracker.ledger.freshness import is_background, is_fresh, is_long_past
from tracker.ledger.measured import is_news
from tracker.ledger.numbers import number_change
from tracker.ledger.reason_told import reason_told
from tracker.ledger.reasons import REASON
from tracker.ledger.rows import is_put_off
from tracker.ledger.severity import DECISIVE, of_moved_date, of_status
from tracker.ledger.tallies import has_tally, is_tally
from tracker.ledger.telling import Scene
from tracker.ledger.times import GUESSED, is_moved
from tracker.ledger.titles import NEGATIVE, day_facet, is_negative, news_title, state_facet
from tracker.ledger.touched import Touched
from tracker.ledger.unmet import not_yet_change
from tracker.ledger.voicing import PARTIES, is_provision, voice_change
from tracker.model import (
    Change,
    ChangeKind,
    ClassKind,
    Event,
    EventState,
    LedgerRow,
    ParticipantKind,
    Severity,
    State,
)

#: States of a plan that stands.
OPEN = frozenset({State.PLANNED, State.POSTPONED, State.OVERDUE})
#: States in which nothing firm was known.
VAGUE = frozenset({State.UNKNOWN, State.UNCONFIRMED})


def changes_of(touched: Touched, scene: Scene) -> list[Change]:
    """All changes of one event under one version, the weightiest first."""
    if touched.after.decided_by is None:
        return []  # all that was said of it has fallen: told of the article, as dropped
    if (not_yet := not_yet_change(touched, scene)) is not None:
        return [not_yet]
    main = _fact_change(touched, scene) if touched.event.kind is ClassKind.FACT else _event_change(touched, scene)
    found = [main] if main is not None else []
    found += conflicts(touched, scene, is_disputed=main is not None and main.kind is ChangeKind.CONFLICT)
    number = number_change(touched, scene)
    found += [number] if number is not None else []
    if not found:
        found += voice_change(touched, scene)
    return found


# --- events ----------------------------------------------------------------------------------------------------------
def _event_change(touched: Touched, scene: Scene) -> Change | None:
    before, after = touched.before, touched.after
    if before.state in VAGUE and after.state not in VAGUE:
        return _first_told(touched, scene)
    if after.state in VAGUE:
        return _vague_change(touched, scene)
    if before.state in OPEN and after.state in OPEN and not _is_put_off(touched):
        return _date_change(touched, scene)
    if before.state is not after.state:
        return _status_change(touched, scene)
    return _date_change(touched, scene)


def _is_put_off(touched: Touched) -> bool:
    """Whether a report says in so many words that a plan was put off."""
    said = is_put_off(touched.after.decided_by)
    return said and touched.after.state is State.POSTPONED and touched.before.state is not State.POSTPONED


def _first_told(touched: Touched, scene: Scene) -> Change:
    """A plan or event that nothing was known of."""
    event, after = touched.event, touched.after
    facet = state_facet(after)
    title = news_title(event, after)
    kind, rule, severity = ChangeKind.NEW_CLAIM, "change.new_claim", Severity.INFO
    if after.state in DECISIVE and (event.watched or after.first_expectation is not None):
        kind, rule, severity = ChangeKind.STATUS, "change.outcome", Severity.ALERT
    elif after.state in DECISIVE and is_fresh(touched):
        kind, rule, severity = ChangeKind.STATUS, "change.fresh", Severity.NOTICE
    elif after.state in OPEN and touched.is_next_step:
        rule, severity = "change.next_step", Severity.NOTICE
    elif after.state in OPEN and (_is_planned_anew(after) or _is_forecast(after)):
        rule, severity = "change.new_plan", Severity.NOTICE
    if is_background(touched):
        kind, rule, severity = ChangeKind.NEW_CLAIM, "change.background", Severity.INFO
    if after.expectation is not None and after.expectation.window.ends <= scene.now and kind is ChangeKind.NEW_CLAIM:
        rule, severity = "change.passed", Severity.INFO
    return scene.write(kind, severity, rule, title, event=event, after=facet, rows=touched.decided, known=after)


def _is_planned_anew(known: EventState) -> bool:
    """Whether it is expected for a day, and not told as an old plan: the strike that *was to* begin in May."""
    decided = known.decided_by
    return known.expectation is not None and not (decided is not None and decided.claim.background)


def _is_forecast(known: EventState) -> bool:
    """Whether a count is foreseen, by more than a word in passing."""
    decided = known.decided_by
    return decided is not None and has_tally(decided.claim) and not decided.claim.background


def _vague_change(touched: Touched, scene: Scene) -> Change | None:
    """Only possible, or no longer known: new and possible is kept, a state that its own source took back is told."""
    event, before, after = touched.event, touched.before, touched.after
    if touched.is_first and after.state is State.UNCONFIRMED:
        facet = state_facet(after)
        title = f"{event.title}: {facet.text}"
        return scene.write(
            ChangeKind.NEW_CLAIM,
            Severity.INFO,
            "change.new_claim",
            title,
            event=event,
            after=facet,
            rows=touched.decided,
            known=after,
        )
    return None if before.state is after.state else _status_change(touched, scene)


def _status_change(touched: Touched, scene: Scene) -> Change:
    event, before, after = touched.event, touched.before, touched.after
    old, new = state_facet(before), state_facet(after)
    title = news_title(event, after)
    kind, rule = ChangeKind.STATUS, "change.outcome" if after.state in DECISIVE else "change.state"
    announced = before.expectation is not None or before.state not in (State.ONGOING, State.UNKNOWN)
    severity = of_status(after.state, announced=announced, watched=event.watched)
    if touched.is_history:
        rule, severity = "change.history", Severity.INFO
    elif is_background(touched):
        rule, severity = "change.background", Severity.INFO
    elif _is_taken_back(touched):
        kind, rule, severity = ChangeKind.RETRACTED, "change.retracted", Severity.ALERT
        title = f"{event.title}: taken back ({old.text})"
    elif after.state is State.RETRACTED:
        kind, rule, severity = ChangeKind.RETRACTED, "change.retracted", Severity.ALERT
    elif after.state is State.DISPUTED:
        kind, rule, severity = ChangeKind.CONFLICT, "change.conflict", Severity.NOTICE
    return scene.write(
        kind,
        severity,
        rule,
        title,
        event=event,
        before=old,
        after=new,
        rows=touched.decided,
        rows_before=touched.decided_before,
        known=after,
    )


def _is_taken_back(touched: Touched) -> bool:
    """Whether the article that decided the state before no longer says it, and nothing new decides."""
    decided = touched.before.decided_by
    gone = decided is not None and any(row.claim.key == decided.claim.key for row in touched.fallen)
    return gone and touched.before.state in DECISIVE and touched.after.decided_by not in touched.new_rows


def _date_change(touched: Touched, scene: Scene) -> Change | None:
    event, before, after = touched.event, touched.before, touched.after
    if before.time == after.time or after.time is None:
        return None
    old, new = day_facet(before), day_facet(after)
    if old.text == new.text:
        return None
    severity, rule = of_moved_date(after.expectation), "change.moved_plan"
    if before.time is None and before.state is not State.POSTPONED:
        severity, rule = Severity.NOTICE, "change.new_plan"
    elif before.time is not None and (not is_moved(after.time, before.time) or before.time.rule in GUESSED):
        severity, rule = Severity.INFO, "change.refined"
    elif after.state is State.HAPPENED:
        severity, rule = Severity.NOTICE, "change.moved_outcome"
        if is_long_past(after.time, touched.new_rows):
            severity, rule = Severity.INFO, "change.background"
    return scene.write(
        ChangeKind.DATE,
        severity,
        rule,
        f"{event.title}: {old.text} -> {new.text}",
        event=event,
        before=old,
        after=new,
        rows=touched.decided if after.expectation is None else (after.expectation.row,),
        rows_before=touched.decided_before,
        known=after,
    )


# --- facts -----------------------------------------------------------------------------------------------------------
def _fact_change(touched: Touched, scene: Scene) -> Change | None:
    event, before, after = touched.event, touched.before, touched.after
    if event.event_class == REASON:
        return reason_told(touched, scene)
    old, new = state_facet(before), state_facet(after)
    kind, severity, rule = ChangeKind.STATUS, Severity.NOTICE, "change.state"
    if before.state is State.UNCONFIRMED and is_negative(after) and not is_negative(before):
        kind, severity, rule = ChangeKind.POLARITY, Severity.ALERT, "change.reversal"
    elif before.state in VAGUE:
        kind, severity, rule = ChangeKind.NEW_CLAIM, Severity.INFO, "change.new_claim"
        decided = after.decided_by
        in_passing = decided is not None and (decided.claim.background or not is_news(decided.claim))
        in_passing = in_passing or event.event_class == "provide"
        if after.quantity is not None and (_is_of_something(event) or is_tally(after.quantity)) and not in_passing:
            severity, rule = Severity.NOTICE, "change.new_plan"
        elif touched.is_first and is_provision(touched):
            severity, rule = Severity.NOTICE, "change.provision"
        if after.state is before.state:
            return None
    elif after.state is State.DISPUTED and before.state is not State.DISPUTED:
        kind, rule = ChangeKind.CONFLICT, "change.conflict"
        sides = (
            ("holds", "does not hold")
            if touched.decided_before and not is_negative(before)
            else ("does not hold", "holds")
        )
        old, new = replace(old, text=sides[0]), replace(new, text=sides[1])
    elif after.state is State.RETRACTED and before.state is not State.RETRACTED:
        kind, severity, rule = ChangeKind.RETRACTED, Severity.ALERT, "change.retracted"
    elif before.state is after.state is State.HOLDS and is_negative(before) is not is_negative(after):
        kind, severity, rule = ChangeKind.POLARITY, Severity.ALERT, "change.reversal"
    elif before.state is after.state or after.state in VAGUE:
        return None
    return scene.write(
        kind,
        severity,
        rule,
        f"{event.title}: {old.text} or {new.text}" if kind is ChangeKind.CONFLICT else f"{event.title}: {new.text}",
        event=event,
        before=None if touched.is_first else old,
        after=new,
        rows=_other_side(touched) if kind is ChangeKind.CONFLICT else touched.decided,
        rows_before=touched.decided_before,
        known=after,
    )


def _other_side(touched: Touched) -> tuple[LedgerRow, ...]:
    """The new mention that contradicts what was known of a fact."""
    said = next(
        (row for row in touched.new_rows if (row.claim.status in NEGATIVE) is not is_negative(touched.before)), None
    )
    return (said,) if said is not None else touched.decided


def _is_of_something(event: Event) -> bool:
    """Whether a figure belongs to a document or an actor, not to "one" or "it"."""
    named = [each for each in (event.subject, event.object) if each is not None]
    return any(each.kind in PARTIES or each.kind is ParticipantKind.DOCUMENT for each in named)
