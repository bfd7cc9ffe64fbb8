"""One happening is told once: a chamber that voted, approved and ratified in one sentence did one thing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.ledger.rules import RULES
from tracker.ledger.touched import Touched
from tracker.model import Change, ChangeKind, EventClass, LedgerRow, Severity, State

_AGAIN = "change.same_happening"
#: Kinds by which an outcome is told.
_OUTCOMES = frozenset({ChangeKind.STATUS, ChangeKind.NEW_CLAIM})


def once(
    touched: Sequence[Touched], told: Sequence[Sequence[Change]], classes: Mapping[str, EventClass]
) -> list[Change]:
    """All changes of one version, `told` by event as in `touched`; an outcome that another of a related class tells of
    in the same sentence is kept as info, if it was not awaited. The weightiest stays, of equals the first.
    """
    order = sorted(
        range(len(touched)), key=lambda n: (-max((each.severity for each in told[n]), default=Severity.INFO), n)
    )
    known: list[tuple[str, LedgerRow]] = []
    kept: dict[int, list[Change]] = {}
    for number in order:
        event, row = touched[number], _outcome(touched[number], told[number])
        if row is None:
            kept[number] = list(told[number])
            continue
        awaited = touched[number].before.expectation is not None
        is_again = not awaited and any(_is_one(event.event.event_class, row, other, of, classes) for other, of in known)
        kept[number] = [_as_info(change) if is_again else change for change in told[number]]
        if not is_again:
            known.append((event.event.event_class, row))
    return [change for number in range(len(touched)) for change in kept[number]]


def _outcome(touched: Touched, told: Sequence[Change]) -> LedgerRow | None:
    """The row by which an event is told as having happened."""
    raised = any(change.severity > Severity.INFO and change.kind in _OUTCOMES for change in told)
    return touched.after.decided_by if raised and touched.after.state is State.HAPPENED else None


def _is_one(mine: str, row: LedgerRow, other: str, of: LedgerRow, classes: Mapping[str, EventClass]) -> bool:
    if row.claim.evidence.quote != of.claim.evidence.quote or mine not in classes or other not in classes:
        return False
    return mine in classes[other].settled_by or other in classes[mine].settled_by


def _as_info(change: Change) -> Change:
    if change.severity is Severity.INFO or change.kind not in _OUTCOMES:
        return change
    return replace(change, severity=Severity.INFO, rule=_AGAIN, why=RULES[_AGAIN])
