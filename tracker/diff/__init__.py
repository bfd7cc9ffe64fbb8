"""What differs between two versions: sentence and word edits of texts, typed differences of claims. Pure."""

from tracker.diff.claims import diff_claims
from tracker.diff.rules import RULES
from tracker.diff.text import diff_articles

__all__ = ["RULES", "diff_articles", "diff_claims"]
