"""What a memory store holds: one list or mapping a word of the design. Contains no decisions."""

from dataclasses import dataclass, field
from datetime import datetime

from storage.rules import WAITING
from tracker.model import (
    Alert,
    Change,
    Check,
    Claim,
    Delivery,
    Event,
    LedgerRow,
    Notice,
    Source,
    Stored,
    Story,
    Version,
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
    """An outbox row with its state: waiting, delivered or dead."""

    id: int
    alert: Alert
    state: str = WAITING
    lease_until: datetime | None = None


@dataclass(slots=True)
class ClaimRecord:
    """A claim with its story and the rule set that read it."""

    stored: Stored[Claim]
    story_id: int
    generation: int


@dataclass(slots=True)
class Shelves:
    """All records, by number where they have one. Copied as a whole to undo a failed transaction."""

    stories: dict[int, Story] = field(default_factory=dict)
    sources: dict[int, SourceRecord] = field(default_factory=dict)
    host_slots: dict[str, datetime] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    snapshots: int = 0
    articles: dict[int, tuple[int, str]] = field(default_factory=dict)
    versions: dict[int, Version] = field(default_factory=dict)
    generations: dict[int, int] = field(default_factory=dict)
    claims: dict[str, ClaimRecord] = field(default_factory=dict)
    events: dict[str, Stored[Event]] = field(default_factory=dict)
    rows: list[tuple[int, LedgerRow]] = field(default_factory=list)
    fallen: set[str] = field(default_factory=set)
    changes: dict[str, Stored[Change]] = field(default_factory=dict)
    alerts: dict[str, AlertRecord] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def versions_of(self, article_id: int) -> list[Version]:
        """An article's versions by number."""
        found = [version for version in self.versions.values() if version.article_id == article_id]
        return sorted(found, key=lambda version: version.number)

    def article_id(self, story_id: int, url: str) -> int:
        """The number of a canonical address in a story, given when first asked for."""
        known = next((key for key, value in self.articles.items() if value == (story_id, url)), None)
        if known is None:
            known = len(self.articles) + 1
            self.articles[known] = (story_id, url)
        return known
