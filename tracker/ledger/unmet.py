"""What became of a plan that is said not to be, or not to have been: ruled out, not done, still not done, or lapsed.

"Will not" ends a plan. "Did not" is a failure once its day has passed; of something that could be done by a day only
(a deadline, an option, a permission), it has lapsed. "Has not yet" leaves it open: its day has passed, and it is due.
"""

from tracker.ledger.extent import NOT_SO_FAR
from tracker.ledger.rows import has_passed
from tracker.ledger.severity import of_overdue
from tracker.ledger.telling import Scene
from tracker.ledger.times import overlap
from tracker.ledger.titles import day_facet, outcome_text
from tracker.ledger.touched import Touched
from tracker.model import (
    Bound,
    Change,
    ChangeKind,
    Expectation,
    Facet,
    LedgerRow,
    Outcome,
    State,
    Status,
    time_text,
)

#: The status rule of "has not yet", "has still to".
NOT_YET = "status.not_yet"
#: Class of what ends by itself: an offer that lapsed, a permit that expired.
EXPIRY = "expire"
LAPSED_RULES = frozenset({"fold.lapsed", "fold.expired", "fold.condition_failed"})


def of_negation(row: LedgerRow, known: Expectation | None) -> tuple[State, str] | None:
    """The state of a plan that a row negates, with its rule; None where the row says nothing of it so far."""
    when, rule = row.claim.time, row.claim.status_rule
    due = known is not None and has_passed(known.time, row)
    if rule == NOT_YET:
        return (State.OVERDUE, "fold.not_yet") if due else None
    if rule in NOT_SO_FAR:
        if not due and not (when is not None and known is not None and overlap(when, known.time)):
            return None
        by_a_day = known is not None and known.time.bound is Bound.NOT_AFTER
        return (State.FAILED, "fold.lapsed" if by_a_day else "fold.failed")
    if when is None:
        return State.DENIED, "fold.denied"
    if known is None or not overlap(when, known.time):
        return None
    return (State.FAILED, "fold.failed") if has_passed(when, row) else (State.DENIED, "fold.denied")


def ended(row: LedgerRow) -> tuple[State, str]:
    """The state of a plan to which a row of another class puts an end."""
    if row.claim.event_class == EXPIRY:
        return State.FAILED, "fold.expired"
    return State.CANCELLED, "fold.ended"


def outcome_of_unmet(state: State, rule: str) -> Outcome | None:
    """The outcome where a rule of this module decided the state; None elsewhere."""
    if rule in LAPSED_RULES:
        return Outcome.LAPSED
    return Outcome.OVERDUE if state is State.OVERDUE else None


def not_yet_change(touched: Touched, scene: Scene) -> Change | None:
    """The change of a plan of which a page says, after its day, that it has not been done yet. It has the key of the
    change that silence makes of it: whichever comes first is told.
    """
    after, row = touched.after, touched.after.decided_by
    plan = after.expectation
    if after.state is not State.OVERDUE or plan is None or row not in touched.new_rows:
        return None
    if row is None or row.claim.status is not Status.NEGATED:
        return None
    return scene.write(
        ChangeKind.OVERDUE,
        of_overdue(plan, can_tell=True),
        "change.not_yet",
        f"{touched.event.title}: not done yet, due {time_text(plan.time)}",
        event=touched.event,
        before=day_facet(after),
        after=Facet(state=State.OVERDUE, time=plan.time, text=outcome_text(Outcome.OVERDUE)),
        rows=(row,),
        rows_before=(plan.row,),
        known=after,
    )
