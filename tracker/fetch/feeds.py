"""Feeds: whether bytes are one, and what it lists. RSS and Atom by feedparser."""

import calendar
import html
import io
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from tracker.model import FeedEntry, PageQuality, Snapshot, Unreadable

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
#: The root elements of RSS 2, Atom and RSS 1.
FEED_ROOT = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL
)
#: Entries read of one feed: what stands further down was there at an earlier reading.
MOST_ENTRIES = 200
SUMMARY_LENGTH = 2_000


def looks_like_feed(snapshot: Snapshot) -> bool:
    """Whether the bytes are a feed, by content type or root element (many feeds say text/xml, some text/html)."""
    kind = (snapshot.header("content-type") or "").partition(";")[0].strip().lower()
    return kind in FEED_TYPES or FEED_ROOT.match(snapshot.body.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None


def read_feed(snapshot: Snapshot) -> tuple[FeedEntry, ...] | Unreadable:
    """The entries of a feed, in its order; those without a web address are left out."""
    import feedparser

    # Entities can't be declared in a feed that is worth reading; expanding them can eat all memory.
    body = re.sub(rb"<!DOCTYPE[^>[]*(\[[^\]]*\])?[^>]*>", b"", snapshot.body, count=1)
    headers = {"content-type": snapshot.header("content-type") or "", "content-location": snapshot.final_url}
    parsed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not parsed.entries and not parsed.version:
        return Unreadable(
            quality=PageQuality.EMPTY, detail="no feed that can be read: it has no entries and no version"
        )
    entries = (_entry(raw, snapshot.final_url) for raw in parsed.entries[:MOST_ENTRIES])
    return tuple(entry for entry in entries if entry is not None)


def _entry(raw: Any, base: str) -> FeedEntry | None:
    url = urljoin(base, str(raw.get("link", "")).strip())
    if urlsplit(url).scheme not in ("http", "https") or not raw.get("link"):
        return None
    moment = raw.get("published_parsed") or raw.get("updated_parsed")
    return FeedEntry(
        url=url,
        title=_plain(raw.get("title", "")),
        summary=_plain(raw.get("summary", ""))[:SUMMARY_LENGTH],
        published_at=datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None,
    )


def _plain(markup: object) -> str:
    """Text of a piece of markup: no tags, no entities, single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(markup))).split())
