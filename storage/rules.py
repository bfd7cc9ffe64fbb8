"""What both stores decide alike about a capture: pure functions of model values."""

import hashlib
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tracker.model import Article, Check, CheckOutcome, Source, SourceHealth, SourceReading, Version

#: A page may be dated a little ahead (zones, scheduled publishing); more than this is not believed.
AHEAD = timedelta(days=1)


def text_sha256(article: Article) -> str:
    """Hex SHA-256 of title and text, the identity of a version's content."""
    return hashlib.sha256(f"{article.title}\n{article.text}".encode()).hexdigest()


def host_of(url: str) -> str:
    """The host and port whose slots a source shares; lower case."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def published_at(article: Article, *, previous: Version | None, seen_at: datetime) -> datetime:
    """Publication time of a new version.

    The page's own date for the first; for a later one the modification date, if it is later than the version
    before. A date in the future or a missing one gives way to the moment of seeing it.
    """
    said = article.published_at if previous is None else article.modified_at
    if said is None or said > seen_at + AHEAD:
        return seen_at
    if previous is not None and said <= previous.published_at:
        return seen_at
    return said


def was_read_in_full(check: Check, health: SourceHealth) -> bool:
    """Whether a check counts as a full reading of its source."""
    return check.outcome.was_read and health is SourceHealth.READ


def failures_after(source: Source, check: Check) -> int:
    """Failures in a row after this check."""
    return source.failures + 1 if check.outcome is CheckOutcome.FAILED else 0


def reading_of(source: Source) -> SourceReading:
    """How far a source has been read, and why it doesn't count where it doesn't."""
    excluded = {
        SourceHealth.READ: "",
        SourceHealth.NEW: "not read yet",
    }.get(source.health, source.health_detail or source.health.value)
    return SourceReading(
        source_id=source.id, outlet=source.outlet, url=source.url, read_at=source.read_at, excluded=excluded
    )
