"""What reports and commands read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeAlias

from tracker.model import (
    Alert,
    ArticleSummary,
    Change,
    Check,
    Claim,
    Correction,
    Delivery,
    Event,
    Notice,
    PassedOver,
    Past,
    Severity,
    Snapshot,
    Source,
    Stored,
    Story,
    StoryBook,
    Told,
    Version,
)

Found: TypeAlias = Stored[Event] | Stored[Claim] | Stored[Change] | Stored[Correction] | ArticleSummary | Source | Story


class ReadingStore(Protocol):
    """Reads; nothing is written by any of these."""

    def book(self, story_id: int) -> StoryBook:
        """Called by reports: the same reading that a judgement gets. Raises NotFoundError."""
        ...

    def articles(self, story_id: int) -> tuple[ArticleSummary, ...]:
        """Called by reports: by publication time."""
        ...

    def latest_version(self, source_id: int) -> Version | None:
        """Called by the cycle before a capture: the last confirmed version that a check of this source saw."""
        ...

    def last_check_at(self) -> datetime | None:
        """Called by a stepping clock that continues: story time of the latest check in the store."""
        ...

    def versions(self, article_id: int) -> tuple[Version, ...]:
        """Called by reports and by the cycle: all versions of an article by number. Raises NotFoundError."""
        ...

    def version(self, version_id: int) -> Version:
        """Called to show evidence in context. Raises NotFoundError."""
        ...

    def claims(self, *, version_id: int) -> tuple[Stored[Claim], ...]:
        """Called by diff and reports: the claims of one version in text order."""
        ...

    def story_claims(self, story_id: int) -> tuple[Stored[Claim], ...]:
        """Called by `claims`: each version's claims of its latest generation, in order."""
        ...

    def changes(self, story_id: int, *, at_least: Severity = Severity.INFO) -> tuple[Stored[Change], ...]:
        """Called by reports: in the order they were seen."""
        ...

    def inbox(
        self, *, limit: int, before: int | None = None, story_id: int | None = None
    ) -> tuple[Stored[Change], ...]:
        """Called by the page: changes that were told, of one story or of all, the latest first.

        `before` is the number of a change: only those before it.
        """
        ...

    def told_of(self, change_keys: Sequence[str]) -> tuple[Told, ...]:
        """Called by the page: the alerts of these changes, oldest first, with what became of each."""
        ...

    def alerts(self, story_id: int) -> tuple[Stored[Alert], ...]:
        """Called by reports: all outbox rows of a story, oldest first."""
        ...

    def past(self, story_id: int) -> Past:
        """Called by corrections and rebuilds: all changes of a story, and its alerts with what became of them."""
        ...

    def snapshot_of(self, version_id: int) -> Snapshot | None:
        """Called by proofs: the capture that a version was first read from, body and headers.

        None for text that a person handed in. Raises NotFoundError, BlobDamagedError.
        """
        ...

    def passed_over(self, story_id: int) -> tuple[PassedOver, ...]:
        """Called by `why-not`: entries of the story's feeds that were not read, latest first."""
        ...

    def deliveries(self, alert_key: str) -> tuple[Delivery, ...]:
        """Called by `why`: attempts for one alert, oldest first."""
        ...

    def checks(self, source_id: int, *, limit: int = 50) -> tuple[Check, ...]:
        """Called by reports: latest first."""
        ...

    def notices(self, story_id: int | None = None) -> tuple[Notice, ...]:
        """Called by the board: oldest first; None for all."""
        ...

    def change(self, key: str) -> Stored[Change]:
        """Called by the outbox to word a message: a change by its key. Raises NotFoundError."""
        ...

    def find(self, short_id: str) -> Found:
        """Called by `why`, `show` and `diff`: the record behind E3, C7, N41, A12, X2, S1 or K5.

        E event, C claim, N change (what was or could be told), A article, X source, S story, K correction.
        Raises NotFoundError.
        """
        ...
