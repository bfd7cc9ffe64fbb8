"""The store's methods that keep something: stories, checks, judgements, the outbox."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from storage.memory import captures as capturing
from storage.memory import judging, upkeep
from storage.memory.shelves import AlertRecord, Shelves
from storage.memory.transactions import Transactions
from storage.rules import host_of, page_to_poll, state_after
from tracker.errors import InputError, NotFoundError
from tracker.model import (
    Alert,
    AlertState,
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
    Story,
    Term,
    Version,
    Watch,
)
from tracker.ports import Decide


class Writing(Transactions):
    """One transaction a method; the port says what each promises."""

    def add_story(self, new: NewStory) -> Story:
        with self._write() as shelves:
            if any(story.slug == new.slug for story in shelves.stories.values()):
                raise InputError(f"a story named '{new.slug}' is followed already", subject=new.slug)
            story = Story(
                id=shelves.next_id("stories"),
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
            version = capturing.add_pasted(
                shelves, story, article=seed, outlet=outlet, seen_at=seen_at, baseline=True, is_seed=True
            )
            for url, name in sources:
                capturing.add_source(shelves, page_to_poll(story.id, url, name, due=seen_at))
            return story, version

    def set_terms(self, story_id: int, terms: tuple[Term, ...]) -> None:
        with self._write() as shelves:
            _change_story(shelves, story_id, lambda story: replace(story, terms=terms))

    def add_source(self, new: NewSource) -> Source:
        with self._write() as shelves:
            judging.book_of(shelves, new.story_id)
            return capturing.add_source(shelves, new)[0]

    def add_pasted(
        self, story_id: int, *, article: Article, outlet: str, seen_at: datetime, baseline: bool = True
    ) -> Version:
        with self._write() as shelves:
            story = judging.book_of(shelves, story_id).story
            return capturing.add_pasted(
                shelves, story, article=article, outlet=outlet, seen_at=seen_at, baseline=baseline
            )

    def set_polling(self, source_id: int, polling: Polling, *, now: datetime) -> Source:
        with self._write() as shelves:
            return capturing.set_polling(shelves, source_id, polling, now=now)

    def close_story(self, story_id: int, *, closed: bool) -> None:
        with self._write() as shelves:
            _change_story(shelves, story_id, lambda story: replace(story, closed=closed))

    def hold_story(self, story_id: int, *, until: datetime | None) -> None:
        with self._write() as shelves:
            _change_story(shelves, story_id, lambda story: replace(story, held_until=until))

    def mark_read(self, story_id: int, *, at: datetime) -> None:
        with self._write() as shelves:
            _change_story(shelves, story_id, lambda story: replace(story, read_at=at))

    def end_baseline(
        self, story_id: int, *, sources: Sequence[int], at: datetime, notice: Notice, alerts: Sequence[Alert]
    ) -> None:
        with self._write() as shelves:
            _change_story(shelves, story_id, lambda story: replace(story, baseline_at=story.baseline_at or at))
            for source_id in sources:
                record = shelves.sources[source_id]
                record.source = replace(record.source, baseline_at=at)
            shelves.notices.append(notice)
            for alert in alerts:
                shelves.alerts[alert.key] = AlertRecord(id=shelves.next_id("alerts"), alert=alert)

    def delete_story(self, story_id: int) -> Mapping[str, int]:
        with self._write() as shelves:
            return upkeep.delete_story(shelves, story_id)

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
                and not shelves.stories[record.source.story_id].closed
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

    def capture(self, captures: Sequence[Capture]) -> tuple[Captured, ...]:
        with self._write() as shelves:
            return tuple(capturing.capture_one(shelves, capture) for capture in captures)

    def judge(self, story_id: int, decide: Decide, *, analysed: int | None = None) -> Judgement | None:
        with self._write() as shelves:
            return judging.judge(shelves, story_id, decide, analysed=analysed)

    def rebuild(self, story_id: int, decide: Decide, *, versions: Sequence[int]) -> Judgement | None:
        with self._write() as shelves:
            return judging.rebuild(shelves, story_id, decide, version_ids=versions)

    def claim_alerts(self, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
        with self._write() as shelves:
            due = [record for record in shelves.alerts.values() if _is_due(shelves, record, now)][:limit]
            for record in due:
                record.lease_until = now + lease_for
            return tuple(record.alert for record in due)

    def record_delivery(self, delivery: Delivery) -> None:
        self.record_deliveries([delivery])

    def record_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        with self._write() as shelves:
            for delivery in deliveries:
                _record(shelves, delivery)

    def retry_alert(self, key: str, *, now: datetime) -> None:
        with self._write() as shelves:
            record = shelves.alerts.get(key)
            if record is None or record.state is not AlertState.DEAD:
                raise NotFoundError(f"there is no dead letter {key}", subject=key)
            record.state, record.lease_until = AlertState.WAITING, None
            record.alert = replace(record.alert, not_before=now)

    def add_notice(self, notice: Notice) -> None:
        with self._write() as shelves:
            shelves.notices.append(notice)

    def begin_watch(self, *, now: datetime) -> int:
        with self._write() as shelves:
            watch_id = shelves.next_id("watches")
            shelves.watches[watch_id] = Watch(began_at=now, last_at=now)
            return watch_id

    def keep_watch(self, watch_id: int, *, now: datetime) -> None:
        with self._write() as shelves:
            shelves.watches[watch_id] = replace(shelves.watches[watch_id], last_at=now)


def _change_story(shelves: Shelves, story_id: int, change: Callable[[Story], Story]) -> None:
    shelves.stories[story_id] = change(judging.book_of(shelves, story_id).story)


def _record(shelves: Shelves, delivery: Delivery) -> None:
    record = shelves.alerts.get(delivery.alert_key)
    if record is None:
        raise NotFoundError(f"there is no alert {delivery.alert_key}", subject=delivery.alert_key)
    record.state = state_after(record.state, delivery.outcome)
    if record.state is AlertState.WAITING:
        record.alert = replace(record.alert, not_before=delivery.retry_at or delivery.at)
    record.lease_until = None
    shelves.deliveries.append(delivery)


def _is_due(shelves: Shelves, record: AlertRecord, now: datetime) -> bool:
    alert = record.alert
    is_free = record.lease_until is None or record.lease_until <= now
    if record.state is not AlertState.WAITING or alert.not_before > now or not is_free:
        return False
    held_until = shelves.stories[alert.story_id].held_until
    if held_until is not None and held_until > now:
        return False
    before = shelves.alerts.get(alert.follows) if alert.follows is not None else None
    return alert.follows is None or (before is not None and before.state is AlertState.DELIVERED)
