"""The store's methods that only read, and those about the store itself."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from storage.errors import translated
from storage.sql import judge as judging
from storage.sql import outbox, reads, soundness, upkeep, watches
from storage.sql.lock import daemon_lock
from storage.sql.transactions import Transactions
from tracker.model import (
    Alert,
    ArticleSummary,
    Change,
    Check,
    Claim,
    Delivery,
    Finding,
    Notice,
    PassedOver,
    Past,
    Severity,
    Snapshot,
    Stored,
    StoryBook,
    Told,
    Usage,
    Version,
    Watch,
)
from tracker.ports import Found


class Reading(Transactions):
    """One transaction a method; the port says what each promises."""

    # --- reading -----------------------------------------------------------------------------------------------------
    def book(self, story_id: int) -> StoryBook:
        with self._read() as connection:
            return judging.get_book(connection, story_id)

    def articles(self, story_id: int) -> tuple[ArticleSummary, ...]:
        with self._read() as connection:
            return reads.all_articles(connection, story_id)

    def latest_version(self, source_id: int) -> Version | None:
        with self._read() as connection:
            return reads.latest_version(connection, source_id)

    def versions(self, article_id: int) -> tuple[Version, ...]:
        with self._read() as connection:
            return reads.get_versions(connection, article_id)

    def version(self, version_id: int) -> Version:
        with self._read() as connection:
            return reads.get_version(connection, version_id)

    def claims(self, *, version_id: int) -> tuple[Stored[Claim], ...]:
        with self._read() as connection:
            return reads.claims_of(connection, version_id)

    def story_claims(self, story_id: int) -> tuple[Stored[Claim], ...]:
        with self._read() as connection:
            return reads.story_claims(connection, story_id)

    def changes(self, story_id: int, *, at_least: Severity = Severity.INFO) -> tuple[Stored[Change], ...]:
        with self._read() as connection:
            return reads.all_changes(connection, story_id, at_least)

    def change(self, key: str) -> Stored[Change]:
        with self._read() as connection:
            return reads.get_change(connection, key)

    def past(self, story_id: int) -> Past:
        with self._read() as connection:
            return reads.past_of(connection, story_id)

    def snapshot_of(self, version_id: int) -> Snapshot | None:
        with self._read() as connection:
            return reads.first_snapshot(connection, version_id)

    def passed_over(self, story_id: int) -> tuple[PassedOver, ...]:
        with self._read() as connection:
            return reads.all_passed_over(connection, story_id)

    def inbox(
        self, *, limit: int, before: int | None = None, story_id: int | None = None
    ) -> tuple[Stored[Change], ...]:
        with self._read() as connection:
            return reads.told_changes(connection, limit=limit, before=before, story_id=story_id)

    def told_of(self, change_keys: Sequence[str]) -> tuple[Told, ...]:
        with self._read() as connection:
            return reads.told_of(connection, change_keys)

    def alerts(self, story_id: int) -> tuple[Stored[Alert], ...]:
        with self._read() as connection:
            return reads.all_alerts(connection, story_id)

    def deliveries(self, alert_key: str) -> tuple[Delivery, ...]:
        with self._read() as connection:
            return outbox.deliveries_of(connection, alert_key)

    def checks(self, source_id: int, *, limit: int = 50) -> tuple[Check, ...]:
        with self._read() as connection:
            return reads.checks_of(connection, source_id, limit)

    def notices(self, story_id: int | None = None) -> tuple[Notice, ...]:
        with self._read() as connection:
            return outbox.all_notices(connection, story_id)

    def find(self, short_id: str) -> Found:
        with self._read() as connection:
            return reads.find(connection, short_id)

    # --- upkeep ------------------------------------------------------------------------------------------------------
    @contextmanager
    def daemon_lock(self) -> Iterator[None]:
        with translated(self._place), daemon_lock(self._engine_in_use()):
            yield

    def begin_watch(self, *, now: datetime) -> int:
        with self._write() as connection:
            return watches.begin_watch(connection, now)

    def keep_watch(self, watch_id: int, *, now: datetime) -> None:
        with self._write() as connection:
            watches.keep_watch(connection, watch_id, now)

    def watches(self) -> tuple[Watch, ...]:
        with self._read() as connection:
            return watches.all_watches(connection)

    def verify(self) -> Iterator[Finding]:
        with self._read() as connection:
            yield from soundness.findings(connection)

    def usage(self, *, since: datetime) -> Usage:
        with self._read() as connection:
            return upkeep.usage(connection, since)

    def counts(self) -> Mapping[str, int]:
        with self._read() as connection:
            return reads.counts(connection)
