"""The outside that is no store: clocks, the network, channels and worker processes."""

from datetime import datetime
from typing import Protocol

from tracker.model import (
    Claim,
    Delivery,
    FeedEntry,
    FetchResult,
    Message,
    Snapshot,
    Source,
    TextResult,
    Unreadable,
    Version,
)


class Clock(Protocol):
    """Tells a time: story time or machine time. Both are passed in, never read from the system elsewhere."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        ...


class Fetcher(Protocol):
    """Reads one address politely."""

    async def fetch(self, source: Source, *, now: datetime) -> FetchResult:
        """Called by the cycle for each lease. Expected trouble is `FetchFailed`; it raises nothing but bugs.

        `now` is story time and becomes the snapshot's observation time. A source with validators is asked
        conditionally.
        """
        ...


class Channel(Protocol):
    """Where alerts go."""

    @property
    def name(self) -> str:
        """The channel's name in the settings."""
        ...

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Called by the outbox pump from a worker thread, at machine time `now`. The delivery has the message's key.

        Failure is a Delivery with RETRY (`retry_at` where the other side named a moment) or DEAD, not an exception.
        Its detail names what to do and no secret.
        """
        ...


class Engine(Protocol):
    """Where pages are read and claims are taken out of text: processes that can be killed one by one.

    Every method has a hard time limit and raises EngineError when the worker died or ran out of time; the
    engine itself goes on.
    """

    async def article(self, snapshot: Snapshot) -> TextResult:
        """Called by the cycle for a PAGE source."""
        ...

    async def entries(self, snapshot: Snapshot) -> tuple[FeedEntry, ...] | Unreadable:
        """Called by the cycle for a FEED source."""
        ...

    async def claims(self, version: Version) -> tuple[Claim, ...]:
        """Called by the cycle for a version to be analysed; () for a language without claim rules."""
        ...

    def close(self) -> None:
        """Called at shutdown: workers are ended, those that hang are killed."""
        ...
