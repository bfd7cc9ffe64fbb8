"""The change of an event's figure: moved beyond rounding for the same thing, or given otherwise by another voice."""

from collections.abc import Sequence

from tracker.ledger.freshness import LEAD, is_in_passing
from tracker.ledger.tallies import has_moved, is_tally
from tracker.ledger.telling import Scene
from tracker.ledger.titles import quantity_facet
from tracker.ledger.touched import Touched
from tracker.model import Change, ChangeKind, ClassKind, LedgerRow, Severity, State, Status

#: The last paragraph, counted from 0, of an article's beginning.
_LEAD = 1


def number_change(touched: Touched, scene: Scene) -> Change | None:
    """A figure that moved beyond rounding for the same thing, told anew; corrections in place are told elsewhere."""
    old, new = touched.before.quantity, touched.after.quantity
    if touched.is_corrected or old is None or new is None or not touched.new_rows:
        return None  # where only words fell, what they said is dropped, and no figure moves
    if not has_moved(old, new) if is_tally(old) and is_tally(new) else old.agrees_with(new):
        return None
    if (old.unit, old.scope, old.forecast) != (new.unit, new.scope, new.forecast):
        return None
    before, after = quantity_facet(old), quantity_facet(new)
    rows = [row for row in touched.rows if new in row.claim.quantities][:1]
    rows_before = [row for row in touched.rows_before if old in row.claim.quantities][:1]
    if any(row.claim.status is Status.POSSIBLE for row in rows_before):
        return None  # what was demanded or feared is no figure that moves
    if _is_retold(touched, rows):
        return None
    # A count grows from report to report; another figure of what is done and over contradicts it.
    others = all(touched.voice_of(a) != touched.voice_of(b) for a in rows for b in rows_before)
    is_done = touched.after.state is State.HAPPENED and others
    is_conflict = is_done and new.high < old.low
    is_over = touched.before.state is touched.after.state is State.HAPPENED
    by_the_way = others or any(row.claim.paragraph > _LEAD for row in rows)
    named = any(row.claim.attribution.speaker for row in rows)
    is_outlier = is_over and by_the_way and not is_conflict and not named
    move = f"{before.text} or {after.text}" if is_conflict else f"{before.text} -> {after.text}"
    return scene.write(
        ChangeKind.CONFLICT if is_conflict else ChangeKind.NUMBER,
        Severity.INFO if is_outlier else Severity.NOTICE,
        "change.outlier" if is_outlier else "change.conflict" if is_conflict else "change.number",
        f"{touched.event.title}: {move}",
        event=touched.event,
        before=before,
        after=after,
        rows=rows,
        rows_before=rows_before,
    )


def _is_retold(touched: Touched, rows: Sequence[LedgerRow]) -> bool:
    """Whether the figure of something done is only told again: after the beginning, of an event known done."""
    done = touched.event.kind is ClassKind.EVENT and touched.before.state is touched.after.state is State.HAPPENED
    told_again = bool(rows) and all(is_in_passing(row) for row in rows)
    return told_again or (done and all(row.claim.paragraph > LEAD for row in rows))
