"""A fake fetcher with a small language: `fetcher.page(url, "text")`, `fetcher.fails(url)`, `fetcher.feed(url, ...)`."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from tracker.model import FailureReason, Fetched, FetchFailed, FetchResult, NotModified, Snapshot, Source


class FakeFetcher:
    """Implements the `Fetcher` port from what a test said."""

    def __init__(self) -> None:
        self._answers: dict[str, Callable[[Source, datetime], FetchResult]] = {}
        self.asked: list[str] = []

    def page(self, url: str, *paragraphs: str, title: str = "News", published: str = "2025-01-14") -> None:
        """From now on the address answers with an article."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        meta = f'<meta property="article:published_time" content="{published}T09:00:00+00:00">'
        html = f'<html lang="en"><head>{meta}</head><body><article><h1>{title}</h1>{body}</article></body></html>'
        self._answers[url] = lambda source, now: _fetched(source, now, html, "text/html")

    def feed(self, url: str, *entries: tuple[str, str]) -> None:
        """From now on the address answers with a feed of (address, title)."""
        items = "".join(f"<item><title>{title}</title><link>{link}</link></item>" for link, title in entries)
        xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}</channel></rss>'
        self._answers[url] = lambda source, now: _fetched(source, now, xml, "application/rss+xml")

    def not_modified(self, url: str) -> None:
        """From now on the address answers 304."""
        self._answers[url] = lambda source, now: NotModified()

    def fails(self, url: str, detail: str = "no answer") -> None:
        """From now on the address can't be reached."""
        failure = FetchFailed(reason=FailureReason.UNREACHABLE, detail=f"{url}: {detail}")
        self._answers[url] = lambda source, now: failure

    def missing(self, url: str) -> None:
        """From now on the address says that it isn't there."""
        failure = FetchFailed(reason=FailureReason.NOT_THERE, detail=f"{url} is not there (404): check the address")
        self._answers[url] = lambda source, now: failure

    def breaks(self, url: str) -> None:
        """From now on the fetcher has a bug at this address."""

        def bug(source: Source, now: datetime) -> FetchResult:
            raise RuntimeError("a bug")

        self._answers[url] = bug

    async def fetch(self, source: Source, *, now: datetime) -> FetchResult:
        """See the port."""
        self.asked.append(source.url)
        return self._answers[source.url](source, now)


def _fetched(source: Source, now: datetime, text: str, kind: str) -> Fetched:
    body = text.encode()
    return Fetched(
        snapshot=Snapshot(
            url=source.url,
            final_url=source.url,
            taken_at=now,
            status=200,
            headers=(("content-type", kind),),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
        )
    )
