"""What a reader would call the article: its text, its versions and the steps between them."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, unique
from typing import TypeAlias

from tracker.model.times import require_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The readable content of a canonical address, as one extractor read it from one snapshot."""

    #: Canonical address (link rel=canonical of the same site, or the final address without tracking parameters).
    url: str
    title: str
    byline: str | None
    #: As the page says; aware UTC. None where it doesn't say.
    published_at: datetime | None
    modified_at: datetime | None
    #: ISO 639-1, or "und".
    language: str
    #: Paragraphs joined by one "\n"; no title line, no page furniture. All spans are offsets into this.
    text: str
    #: Half-open offsets of each paragraph in `text`.
    paragraphs: tuple[tuple[int, int], ...]
    #: Name, version and mode of the extractor.
    extractor: str


@unique
class PageQuality(Enum):
    """What an address answered with, when it is not an article."""

    ARTICLE = "article"
    SOFT_404 = "soft_404"
    PAYWALL_STUB = "paywall_stub"
    BLOCK_PAGE = "block_page"
    CONSENT_PAGE = "consent_page"
    EMPTY = "empty"
    NOT_TEXT = "not_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """The page was received, but holds no article that can be read."""

    quality: PageQuality
    #: A sentence for people: what it is and what to do.
    detail: str


TextResult: TypeAlias = Article | Unreadable


@unique
class Standing(Enum):
    """Whether a version may be read for claims."""

    #: Shrunk, blank or flipped back: waits for a second fetch.
    SUSPICIOUS = "suspicious"
    CONFIRMED = "confirmed"
    #: A second fetch did not see it again.
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A different state of an article's text."""

    id: int
    article_id: int
    story_id: int
    source_id: int
    #: 1 is the first that was seen.
    number: int
    article: Article
    outlet: str
    #: Observation time: when this state was first seen (story time).
    seen_at: datetime
    #: Publication time: the page's own date; for later versions its modification date, else `seen_at`.
    published_at: datetime
    #: Hex SHA-256 of the snapshot's body behind it; None for pasted text.
    snapshot_sha256: str | None
    #: Hex SHA-256 of title and text in UTF-8, joined by "\n".
    text_sha256: str
    standing: Standing
    #: Part of the story's or its source's first reading: it tells nothing.
    baseline: bool

    def __post_init__(self) -> None:
        require_utc("seen_at", self.seen_at)
        require_utc("published_at", self.published_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """One article of a story, for lists."""

    id: int
    story_id: int
    source_id: int
    url: str
    title: str
    outlet: str
    language: str
    published_at: datetime
    versions: int
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The step between two consecutive versions of one article."""

    before: Version
    after: Version
