"""`MemoryStore`: one transaction a method, under one lock, undone as a whole when it fails."""

import contextlib
import copy
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from storage.memory import captures as capturing
from storage.memory import judging, reads
from storage.memory.shelves import Shelves
from storage.rules import AFTER, WAITING, host_of, page_to_poll
from tracker.errors import InputError, NotFoundError, StorageError
from tracker.model import (
    Alert,
    Article,
    ArticleSummary,
    Capture,
    Captured,
    Change,
    Check,
    Claim,
    Delivery,
    DeliveryOutcome,
    Judgement,
    Lease,
    NewSource,
    NewStory,
    Notice,
    Severity,
    Source,
    Standing,
    Stored,
    Story,
    StoryBook,
    Term,
    Version,
)
from tracker.ports import Decide


class MemoryStore:
    """Implements the `Store` port in memory; see there for what each method promises."""

    def __init__(self) -> None:
        self._shelves: Shelves | None = Shelves()
        self._lock = threading.RLock()

    @contextlib.contextmanager
    def _read(self) -> Iterator[Shelves]:
        with self._lock:
            if self._shelves is None:
                raise StorageError("memory: the store is closed")
            yield self._shelves

    @contextlib.contextmanager
    def _write(self) -> Iterator[Shelves]:
        with self._read() as shelves:
            # Records are replaced or re-assigned, so copies of the collections and of the mutable records suffice.
            before = copy.copy(shelves)
            for name in Shelves.__slots__:
                kept = getattr(shelves, name)
                setattr(before, name, copy.deepcopy(kept) if name in ("sources", "alerts") else copy.copy(kept))
            try:
                yield shelves
            except BaseException:
                self._shelves = before
                raise

    def add_story(self, new: NewStory) -> Story:
        with self._write() as shelves:
            if any(story.slug == new.slug for story in shelves.stories.values()):
                raise InputError(f"a story named '{new.slug}' is followed already", subject=new.slug)
            story = Story(
                id=len(shelves.stories) + 1,
                slug=new.slug,
                title=new.title,
                language=new.language,
                created_at=new.created_at,
                tell_within=new.tell_within,
                terms=new.terms,
            )
            shelves.stories[story.id] = story
            return story

    def begin_story(
        self, new: NewStory, *, seed: Article, outlet: str, seen_at: datetime, sources: Sequence[tuple[str, str]]
    ) -> tuple[Story, Version]:
        with self._write() as shelves:
            story = self.add_story(new)
            version = capturing.add_pasted(shelves, story.id, article=seed, outlet=outlet, seen_at=seen_at)
            for url, name in sources:
                capturing.add_source(shelves, page_to_poll(story.id, url, name, due=seen_at))
            return story, version

    def stories(self) -> tuple[Story, ...]:
        with self._read() as shelves:
            return tuple(shelves.stories.values())

    def story(self, story_id: int) -> Story:
        return self.book(story_id).story

    def set_terms(self, story_id: int, terms: tuple[Term, ...]) -> None:
        story = self.story(story_id)
        with self._write() as shelves:
            shelves.stories[story_id] = replace(story, terms=terms)

    def add_source(self, new: NewSource) -> Source:
        self.story(new.story_id)
        with self._write() as shelves:
            return capturing.add_source(shelves, new)[0]

    def sources(self, story_id: int) -> tuple[Source, ...]:
        with self._read() as shelves:
            found = (record.source for record in shelves.sources.values())
            return tuple(source for source in found if source.story_id == story_id)

    def add_pasted(self, story_id: int, *, article: Article, outlet: str, seen_at: datetime) -> Version:
        self.story(story_id)
        with self._write() as shelves:
            return capturing.add_pasted(shelves, story_id, article=article, outlet=outlet, seen_at=seen_at)

    def claim_due(
        self, *, limit: int, now: datetime, machine_now: datetime, lease_for: timedelta, host_gap: timedelta
    ) -> tuple[Lease, ...]:
        with self._write() as shelves:
            due = [
                (record.source.next_check_at, record)
                for record in shelves.sources.values()
                if record.source.next_check_at is not None
                and record.source.next_check_at <= now
                and (record.lease_until is None or record.lease_until <= machine_now)
            ]
            leases: list[Lease] = []
            for due_at, record in sorted(due, key=lambda pair: (pair[0], pair[1].source.id)):
                host = host_of(record.source.url)
                if len(leases) == limit:
                    break
                if shelves.host_slots.get(host, machine_now) > machine_now:
                    continue
                record.lease_token += 1
                record.lease_until = machine_now + lease_for
                leases.append(Lease(source=record.source, token=record.lease_token, due_at=due_at))
                if host_gap:
                    shelves.host_slots[host] = machine_now + host_gap
            return tuple(leases)

    def delay_host(self, host: str, *, until: datetime) -> None:
        with self._write() as shelves:
            shelves.host_slots[host] = max(until, shelves.host_slots.get(host, until))

    def hurry(self, story_id: int, *, now: datetime) -> None:
        with self._write() as shelves:
            for record in shelves.sources.values():
                due = record.source.next_check_at
                if record.source.story_id == story_id and due is not None and due > now:
                    record.source = replace(record.source, next_check_at=now)

    def next_due_at(self) -> datetime | None:
        with self._read() as shelves:
            due = (record.source.next_check_at for record in shelves.sources.values())
            return min((moment for moment in due if moment is not None), default=None)

    def last_check_at(self) -> datetime | None:
        with self._read() as shelves:
            return max((check.at for check in shelves.checks), default=None)

    def capture(self, captures: Sequence[Capture]) -> tuple[Captured, ...]:
        with self._write() as shelves:
            return tuple(capturing.capture_one(shelves, capture) for capture in captures)

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

    def judge(self, story_id: int, decide: Decide, *, generation: int, analysed: int | None = None) -> Judgement | None:
        with self._write() as shelves:
            return judging.judge(shelves, story_id, decide, generation=generation, analysed=analysed)

    def claim_alerts(self, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
        with self._write() as shelves:
            due = [
                record
                for record in shelves.alerts.values()
                if record.state == WAITING
                and record.alert.not_before <= now
                and (record.lease_until is None or record.lease_until <= now)
            ][:limit]
            for record in due:
                record.lease_until = now + lease_for
            return tuple(record.alert for record in due)

    def record_delivery(self, delivery: Delivery) -> None:
        with self._write() as shelves:
            record = shelves.alerts.get(delivery.alert_key)
            if record is None:
                raise NotFoundError(f"there is no alert {delivery.alert_key}", subject=delivery.alert_key)
            if record.state == WAITING:
                record.state = AFTER[delivery.outcome]
                record.lease_until = None
                if delivery.outcome is DeliveryOutcome.RETRY:
                    record.alert = replace(record.alert, not_before=delivery.retry_at or delivery.at)
            shelves.deliveries.append(delivery)

    def add_notice(self, notice: Notice) -> None:
        with self._write() as shelves:
            shelves.notices.append(notice)

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
            return tuple(r.stored for r in shelves.claims.values() if r.stored.value.version_id == version_id)

    def story_claims(self, story_id: int) -> tuple[Stored[Claim], ...]:
        with self._read() as shelves:
            found = [record for record in shelves.claims.values() if record.story_id == story_id]
            latest: dict[int, int] = {}
            for record in found:
                version_id = record.stored.value.version_id
                latest[version_id] = max(record.generation, latest.get(version_id, 0))
            current = [each.stored for each in found if each.generation == latest[each.stored.value.version_id]]
            return tuple(sorted(current, key=lambda stored: (stored.value.version_id, stored.id)))

    def changes(self, story_id: int, *, at_least: Severity = Severity.INFO) -> tuple[Stored[Change], ...]:
        with self._read() as shelves:
            found = [
                stored
                for stored in shelves.changes.values()
                if stored.value.story_id == story_id and stored.value.severity >= at_least
            ]
            return tuple(sorted(found, key=lambda stored: (stored.value.seen_at, stored.id)))

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

    def find(self, short_id: str) -> reads.Found:
        with self._read() as shelves:
            return reads.find(shelves, short_id)

    def counts(self) -> Mapping[str, int]:
        with self._read() as shelves:
            return reads.counts(shelves)

    def close(self) -> None:
        with self._lock:
            self._shelves = None
