"""`SqlStore`: one transaction a method, over the statements of the modules beside it."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from storage.blobs import get_blob
from storage.database import open_engine
from storage.errors import translated
from storage.rules import page_to_poll
from storage.sql import capture as capturing
from storage.sql import judge as judging
from storage.sql import outbox, reads, schedule, stories
from tracker.errors import StorageError
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
    Judgement,
    Lease,
    NewSource,
    NewStory,
    Notice,
    Severity,
    Source,
    Stored,
    Story,
    StoryBook,
    Term,
    Version,
)
from tracker.ports import Decide


class SqlStore:
    """Implements the `Store` port over a database; see there for what each method promises."""

    def __init__(self, url: str) -> None:
        self._engine: Engine | None = open_engine(url)
        self._place = self._engine.url.database or url

    @contextlib.contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        if self._engine is None:
            raise StorageError(f"{self._place}: the store is closed")
        with (
            translated(self._place),
            self._engine.connect().execution_options(writes=writes) as connection,
            connection.begin(),
        ):
            yield connection

    def _read(self) -> contextlib.AbstractContextManager[Connection]:
        return self._transaction(writes=False)

    def _write(self) -> contextlib.AbstractContextManager[Connection]:
        return self._transaction(writes=True)

    # --- stories and sources -----------------------------------------------------------------------------------------
    def add_story(self, new: NewStory) -> Story:
        with self._write() as connection:
            return stories.add_story(connection, new)

    def begin_story(
        self, new: NewStory, *, seed: Article, outlet: str, seen_at: datetime, sources: Sequence[tuple[str, str]]
    ) -> tuple[Story, Version]:
        with self._write() as connection:
            story = stories.add_story(connection, new)
            version = capturing.add_pasted(
                connection, story.id, slug=story.slug, article=seed, outlet=outlet, seen_at=seen_at
            )
            for url, name in sources:
                stories.add_source(connection, page_to_poll(story.id, url, name, due=seen_at))
            return story, version

    def stories(self) -> tuple[Story, ...]:
        with self._read() as connection:
            return stories.all_stories(connection)

    def story(self, story_id: int) -> Story:
        with self._read() as connection:
            return stories.get_story(connection, story_id)

    def set_terms(self, story_id: int, terms: tuple[Term, ...]) -> None:
        with self._write() as connection:
            stories.set_terms(connection, story_id, terms)

    def add_source(self, new: NewSource) -> Source:
        with self._write() as connection:
            return stories.add_source(connection, new)[0]

    def sources(self, story_id: int) -> tuple[Source, ...]:
        with self._read() as connection:
            return stories.all_sources(connection, story_id)

    def add_pasted(self, story_id: int, *, article: Article, outlet: str, seen_at: datetime) -> Version:
        with self._write() as connection:
            slug = stories.get_story(connection, story_id).slug
            return capturing.add_pasted(
                connection, story_id, slug=slug, article=article, outlet=outlet, seen_at=seen_at
            )

    # --- checks ------------------------------------------------------------------------------------------------------
    def claim_due(
        self, *, limit: int, now: datetime, machine_now: datetime, lease_for: timedelta, host_gap: timedelta
    ) -> tuple[Lease, ...]:
        with self._write() as connection:
            return schedule.claim_due(
                connection, limit=limit, now=now, machine_now=machine_now, lease_for=lease_for, host_gap=host_gap
            )

    def delay_host(self, host: str, *, until: datetime) -> None:
        with self._write() as connection:
            schedule.delay_host(connection, host, until)

    def hurry(self, story_id: int, *, now: datetime) -> None:
        with self._write() as connection:
            stories.hurry(connection, story_id, now)

    def next_due_at(self) -> datetime | None:
        with self._read() as connection:
            return schedule.next_due_at(connection)

    def last_check_at(self) -> datetime | None:
        with self._read() as connection:
            return schedule.last_check_at(connection)

    def capture(self, captures: Sequence[Capture]) -> tuple[Captured, ...]:
        with self._write() as connection:
            return tuple(capturing.capture_one(connection, capture) for capture in captures)

    def read_snapshot(self, sha256: str) -> bytes:
        with self._read() as connection:
            return get_blob(connection, sha256)

    def to_analyse(self, *, limit: int) -> tuple[Version, ...]:
        with self._read() as connection:
            return capturing.to_analyse(connection, limit)

    def judge(self, story_id: int, decide: Decide, *, generation: int, analysed: int | None = None) -> Judgement | None:
        with self._write() as connection:
            return judging.judge(connection, story_id, decide, generation=generation, analysed=analysed)

    # --- outbox ------------------------------------------------------------------------------------------------------
    def claim_alerts(self, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
        with self._write() as connection:
            return outbox.claim_alerts(connection, limit=limit, now=now, lease_for=lease_for)

    def record_delivery(self, delivery: Delivery) -> None:
        with self._write() as connection:
            outbox.record_delivery(connection, delivery)

    def add_notice(self, notice: Notice) -> None:
        with self._write() as connection:
            outbox.add_notice(connection, notice)

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

    def find(self, short_id: str) -> reads.Found:
        with self._read() as connection:
            return reads.find(connection, short_id)

    def counts(self) -> Mapping[str, int]:
        with self._read() as connection:
            return reads.counts(connection)

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
