"""What a memory store holds: one list or mapping a word of the design. Contains no decisions."""

from dataclasses import dataclass, field
from datetime import datetime

from tracker.model import (
    Alert,
    AlertState,
    Change,
    Check,
    Claim,
    Correction,
    Delivery,
    Event,
    LedgerRow,
    Notice,
    PassedOver,
    Snapshot,
    Source,
    Stored,
    Story,
    Version,
    Watch,
)


@dataclass(slots=True)
class SourceRecord:
    """A source with its lease and what was seen through it."""

    source: Source
    lease_token: int = 0
    lease_until: datetime | None = None
    version_id: int | None = None


@dataclass(slots=True)
class AlertRecord:
    """An outbox row with its state."""

    id: int
    alert: Alert
    state: AlertState = AlertState.WAITING
    lease_until: datetime | None = None


@dataclass(slots=True)
class ClaimRecord:
    """A claim with its story and the rule set that read it."""

    stored: Stored[Claim]
    story_id: int
    generation: int


@dataclass(slots=True)
class EventRecord:
    """An event with the last generation that had it."""

    stored: Stored[Event]
    generation: int


@dataclass(slots=True)
class Shelves:
    """All records, by number where they have one. Copied as a whole to undo a failed transaction."""

    stories: dict[int, Story] = field(default_factory=dict)
    sources: dict[int, SourceRecord] = field(default_factory=dict)
    host_slots: dict[str, datetime] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    snapshots: list[tuple[int, Snapshot]] = field(default_factory=list)
    articles: dict[int, tuple[int, str]] = field(default_factory=dict)
    versions: dict[int, Version] = field(default_factory=dict)
    generations: dict[int, int] = field(default_factory=dict)
    claims: dict[str, ClaimRecord] = field(default_factory=dict)
    events: dict[str, EventRecord] = field(default_factory=dict)
    rows: list[tuple[int, LedgerRow]] = field(default_factory=list)
    fallen: set[str] = field(default_factory=set)
    changes: dict[str, Stored[Change]] = field(default_factory=dict)
    alerts: dict[str, AlertRecord] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    corrections: list[Stored[Correction]] = field(default_factory=list)
    passed_over: dict[tuple[int, str], PassedOver] = field(default_factory=dict)
    watches: dict[int, Watch] = field(default_factory=dict)
    #: Numbers given out, by shelf: what is deleted does not give its number to another.
    given: dict[str, int] = field(default_factory=dict)

    def next_id(self, shelf: str) -> int:
        """A number that was never given out on that shelf."""
        self.given[shelf] = self.given.get(shelf, 0) + 1
        return self.given[shelf]

    def versions_of(self, article_id: int) -> list[Version]:
        """An article's versions by number."""
        found = [version for version in self.versions.values() if version.article_id == article_id]
        return sorted(found, key=lambda version: version.number)

    def article_id(self, story_id: int, url: str) -> int:
        """The number of a canonical address in a story, given when first asked for."""
        known = next((key for key, value in self.articles.items() if value == (story_id, url)), None)
        if known is None:
            known = self.next_id("articles")
            self.articles[known] = (story_id, url)
        return known
