"""How far what was announced as a whole has been done: in part (half of the prisoners, ten of twelve), or to the end.

What nobody had announced is simply done: nothing says of what it would be a part.
"""

from collections.abc import Callable, Sequence
from datetime import date

from tracker.ledger.times import EXACT, overlap, publication_day
from tracker.model import Claim, LedgerRow, ParticipantKind, Quantity, QuantityBound, Status

#: Status rules of the claims for what is told as done in part, and as done to the end.
PARTLY = "status.partly"
IN_FULL = "status.in_full"
#: Status rules of the claims for what was tried and came to nothing.
TRIED = frozenset({"status.failed", "nominal.failed", "nominal.without_result"})
#: Those of them that say so of what was held: the talks collapsed.
COLLAPSED = TRIED - {"status.failed"}
#: Those that only say "not so far" (hasn't signed yet), not "will not".
NOT_SO_FAR = frozenset({"status.not_yet", "status.negated_past"})
#: Voices that told of it as a whole before, against which a later "in part" is an aside.
_ENOUGH = 2
_MEASURED = frozenset({"percent", "year", "month", "week", "day", "hour", "minute", "", "point", "share"})


def part_of(
    done: Sequence[LedgerRow], planned: Sequence[LedgerRow], voices: Callable[[Sequence[LedgerRow]], set[str]]
) -> LedgerRow | None:
    """The row by which what was announced is done in part only; None where it is done. Rows in order of publication.

    `voices` gives the voices of rows.
    """
    if not planned:
        return None
    parts = [row for row in done if row.claim.status_rule == PARTLY or _is_fewer(row, planned)]
    if not parts:
        return None
    last = parts[-1]
    later = done[done.index(last) + 1 :]
    if any(row.claim.status_rule == IN_FULL or _is_of_a_later_day(row, last) for row in later):
        return None
    before = [row for row in done if row not in parts and _told_on(row) < _told_on(parts[0])]
    return None if len(voices(before)) >= _ENOUGH else last


def is_only_refused(row: LedgerRow) -> bool:
    """Whether somebody says that they will not do it, or did not: no news of what nobody had announced."""
    return row.claim.status is Status.NEGATED and row.claim.status_rule not in TRIED


def _is_of_a_later_day(row: LedgerRow, part: LedgerRow) -> bool:
    """Whether a report names a day after that of the part: the rest was done then."""
    day, known = row.claim.time, part.claim.time
    if day is None or day.first is None or day.precision not in EXACT:
        return False
    passed = known.last if known is not None and known.last is not None else publication_day(part.published_at)
    return day.first > passed and row.claim.status_rule != PARTLY


def _is_fewer(row: LedgerRow, planned: Sequence[LedgerRow]) -> bool:
    """Whether it was done to fewer than had last been announced: ten of the twelve hostages."""
    count = _count(row.claim)
    if count is None or count.forecast or row.claim.status_rule == IN_FULL:
        return False
    announced = [each for row in planned if (each := _count(row.claim)) is not None and _is_alike(each, count)]
    return bool(announced) and count.high < announced[-1].low and not count.agrees_with(announced[-1])


def _is_alike(a: Quantity, b: Quantity) -> bool:
    return (a.unit, a.scope) == (b.unit, b.scope)


def _count(claim: Claim) -> Quantity | None:
    """The exact count of things or people that a claim gives."""
    figure = next(iter(claim.quantities), None)
    if figure is None or figure.bound is not QuantityBound.EXACT or figure.unit in _MEASURED:
        return None
    return figure if figure.low >= 1 else None


def _told_on(row: LedgerRow) -> date:
    return publication_day(row.published_at)


def is_of_before(row: LedgerRow, done: Sequence[LedgerRow]) -> bool:
    """Whether "have yet to meet", "had never met before" is said of people who met: another meeting than that one.

    A document is signed once: that it has not been signed yet contradicts who said that it was. `done`: rows that say
    that it was done.
    """
    claim = row.claim
    said = [each for each in (claim.subject, claim.object) if each is not None]
    if claim.status_rule not in NOT_SO_FAR or any(each.kind is ParticipantKind.DOCUMENT for each in said):
        return False
    days = [each.claim.time for each in done if each.claim.time is not None]
    return claim.time is None or not any(overlap(claim.time, day) for day in days)
