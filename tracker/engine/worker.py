"""What runs inside a worker process: top-level functions of values, so that they can be sent there.

The claim reader (spaCy's model and the lexicon) is made once a process, at its first use; the lexicon is the one that
the engine was begun with.
"""

import functools

from tracker.claims import ClaimReader, Lexicon
from tracker.fetch import read_feed
from tracker.model import Claim, FeedEntry, Snapshot, TextResult, Unreadable, Version
from tracker.text import read_article

_lexicon: Lexicon | None = None


def use_lexicon(lexicon: Lexicon | None) -> None:
    """Read claims by this lexicon from now on; None is our own, without a user's words."""
    global _lexicon  # noqa: PLW0603 - one a process, set when the process begins
    _lexicon = lexicon
    _reader.cache_clear()


@functools.cache
def _reader() -> ClaimReader:
    return ClaimReader(_lexicon)


def article(snapshot: Snapshot) -> TextResult:
    """The article on a page."""
    return read_article(snapshot)


def entries(snapshot: Snapshot) -> tuple[FeedEntry, ...] | Unreadable:
    """The entries of a feed."""
    return read_feed(snapshot)


def claims(version: Version) -> tuple[Claim, ...]:
    """The claims of a version, in text order; () for a language without rules."""
    return _reader().read(version)
