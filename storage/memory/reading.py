"""The store's methods that only read, and those about the store itself."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from storage.memory import judging, reads, upkeep
from storage.memory.shelves import Shelves, SourceRecord
from storage.memory.transactions import Transactions
from tracker.errors import AlreadyRunningError, NotFoundError
from tracker.model import (
    Alert,
    AlertState,
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
    Source,
    Standing,
    Stored,
    Story,
    StoryBook,
    Told,
    Usage,
    Version,
    Watch,
)
from tracker.ports import Found


class Reading(Transactions):
    """One transaction a method; the port says what each promises."""

    def stories(self) -> tuple[Story, ...]:
        with self._read() as shelves:
            return tuple(shelves.stories.values())

    def story(self, story_id: int) -> Story:
        return self.book(story_id).story

    def sources(self, story_id: int) -> tuple[Source, ...]:
        with self._read() as shelves:
            found = (record.source for record in shelves.sources.values())
            return tuple(source for source in found if source.story_id == story_id)

    def next_due_at(self) -> datetime | None:
        with self._read() as shelves:
            due = (record.source.next_check_at for record in _open_sources(shelves))
            return min((moment for moment in due if moment is not None), default=None)

    def last_check_at(self) -> datetime | None:
        with self._read() as shelves:
            return max((check.at for check in shelves.checks), default=None)

    def read_snapshot(self, sha256: str) -> bytes:
        with self._read() as shelves:
            if sha256 not in shelves.bodies:
                raise NotFoundError(f"no stored bytes have the SHA-256 {sha256}", subject=sha256)
            return shelves.bodies[sha256]

    def to_analyse(self, *, limit: int) -> tuple[Version, ...]:
        with self._read() as shelves:
            waiting = [
                version
                for version in shelves.versions.values()
                if version.standing is Standing.CONFIRMED and version.id not in shelves.generations
            ]
            waiting.sort(key=lambda version: (version.published_at, version.number, version.id))
            return tuple(waiting[:limit])

    def book(self, story_id: int) -> StoryBook:
        with self._read() as shelves:
            return judging.book_of(shelves, story_id)

    def articles(self, story_id: int) -> tuple[ArticleSummary, ...]:
        with self._read() as shelves:
            ids = [key for key, (story, _) in shelves.articles.items() if story == story_id]
            found = [summary for key in ids if (summary := reads.summary_of(shelves, key))]
            return tuple(sorted(found, key=lambda summary: (summary.published_at, summary.id)))

    def latest_version(self, source_id: int) -> Version | None:
        with self._read() as shelves:
            record = shelves.sources.get(source_id)
            return shelves.versions[record.version_id] if record and record.version_id else None

    def versions(self, article_id: int) -> tuple[Version, ...]:
        with self._read() as shelves:
            found = shelves.versions_of(article_id)
            if not found:
                raise NotFoundError(f"there is no article A{article_id}", subject=f"A{article_id}")
            return tuple(found)

    def version(self, version_id: int) -> Version:
        with self._read() as shelves:
            if version_id not in shelves.versions:
                raise NotFoundError(f"there is no version {version_id}", subject=str(version_id))
            return shelves.versions[version_id]

    def claims(self, *, version_id: int) -> tuple[Stored[Claim], ...]:
        with self._read() as shelves:
            version = shelves.versions.get(version_id)
            found = reads.latest_claims(shelves, version.story_id) if version is not None else ()
            return tuple(stored for stored in found if stored.value.version_id == version_id)

    def story_claims(self, story_id: int) -> tuple[Stored[Claim], ...]:
        with self._read() as shelves:
            return reads.latest_claims(shelves, story_id)

    def changes(self, story_id: int, *, at_least: Severity = Severity.INFO) -> tuple[Stored[Change], ...]:
        with self._read() as shelves:
            found = [
                stored
                for stored in shelves.changes.values()
                if stored.value.story_id == story_id and stored.value.severity >= at_least
            ]
            return tuple(sorted(found, key=lambda stored: (stored.value.seen_at, stored.id)))

    def change(self, key: str) -> Stored[Change]:
        with self._read() as shelves:
            if key not in shelves.changes:
                raise NotFoundError(f"there is no change {key}", subject=key)
            return shelves.changes[key]

    def past(self, story_id: int) -> Past:
        with self._read() as shelves:
            return reads.past_of(shelves, story_id)

    def snapshot_of(self, version_id: int) -> Snapshot | None:
        with self._read() as shelves:
            return reads.first_snapshot(shelves, version_id)

    def passed_over(self, story_id: int) -> tuple[PassedOver, ...]:
        with self._read() as shelves:
            found = [passed for passed in shelves.passed_over.values() if passed.story_id == story_id]
            return tuple(reversed(found))

    def dead_alerts(self) -> tuple[Stored[Alert], ...]:
        with self._read() as shelves:
            dead = (record for record in shelves.alerts.values() if record.state is AlertState.DEAD)
            return tuple(Stored(id=record.id, value=record.alert) for record in dead)

    def inbox(
        self, *, limit: int, before: int | None = None, story_id: int | None = None
    ) -> tuple[Stored[Change], ...]:
        with self._read() as shelves:
            found = (
                stored
                for stored in shelves.changes.values()
                if stored.value.severity > Severity.INFO
                and (before is None or stored.id < before)
                and story_id in (None, stored.value.story_id)
            )
            return tuple(sorted(found, key=lambda stored: -stored.id)[:limit])

    def told_of(self, change_keys: Sequence[str]) -> tuple[Told, ...]:
        with self._read() as shelves:
            found = (record for record in shelves.alerts.values() if record.alert.change_key in change_keys)
            return tuple(Told(alert=record.alert, state=record.state) for record in found)

    def alerts(self, story_id: int) -> tuple[Stored[Alert], ...]:
        with self._read() as shelves:
            found = (record for record in shelves.alerts.values() if record.alert.story_id == story_id)
            return tuple(Stored(id=record.id, value=record.alert) for record in found)

    def deliveries(self, alert_key: str) -> tuple[Delivery, ...]:
        with self._read() as shelves:
            return tuple(delivery for delivery in shelves.deliveries if delivery.alert_key == alert_key)

    def checks(self, source_id: int, *, limit: int = 50) -> tuple[Check, ...]:
        with self._read() as shelves:
            return tuple([check for check in reversed(shelves.checks) if check.source_id == source_id][:limit])

    def notices(self, story_id: int | None = None) -> tuple[Notice, ...]:
        with self._read() as shelves:
            return tuple(notice for notice in shelves.notices if story_id in (None, notice.story_id))

    def find(self, short_id: str) -> Found:
        with self._read() as shelves:
            return reads.find(shelves, short_id)

    # --- upkeep ------------------------------------------------------------------------------------------------------
    @contextlib.contextmanager
    def daemon_lock(self) -> Iterator[None]:
        with self._read():
            pass
        if not self._running.acquire(blocking=False):
            raise AlreadyRunningError("memory: another daemon works on this store")
        try:
            yield
        finally:
            self._running.release()

    def watches(self) -> tuple[Watch, ...]:
        with self._read() as shelves:
            return tuple(sorted(shelves.watches.values(), key=lambda watch: watch.began_at))

    def verify(self) -> Iterator[Finding]:
        with self._read() as shelves:
            yield from upkeep.findings(shelves)

    def usage(self, *, since: datetime) -> Usage:
        with self._read() as shelves:
            return upkeep.usage(shelves, since)

    def counts(self) -> Mapping[str, int]:
        with self._read() as shelves:
            return reads.counts(shelves)


def _open_sources(shelves: Shelves) -> Iterator[SourceRecord]:
    return (each for each in shelves.sources.values() if not shelves.stories[each.source.story_id].closed)
