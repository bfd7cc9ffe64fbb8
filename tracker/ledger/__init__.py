"""Claims to events: linking, states, expectations, outcomes, disputes, changes and their severity. Pure."""

from tracker.ledger.correct import correct, has_same_news
from tracker.ledger.corrections import anchor_of, corrected, counting, is_anchored
from tracker.ledger.fold import fold
from tracker.ledger.judge import judge_version
from tracker.ledger.likeness import Said, is_same_event, likeness, likest, same_kind
from tracker.ledger.pages import judge_pages, page_states
from tracker.ledger.rebuild import NextGeneration, kept_keys, swap
from tracker.ledger.review import next_moment, pending_windows, review
from tracker.ledger.rules import RULES
from tracker.ledger.standing import state_in
from tracker.ledger.summing import summed_up, unwatched_text

__all__ = [
    "RULES",
    "NextGeneration",
    "Said",
    "anchor_of",
    "correct",
    "corrected",
    "counting",
    "fold",
    "has_same_news",
    "is_anchored",
    "is_same_event",
    "judge_pages",
    "judge_version",
    "kept_keys",
    "likeness",
    "likest",
    "next_moment",
    "page_states",
    "pending_windows",
    "review",
    "same_kind",
    "state_in",
    "summed_up",
    "swap",
    "unwatched_text",
]
