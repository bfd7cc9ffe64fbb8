"""Claims to events: linking, states, expectations, outcomes, disputes, changes and their severity. Pure."""

from tracker.ledger.fold import fold
from tracker.ledger.judge import judge_version
from tracker.ledger.pages import judge_pages, page_states
from tracker.ledger.review import next_moment, pending_windows, review
from tracker.ledger.rules import RULES

__all__ = [
    "RULES",
    "fold",
    "judge_pages",
    "judge_version",
    "next_moment",
    "page_states",
    "pending_windows",
    "review",
]
