"""How far something has come, by the status rules of the claims: in part, in full, tried in vain, not so far."""

from tracker.model import LedgerRow, Status

#: Status rules of the claims for what is told as done in part, and as done to the end.
PARTLY = "status.partly"
IN_FULL = "status.in_full"
#: Status rules of the claims for what was tried and came to nothing.
TRIED = frozenset({"status.failed", "nominal.failed", "nominal.without_result"})
#: Those of them that say so of what was held: the talks collapsed.
COLLAPSED = TRIED - {"status.failed"}
#: Those that only say "not so far" (hasn't signed yet), not "will not".
NOT_SO_FAR = frozenset({"status.not_yet", "status.negated_past"})


def is_only_refused(row: LedgerRow) -> bool:
    """Whether somebody says that they will not do it, or did not: no news of what nobody had announced."""
    return row.claim.status is Status.NEGATED and row.claim.status_rule not in TRIED
