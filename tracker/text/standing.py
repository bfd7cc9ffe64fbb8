"""Whether a changed text is believed at once, or waits for a second fetch.

A text that shrinks by more than 60 % or flips back to an older state is more often a cut-off answer, an A/B
variant or a stub than an edit (measured on news archives; see docs/design.md).
"""

from collections.abc import Sequence

from tracker.model import Article, Standing

#: Share of the previous length below which a text is suspicious.
LEAST_SHARE = 0.4


def standing_of(article: Article, *, earlier: Sequence[Article]) -> Standing:
    """How far `article` is to be believed, given the article's confirmed states, oldest first."""
    if not earlier:
        return Standing.CONFIRMED
    last = earlier[-1]
    if len(article.text) < LEAST_SHARE * len(last.text):
        return Standing.SUSPICIOUS
    if any(article.text == old.text and article.title == old.title for old in earlier[:-1]):
        return Standing.SUSPICIOUS
    return Standing.CONFIRMED
