"""What stands between the cycle and a store while recorded pages are read, and how one becomes an article.

The pages read so far count as sources read up to the present story time: a record is taken to hold every change of
its pages. No alert is written, whatever the channels.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from tracker.begin import outlet_of
from tracker.model import (
    Article,
    FetchFailed,
    FetchResult,
    Judgement,
    Snapshot,
    Source,
    SourceReading,
    StoryBook,
    TextResult,
    Version,
)
from tracker.model import FailureReason as Reason
from tracker.ports import Clock, Decide, Engine, Store
from tracker.replay.pages import RecordedPage
from tracker.text import article_from_text

#: The language of a text that is too short to tell.
UNTOLD = "und"
#: Two versions of one address of one day keep their order by this much.
TICK = timedelta(seconds=1)


class PagesRead:
    """The pages read so far, as the sources that silence is judged by."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        #: Address -> why it does not count, or "".
        self._pages: dict[str, str] = {}

    def add(self, url: str, *, excluded: str) -> None:
        """A page was read, or could not be."""
        self._pages[url] = excluded

    def readings(self) -> tuple[SourceReading, ...]:
        """One reading an address, up to now."""
        now = self._clock.now()
        return tuple(
            SourceReading(source_id=-number, outlet=outlet_of(url), url=url, read_at=now, excluded=excluded)
            for number, (url, excluded) in enumerate(self._pages.items(), 1)
        )


class StoreOfRecord:
    """A store whose books count the recorded pages as read, and whose judgements carry no alerts."""

    def __init__(self, store: Store, pages: PagesRead) -> None:
        self._store = store
        self._pages = pages

    def as_store(self) -> Store:
        """Itself under the port's type: what is not written here is the store's own."""
        return cast("Store", self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def book(self, story_id: int) -> StoryBook:
        """See the port."""
        return self._read(self._store.book(story_id))

    def judge(self, story_id: int, decide: Decide, *, analysed: int | None = None) -> Judgement | None:
        """See the port."""

        def quietly(book: StoryBook) -> Judgement:
            return replace(decide(self._read(book)), alerts=())

        return self._store.judge(story_id, quietly, analysed=analysed)

    def _read(self, book: StoryBook) -> StoryBook:
        return replace(book, readings=(*book.readings, *self._pages.readings()))


class NoFetcher:
    """Stands where the cycle has its fetcher: recorded pages are all there is."""

    async def fetch(self, source: Source, *, now: datetime) -> FetchResult:
        """Never an answer."""
        return FetchFailed(reason=Reason.UNREACHABLE, detail=f"{source.url}: recorded pages are read, none is fetched")


async def article_of(page: RecordedPage, engine: Engine) -> TextResult:
    """The article on a recorded page, under the page's own address and date. Raises EngineError."""
    if page.text is not None:
        return article_from_text(page.text, title=page.title, url=page.url, published_at=page.published)
    body = (page.html or "").encode()
    read = await engine.article(
        Snapshot(
            url=page.url,
            final_url=page.url,
            taken_at=page.arrived,
            status=200,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
        )
    )
    if not isinstance(read, Article):
        return read
    return replace(read, url=page.url, title=page.title or read.title, published_at=page.published)


def in_language(article: Article, language: str | None) -> Article:
    """The article, taken to be in its story's language where it is too short to tell its own."""
    if article.language != UNTOLD or language is None:
        return article
    return replace(article, language=language)


def as_next_version(article: Article, page: RecordedPage, earlier: Sequence[Version]) -> Article:
    """The article dated after its version before, which pages of one day would not be by themselves."""
    if not earlier:
        return article
    last = earlier[-1].published_at
    later = (moment for moment in (page.published, page.fetched) if moment is not None and moment > last)
    return replace(article, modified_at=next(later, last + TICK))
