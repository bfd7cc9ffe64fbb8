"""A fake engine: the same work in the test's own process, and trouble on demand."""

from collections.abc import Callable

from tracker.claims import ClaimReader
from tracker.errors import EngineError
from tracker.fetch import read_feed
from tracker.model import Claim, FeedEntry, Snapshot, TextResult, Unreadable, Version
from tracker.text import read_article


class InlineEngine:
    """Implements the `Engine` port without processes."""

    def __init__(self) -> None:
        self._reader = ClaimReader()
        self._fails: Callable[[str], bool] = lambda _: False

    def fail_on(self, url_matches: Callable[[str], bool]) -> None:
        """Raise EngineError for each page or version whose address matches."""
        self._fails = url_matches

    async def article(self, snapshot: Snapshot) -> TextResult:
        """The article on a page."""
        self._trouble(snapshot.url)
        return read_article(snapshot)

    async def entries(self, snapshot: Snapshot) -> tuple[FeedEntry, ...] | Unreadable:
        """The entries of a feed."""
        self._trouble(snapshot.url)
        return read_feed(snapshot)

    async def claims(self, version: Version) -> tuple[Claim, ...]:
        """The claims of a version."""
        self._trouble(version.article.url)
        return self._reader.read(version)

    def _trouble(self, url: str) -> None:
        if self._fails(url):
            raise EngineError(f"reading failed on demand: {url}")

    def close(self) -> None:
        """Nothing to end."""
