"""What one check brings to the store, and what the store made of it."""

from dataclasses import dataclass
from datetime import datetime

from tracker.model.alert import Notice
from tracker.model.article import Article, Standing, Version
from tracker.model.capture import Check, FeedEntry, Lease, Snapshot
from tracker.model.story import NewSource, SourceHealth, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What one check brings to the store, whatever its outcome: one transaction writes it."""

    lease: Lease
    check: Check
    #: Story time of the next check; None stops polling (gone for good).
    next_check_at: datetime | None
    health: SourceHealth
    health_detail: str
    #: The bytes behind a new state, an unreadable page or an error; None for a 304 or no answer.
    snapshot: Snapshot | None = None
    #: The article read from it, when it was readable.
    article: Article | None = None
    #: Whether a new text may be judged at once, or waits for a second fetch.
    standing: Standing = Standing.CONFIRMED
    #: Validators of the answer: they replace the source's.
    etag: str | None = None
    last_modified: str | None = None
    #: Sources found in a feed; those already known for the story are ignored.
    discovered: tuple[NewSource, ...] = ()
    #: What the address turned out to answer with, where it differs from the source's kind.
    kind: SourceKind | None = None
    #: Entries of a feed that were passed over, as of other stories.
    passed_over: tuple[FeedEntry, ...] = ()
    #: Notices about ourselves that this check gives rise to.
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """What the store made of a capture."""

    source_id: int
    #: The version whose text this check saw; None where no article was read.
    version: Version | None
    #: The text differs from the article's last confirmed version (or is its first).
    is_new: bool
    #: Numbers of the sources that were added.
    discovered: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """An entry of a feed that was not read: it has too little of the story's names."""

    story_id: int
    #: The feed.
    source_id: int
    url: str
    title: str
    #: Story time.
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How busy the store was since a moment, and how large it is."""

    #: Checks since then, and those of them that failed or brought nothing readable.
    checks: int
    checks_in_vain: int
    #: Bytes of all snapshots as they were captured, and as they are kept.
    bytes_captured: int
    bytes_kept: int
    #: Bytes of the whole database.
    bytes_in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong with what is kept."""

    #: The word of the design for the record, and its number or hash: "snapshot", "3f2a...".
    record: str
    subject: str
    #: A sentence: what is wrong.
    detail: str
