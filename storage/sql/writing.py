"""The store's methods that keep something: stories, checks, judgements, the outbox."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from storage.blobs import get_blob
from storage.rules import page_to_poll
from storage.sql import capture as capturing
from storage.sql import judge as judging
from storage.sql import outbox, schedule, stories, upkeep
from storage.sql.transactions import Transactions
from tracker.model import (
    Alert,
    Article,
    Capture,
    Captured,
    Delivery,
    Judgement,
    Lease,
    NewSource,
    NewStory,
    Notice,
    Polling,
    Source,
    Stored,
    Story,
    Term,
    Version,
)
from tracker.ports import Decide


class Writing(Transactions):
    """One transaction a method; the port says what each promises."""

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
                connection, story, article=seed, outlet=outlet, seen_at=seen_at, baseline=True, is_seed=True
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

    def add_pasted(
        self, story_id: int, *, article: Article, outlet: str, seen_at: datetime, baseline: bool = True
    ) -> Version:
        with self._write() as connection:
            story = stories.get_story(connection, story_id)
            return capturing.add_pasted(
                connection, story, article=article, outlet=outlet, seen_at=seen_at, baseline=baseline
            )

    def set_polling(self, source_id: int, polling: Polling, *, now: datetime) -> Source:
        with self._write() as connection:
            return stories.set_polling(connection, source_id, polling, now=now)

    def close_story(self, story_id: int, *, closed: bool) -> None:
        with self._write() as connection:
            stories.change_story(connection, story_id, closed=closed)

    def hold_story(self, story_id: int, *, until: datetime | None) -> None:
        with self._write() as connection:
            stories.change_story(connection, story_id, held_until=until)

    def mark_read(self, story_id: int, *, at: datetime) -> None:
        with self._write() as connection:
            stories.change_story(connection, story_id, read_at=at)

    def end_baseline(
        self, story_id: int, *, sources: Sequence[int], at: datetime, notice: Notice, alerts: Sequence[Alert]
    ) -> None:
        with self._write() as connection:
            stories.end_baseline(connection, story_id, sources, at)
            outbox.add_notice(connection, notice)
            for alert in alerts:
                outbox.add_alert(connection, alert)

    def delete_story(self, story_id: int) -> Mapping[str, int]:
        with self._write() as connection:
            return upkeep.delete_story(connection, story_id)

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
            return capturing.capture_all(connection, captures)

    def read_snapshot(self, sha256: str) -> bytes:
        with self._read() as connection:
            return get_blob(connection, sha256)

    def to_analyse(self, *, limit: int) -> tuple[Version, ...]:
        with self._read() as connection:
            return capturing.to_analyse(connection, limit)

    def judge(self, story_id: int, decide: Decide, *, analysed: int | None = None) -> Judgement | None:
        with self._write() as connection:
            return judging.judge(connection, story_id, decide, analysed=analysed)

    def rebuild(self, story_id: int, decide: Decide, *, versions: Sequence[int]) -> Judgement | None:
        with self._write() as connection:
            return judging.rebuild(connection, story_id, decide, version_ids=versions)

    # --- outbox ------------------------------------------------------------------------------------------------------
    def claim_alerts(self, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
        with self._write() as connection:
            return outbox.claim_alerts(connection, limit=limit, now=now, lease_for=lease_for)

    def record_delivery(self, delivery: Delivery) -> None:
        self.record_deliveries([delivery])

    def record_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        with self._write() as connection:
            for delivery in deliveries:
                outbox.record_delivery(connection, delivery)

    def dead_alerts(self) -> tuple[Stored[Alert], ...]:
        with self._read() as connection:
            return outbox.dead_alerts(connection)

    def retry_alert(self, key: str, *, now: datetime) -> None:
        with self._write() as connection:
            outbox.retry_alert(connection, key, now)

    def add_notice(self, notice: Notice) -> None:
        with self._write() as connection:
            outbox.add_notice(connection, notice)
