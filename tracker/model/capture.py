"""What comes from the network: a check, what it brought, and the snapshot behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, unique
from typing import TypeAlias

from tracker.model.story import Source
from tracker.model.times import require_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to check one source until a moment of machine time, granted with its host slot."""

    source: Source
    #: Fencing token: a capture with an older one is refused.
    token: int
    #: Story time at which the check was due.
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One capture: exactly what the server sent, after transfer and content decoding."""

    #: Address asked for, and the one that answered after redirects.
    url: str
    final_url: str
    #: Observation time (story time, UTC).
    taken_at: datetime
    status: int
    #: As received, in order, names lower-cased.
    headers: tuple[tuple[str, str], ...]
    body: bytes
    #: Hex SHA-256 of `body`.
    sha256: str

    def __post_init__(self) -> None:
        require_utc("taken_at", self.taken_at)

    def header(self, name: str) -> str | None:
        """The first header of that lower-case name."""
        return next((value for key, value in self.headers if key == name), None)


@unique
class FailureReason(Enum):
    """Why a fetch brought no snapshot of use."""

    UNREACHABLE = "unreachable"
    FORBIDDEN_ADDRESS = "forbidden_address"
    ROBOTS = "robots"
    DEADLINE = "deadline"
    TOO_LARGE = "too_large"
    HTTP_ERROR = "http_error"
    REFUSED = "refused"
    NOT_THERE = "not_there"
    GONE = "gone"
    THROTTLED = "throttled"
    BAD_ENCODING = "bad_encoding"
    WORKER = "worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The server answered with content."""

    snapshot: Snapshot
    #: Lower limit of the interval, from Cache-Control or the host's crawl delay.
    not_sooner_than: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server said 304: the last version still stands."""

    not_sooner_than: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """No content: the reason, a sentence for people, and when the host wants to be asked again."""

    reason: FailureReason
    detail: str
    retry_after: timedelta | None = None
    #: The answer behind it, where there was one (a 404 has a body too).
    snapshot: Snapshot | None = None


FetchResult: TypeAlias = Fetched | NotModified | FetchFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed."""

    url: str
    title: str
    summary: str
    published_at: datetime | None


@unique
class CheckOutcome(Enum):
    """What one attempt to read a source came to."""

    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not_modified"
    FEED_READ = "feed_read"
    UNREADABLE = "unreadable"
    FAILED = "failed"

    @property
    def was_read(self) -> bool:
        """Whether the source's content was read in full, or confirmed as read before."""
        return self not in (CheckOutcome.UNREADABLE, CheckOutcome.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One attempt to read a source: when, outcome, cost."""

    source_id: int
    #: Story time.
    at: datetime
    outcome: CheckOutcome
    #: HTTP status, where there was an answer.
    status: int | None
    detail: str
    #: Machine time that it took, in milliseconds, and decoded bytes received.
    took_ms: int
    received: int

    def __post_init__(self) -> None:
        require_utc("at", self.at)
