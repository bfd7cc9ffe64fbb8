"""What both stores decide alike about a capture: pure functions of model values."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tracker.errors import NotFoundError
from tracker.model import (
    AlertKind,
    AlertState,
    Article,
    Capture,
    Check,
    CheckOutcome,
    DeliveryOutcome,
    Judgement,
    NewSource,
    Polling,
    Source,
    SourceHealth,
    SourceKind,
    SourceReading,
    Standing,
    Version,
)

#: A page may be dated a little ahead (zones, scheduled publishing); more than this is not believed.
AHEAD = timedelta(days=1)

#: Numbers above this were never given out, and no database takes them.
LARGEST_ID = 2**31 - 1
#: No name is longer than 253 characters; with its port.
LONGEST_HOST = 255
#: What an attempt makes of its alert.
AFTER = {
    DeliveryOutcome.DELIVERED: AlertState.DELIVERED,
    DeliveryOutcome.RETRY: AlertState.WAITING,
    DeliveryOutcome.DEAD: AlertState.DEAD,
    DeliveryOutcome.PUT_OFF: AlertState.WAITING,
    DeliveryOutcome.OVERTAKEN: AlertState.CANCELLED,
}
#: Stretches of watching that a judgement may need.
RECENT_WATCHES = 50
LETTERS = "ECNXSAK"


def parse_short_id(short_id: str) -> tuple[str, int]:
    """The letter and number of E3, C7, N41, X2, S1, A12 or K5. Raises NotFoundError for anything else."""
    letter, digits = short_id[:1].upper(), short_id[1:]
    if not letter or letter not in LETTERS or not (digits.isascii() and digits.isdigit()):
        raise NotFoundError(
            f"'{short_id}' is no short id: E3 is an event, C7 a claim, N41 a change, A12 an article, X2 a source, "
            "S1 a story, K5 a correction",
            subject=short_id,
        )
    if int(digits) > LARGEST_ID:
        raise not_found(short_id)
    return letter, int(digits)


def not_found(short_id: str) -> NotFoundError:
    """The error for a short id that leads nowhere."""
    return NotFoundError(f"there is no {short_id.upper()}", subject=short_id)


def text_sha256(article: Article) -> str:
    """Hex SHA-256 of title and text, the identity of a version's content."""
    return hashlib.sha256(f"{article.title}\n{article.text}".encode()).hexdigest()


def host_of(url: str) -> str:
    """The host and port whose slots a source shares; lower case."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()[:LONGEST_HOST]


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


def was_read_in_full(capture: Capture) -> bool:
    """Whether a check counts as a full reading of its source; a text that waits for a second fetch doesn't."""
    believed = capture.standing is Standing.CONFIRMED
    return capture.check.outcome.was_read and capture.health is SourceHealth.READ and believed


def is_first_reading(source: Source, *, seen_before: bool, confirmed: Sequence[object]) -> bool:
    """Whether a version belongs to its source's baseline: nothing was believed of source or article before."""
    return source.baseline and not seen_before and not confirmed


def told_once(judgement: Judgement, known: Collection[str], sent: Collection[str]) -> Judgement:
    """The judgement with what is new of it, each once: changes by their key, alerts by theirs.

    `known` are keys of changes, `sent` those of alerts. What tells a change goes with it; what takes one back, or
    sums up, is about changes that are known.
    """
    fresh = {change.key: change for change in reversed(judgement.changes) if change.key not in known}
    alerts = {
        alert.key: alert
        for alert in reversed(judgement.alerts)
        if alert.key not in sent and (alert.kind is not AlertKind.TOLD or alert.change_key in fresh)
    }
    return replace(judgement, changes=tuple(reversed(fresh.values())), alerts=tuple(reversed(alerts.values())))


def page_to_poll(story_id: int, url: str, outlet: str, *, due: datetime) -> NewSource:
    """A source that a person named: a page until it answers with a feed, its first reading a baseline."""
    return NewSource(story_id=story_id, url=url, kind=SourceKind.PAGE, outlet=outlet, next_check_at=due)


def failures_after(source: Source, check: Check) -> int:
    """Failures in a row after this check."""
    return source.failures + 1 if check.outcome is CheckOutcome.FAILED else 0


def reading_of(source: Source) -> SourceReading:
    """How far a source has been read, and why it doesn't count where it doesn't."""
    excluded = {
        SourceHealth.READ: "",
        SourceHealth.NEW: "not read yet",
    }.get(source.health, source.health_detail or source.health.value)
    if source.polling is Polling.PAUSED:
        excluded = "paused"
    return SourceReading(
        source_id=source.id, outlet=source.outlet, url=source.url, read_at=source.read_at, excluded=excluded
    )


def is_polled(source: Source) -> bool:
    """Whether silence counts it: an address that is, or would be, read."""
    return source.kind is not SourceKind.PASTED and source.polling is not Polling.REMOVED


def pasted_url(article: Article, slug: str, *, is_seed: bool) -> str:
    """The address of the source under which handed-in text stands: its own, so that each has its outlet."""
    return f"pasted:{slug}" if is_seed or not article.url else f"pasted:{article.url}"


def state_after(state: AlertState, outcome: DeliveryOutcome) -> AlertState:
    """What an attempt makes of an alert in that state.

    A late word of a pump that was given up must not send again what another has delivered; a delivery of what was
    cancelled meanwhile still is one, and is taken back by the message that follows it.
    """
    if state is AlertState.WAITING:
        return AFTER[outcome]
    sent = state is AlertState.CANCELLED and outcome is DeliveryOutcome.DELIVERED
    return AlertState.DELIVERED if sent else state
