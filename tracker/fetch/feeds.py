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
FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
#: What may stand before the root element, each with its end; "]" ends a document type with declarations in it.
PROLOGUE = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"), (b"]", b">"))
DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
SPACE = re.compile(rb"\s*")
BOM = b"\xef\xbb\xbf"
#: Entries read of one feed: what stands further down was there at an earlier reading.
MOST_ENTRIES = 200
SUMMARY_LENGTH = 2_000
YEARS = range(1990, 2101)
#: What its own code stumbles over in damaged markup (seen by mutating a feed byte by byte).
FEEDPARSER_RAISES = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


def looks_like_feed(snapshot: Snapshot) -> bool:
    """Whether the bytes are a feed, by content type or root element (many feeds say text/xml, some text/html)."""
    kind = (snapshot.header("content-type") or "").partition(";")[0].strip().lower()
    if kind in FEED_TYPES:
        return True
    start = snapshot.body[:4096].removeprefix(BOM)
    return FEED_ROOT.match(start, _root_at(start)) is not None


def _root_at(document: bytes) -> int:
    """Where the first element begins: after declarations, comments and the document type."""
    at = 0
    while True:
        at += len(SPACE.match(document, at)[0])  # type: ignore[index]  # it matches everywhere
        end = next((end for begin, end in PROLOGUE if document.startswith(begin, at)), None)
        found = document.find(end, at) if end is not None else -1
        if end is None or found < 0:
            return at
        at = found + len(end)


def read_feed(snapshot: Snapshot) -> tuple[FeedEntry, ...] | Unreadable:
    """The entries of a feed, in its order; those without a web address are left out."""
    import feedparser

    # Entities can't be declared in a feed that is worth reading (expanding them can eat all memory): of what stands
    # before the root, only the declaration with its encoding is kept.
    document = snapshot.body.removeprefix(BOM)
    declaration = DECLARATION.match(document)
    body = (declaration[0] if declaration else b"") + document[_root_at(document) :]
    headers = {"content-type": snapshot.header("content-type") or "", "content-location": snapshot.final_url}
    try:
        parsed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    except FEEDPARSER_RAISES as error:
        return _no_feed(f"its markup is damaged ({type(error).__name__})")
    if not parsed.entries and not parsed.get("version"):
        return _no_feed("it has no entries and no version")
    entries = (_entry(raw, snapshot.final_url) for raw in parsed.entries[:MOST_ENTRIES])
    return tuple(entry for entry in entries if entry is not None)


def _no_feed(why: str) -> Unreadable:
    return Unreadable(quality=PageQuality.EMPTY, detail=f"no feed that can be read: {why}; check the address")


def _entry(raw: Any, base: str) -> FeedEntry | None:
    link = str(raw.get("link") or "").strip()
    try:
        url = urljoin(base, link)
        is_web = bool(link) and urlsplit(url).scheme in ("http", "https")
    except ValueError:  # "http://[" is no address
        return None
    if not is_web:
        return None
    return FeedEntry(
        url=url,
        title=_plain(raw.get("title", "")),
        summary=_plain(raw.get("summary", ""))[:SUMMARY_LENGTH],
        # feedparser's own `get` warns where it would take one for the other.
        published_at=_moment(dict.get(raw, "published_parsed") or dict.get(raw, "updated_parsed")),
    )


def _moment(parsed: Any) -> datetime | None:
    """The moment of feedparser's UTC tuple; None where it is no date that a news entry can have."""
    if not parsed or parsed[0] not in YEARS:
        return None
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC)


def _plain(markup: object) -> str:
    """Text of a piece of markup: no tags, no entities, single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", str(markup))).split())
