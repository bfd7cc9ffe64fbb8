"""What every store promises, in the order of the port."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import MemoryStore, open_store
from tests.builders import make_article, make_claim, make_event, make_row, make_version, moment, on_day
from tracker.errors import InputError, LeaseLostError, NotFoundError, StorageError
from tracker.model import (
    Alert,
    Article,
    Capture,
    Captured,
    Change,
    ChangeKind,
    Check,
    CheckOutcome,
    Delivery,
    DeliveryOutcome,
    Judgement,
    Lease,
    NewSource,
    NewStory,
    Notice,
    NoticeKind,
    Severity,
    Snapshot,
    Source,
    SourceHealth,
    SourceKind,
    Standing,
    Story,
    StoryBook,
    Term,
)
from tracker.ports import Store

NOW = datetime(2025, 1, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MACHINE = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://courier.example/treaty"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each implementation, empty."""
    made: Store = MemoryStore() if request.param == "memory" else open_store(f"sqlite:///{tmp_path}/claimwatch.db")
    yield made
    made.close()


@pytest.fixture
def story(store: Store) -> Story:
    """A story."""
    return store.add_story(NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW))


def add_source(store: Store, story: Story, url: str = URL, *, baseline: bool = True) -> Source:
    """A page to poll, due now."""
    new = NewSource(
        story_id=story.id, url=url, kind=SourceKind.PAGE, outlet="Courier", next_check_at=NOW, baseline=baseline
    )
    return store.add_source(new)


def lease(store: Store, *, now: datetime = NOW, machine: datetime = MACHINE, gap: timedelta = timedelta()) -> Lease:
    """The one lease that is due."""
    leases = store.claim_due(limit=10, now=now, machine_now=machine, lease_for=HOUR, host_gap=gap)
    assert len(leases) == 1
    return leases[0]


def snapshot_of(body: bytes, at: datetime = NOW) -> Snapshot:
    """A snapshot with that body."""
    return Snapshot(
        url=URL,
        final_url=URL,
        taken_at=at,
        status=200,
        headers=(("content-type", "text/html"), ("etag", '"1"')),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def capture_of(
    held: Lease,
    article: Article | None,
    *,
    at: datetime = NOW,
    standing: Standing = Standing.CONFIRMED,
    outcome: CheckOutcome = CheckOutcome.NEW_VERSION,
    health: SourceHealth = SourceHealth.READ,
) -> Capture:
    """What a check of that article brings."""
    return Capture(
        lease=held,
        check=Check(source_id=held.source.id, at=at, outcome=outcome, status=200, detail="", took_ms=12, received=100),
        next_check_at=at + HOUR,
        health=health,
        health_detail="" if health is SourceHealth.READ else "says no",
        snapshot=snapshot_of(article.text.encode(), at) if article else None,
        article=article,
        standing=standing,
        etag='"1"',
    )


def read(store: Store, text: str, *, at: datetime = NOW, standing: Standing = Standing.CONFIRMED) -> Captured:
    """Check the one source at that moment and capture the text."""
    article = make_article(text, url=URL, published_at=moment("2025-01-13"))
    held = lease(store, now=at, machine=MACHINE + (at - NOW))
    return store.capture([capture_of(held, article, at=at, standing=standing)])[0]


def change_of(key: str, *, severity: Severity = Severity.ALERT) -> Change:
    """A change with that key."""
    return Change(
        key=key,
        story_id=1,
        event_key=None,
        article_id=None,
        version_id=None,
        kind=ChangeKind.STATUS,
        severity=severity,
        title="Signing: happened",
        before=None,
        after=None,
        why="It is reported as done.",
        rule="fold.happened",
        evidence=(),
        evidence_before=(),
        said_by="Courier",
        voices=1,
        copies=0,
        published_at=NOW,
        seen_at=NOW,
    )


def alert_of(change: Change, *, channel: str = "log") -> Alert:
    """An outbox row for a change."""
    return Alert(
        key=f"{change.key}-{channel}",
        story_id=1,
        change_key=change.key,
        channel=channel,
        not_before=MACHINE,
        created_at=MACHINE,
        title=change.title,
        body="text",
        severity=change.severity,
    )


class TestStories:
    """Stories and sources."""

    def test_a_story_is_found_again_as_it_was_given(self, store: Store, story: Story) -> None:
        store.set_terms(story.id, (Term(key="iran", weight=1.0),))
        assert store.story(story.id) == replace(story, terms=(Term(key="iran", weight=1.0),))
        assert [each.slug for each in store.stories()] == ["treaty"]

    def test_a_name_is_taken_once(self, store: Store, story: Story) -> None:
        with pytest.raises(InputError, match=story.slug):
            store.add_story(NewStory(slug="treaty", title="Another", language="en", created_at=NOW))

    def test_a_story_begins_whole_or_not_at_all(self, store: Store) -> None:
        new = NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW)
        seed = make_article("They will sign it.", url="", published_at=moment("2025-01-13"))
        begun, version = store.begin_story(new, seed=seed, outlet="Paste", seen_at=NOW, sources=[(URL, "Courier")])
        assert store.stories() == (begun,)
        assert store.to_analyse(limit=9) == (version,)
        assert version.baseline
        kinds = [(source.kind, source.outlet, source.next_check_at) for source in store.sources(begun.id)]
        assert kinds == [(SourceKind.PASTED, "Paste", None), (SourceKind.PAGE, "Courier", NOW)]
        before = dict(store.counts())
        with pytest.raises(InputError):
            store.begin_story(new, seed=seed, outlet="Paste", seen_at=NOW, sources=[])
        assert dict(store.counts()) == before

    def test_an_unknown_story_is_said_to_be_unknown(self, store: Store) -> None:
        for ask in (store.story, store.book):
            with pytest.raises(NotFoundError, match="S7"):
                ask(7)

    def test_an_address_is_polled_once_for_a_story(self, store: Store, story: Story) -> None:
        assert add_source(store, story) == add_source(store, story)
        assert len(store.sources(story.id)) == 1

    def test_pasted_text_is_a_baseline_version_to_be_analysed_and_never_due(self, store: Store, story: Story) -> None:
        article = make_article("They will sign it.", url="", published_at=moment("2025-01-13"))
        version = store.add_pasted(story.id, article=article, outlet="Paste", seen_at=NOW)
        assert version.baseline
        assert version.article == article
        assert store.to_analyse(limit=10) == (version,)
        assert store.next_due_at() is None


class TestSchedule:
    """Leases and host slots."""

    def test_a_due_source_is_leased_once(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        assert lease(store).source == source
        assert store.claim_due(limit=10, now=NOW, machine_now=MACHINE, lease_for=HOUR, host_gap=HOUR) == ()
        assert store.next_due_at() == NOW

    def test_a_lease_that_ran_out_passes_on_with_a_higher_token(self, store: Store, story: Story) -> None:
        add_source(store, story)
        first = lease(store)
        second = lease(store, machine=MACHINE + 2 * HOUR)
        assert second.token > first.token

    def test_nothing_is_leased_before_it_is_due(self, store: Store, story: Story) -> None:
        add_source(store, story)
        early = NOW - timedelta(seconds=1)
        assert store.claim_due(limit=10, now=early, machine_now=MACHINE, lease_for=HOUR, host_gap=HOUR) == ()

    def test_one_source_a_host_and_gap(self, store: Store, story: Story) -> None:
        for name in ("a", "b"):
            add_source(store, story, f"https://courier.example/{name}")
        add_source(store, story, "https://other.example/a")
        gap = timedelta(seconds=2)

        def urls(after: float) -> set[str]:
            moment = MACHINE + timedelta(seconds=after)
            leases = store.claim_due(limit=10, now=NOW, machine_now=moment, lease_for=HOUR, host_gap=gap)
            return {each.source.url for each in leases}

        assert urls(0) == {"https://courier.example/a", "https://other.example/a"}
        assert urls(1) == set()
        assert urls(2) == {"https://courier.example/b"}

    def test_a_host_that_asks_for_a_pause_gets_it(self, store: Store, story: Story) -> None:
        add_source(store, story)
        store.delay_host("courier.example", until=MACHINE + HOUR)
        assert store.claim_due(limit=1, now=NOW, machine_now=MACHINE, lease_for=HOUR, host_gap=timedelta()) == ()
        assert lease(store, machine=MACHINE + HOUR)

    def test_a_hurried_story_is_due_now(self, store: Store, story: Story) -> None:
        add_source(store, story)
        read(store, "They will sign it.")
        assert store.next_due_at() == NOW + HOUR
        store.hurry(story.id, now=NOW + timedelta(minutes=1))
        assert store.next_due_at() == NOW + timedelta(minutes=1)


class TestCapture:
    """CAPTURE: check, snapshot, version."""

    def test_a_first_reading_is_a_baseline_version(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        captured = read(store, "They will sign it.")
        assert captured.is_new
        version = captured.version
        assert version is not None
        assert (version.number, version.baseline, version.outlet) == (1, True, "Courier")
        assert version.published_at == datetime(2025, 1, 13, 12, tzinfo=UTC)
        assert store.versions(version.article_id) == (version,)
        assert store.latest_version(source.id) == version
        assert store.version(version.id) == version
        assert store.to_analyse(limit=10) == (version,)
        assert store.last_check_at() == NOW

    def test_the_same_text_again_is_a_check_and_no_version(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        first = read(store, "They will sign it.")
        again = read(store, "They will sign it.", at=NOW + HOUR)
        assert not again.is_new
        assert again.version == first.version
        assert [check.at for check in store.checks(source.id)] == [NOW + HOUR, NOW]

    def test_another_text_is_the_next_version_told_when_it_was_seen(self, store: Store, story: Story) -> None:
        add_source(store, story)
        read(store, "They will sign it.")
        edited = read(store, "They signed it.", at=NOW + HOUR)
        assert edited.version is not None
        assert (edited.version.number, edited.version.baseline) == (2, False)
        assert edited.version.published_at == NOW + HOUR

    def test_a_suspicious_text_waits_for_a_second_fetch(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        whole = read(store, "They will sign it on Friday.").version
        cut = read(store, "They.", at=NOW + HOUR, standing=Standing.SUSPICIOUS)
        assert not cut.is_new
        assert store.to_analyse(limit=10) == (whole,)
        assert store.latest_version(source.id) == whole
        confirmed = read(store, "They.", at=NOW + 2 * HOUR, standing=Standing.SUSPICIOUS)
        assert confirmed.is_new
        assert confirmed.version is not None
        assert confirmed.version.standing is Standing.CONFIRMED

    def test_a_suspicious_text_that_is_not_seen_again_is_discarded(self, store: Store, story: Story) -> None:
        add_source(store, story)
        whole = read(store, "They will sign it on Friday.").version
        read(store, "They.", at=NOW + HOUR, standing=Standing.SUSPICIOUS)
        back = read(store, "They will sign it on Friday.", at=NOW + 2 * HOUR)
        assert not back.is_new
        assert back.version == whole
        assert whole is not None
        assert [v.standing for v in store.versions(whole.article_id)] == [Standing.CONFIRMED, Standing.DISCARDED]

    def test_a_text_that_waits_is_no_full_reading(self, store: Store, story: Story) -> None:
        add_source(store, story)
        read(store, "They will sign it on Friday.")
        read(store, "They.", at=NOW + HOUR, standing=Standing.SUSPICIOUS)
        assert store.sources(story.id)[0].read_at == NOW

    def test_another_article_at_a_known_source_is_news(self, store: Store, story: Story) -> None:
        add_source(store, story)
        read(store, "They will sign it on Friday.")
        moved = make_article("They signed it.", url="https://courier.example/moved")
        captured = store.capture([capture_of(lease(store, now=NOW + HOUR), moved, at=NOW + HOUR)])[0]
        assert captured.version is not None
        assert not captured.version.baseline

    def test_a_first_text_that_was_discarded_leaves_the_baseline_to_the_next(self, store: Store, story: Story) -> None:
        add_source(store, story)
        read(store, "Blocked.", standing=Standing.SUSPICIOUS)
        real = read(store, "They will sign it on Friday.", at=NOW + HOUR)
        assert real.version is not None
        assert real.version.baseline

    def test_every_snapshot_is_found_by_its_hash(self, store: Store, story: Story) -> None:
        add_source(store, story)
        texts = [f"They will sign it on day {day}. " * 30 for day in range(40)]
        for hours, text in enumerate(texts):
            read(store, text, at=NOW + hours * HOUR)
        for text in texts:
            body = make_article(text, url=URL).text.encode()
            assert store.read_snapshot(hashlib.sha256(body).hexdigest()) == body
        with pytest.raises(NotFoundError):
            store.read_snapshot("0" * 64)

    def test_a_source_knows_how_it_was_read(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        failed = capture_of(lease(store), None, outcome=CheckOutcome.FAILED, health=SourceHealth.FAILING)
        store.capture([failed])
        now = store.sources(story.id)[0]
        assert (now.failures, now.health, now.health_detail, now.read_at) == (1, SourceHealth.FAILING, "says no", None)
        assert store.book(story.id).readings[0].excluded == "says no"
        read(store, "They will sign it.", at=NOW + HOUR)
        now = store.sources(story.id)[0]
        assert (now.failures, now.health, now.read_at, now.changed_at) == (0, SourceHealth.READ, NOW + HOUR, NOW + HOUR)
        assert now.etag == '"1"'
        assert now.id == source.id

    def test_a_stale_lease_writes_nothing_for_any(self, store: Store, story: Story) -> None:
        add_source(store, story)
        stale = lease(store)
        fresh = lease(store, machine=MACHINE + 2 * HOUR)
        article = make_article("They signed it.", url=URL)
        with pytest.raises(LeaseLostError, match="another worker"):
            store.capture([capture_of(fresh, article), capture_of(stale, article)])
        assert store.counts()["checks"] == store.counts()["versions"] == 0

    def test_feed_entries_become_sources_once(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        entry = NewSource(
            story_id=story.id,
            url="https://courier.example/new",
            kind=SourceKind.PAGE,
            outlet="Courier",
            next_check_at=NOW,
            found_in=source.id,
            baseline=False,
        )
        capture = capture_of(lease(store), None, outcome=CheckOutcome.FEED_READ)
        first = store.capture([replace(capture, kind=SourceKind.FEED, discovered=(entry, entry))])[0]
        assert len(first.discovered) == 1
        assert [each.kind for each in store.sources(story.id)] == [SourceKind.FEED, SourceKind.PAGE]
        assert store.sources(story.id)[1].found_in == source.id

    def test_a_page_dated_in_the_future_is_dated_when_it_was_seen(self, store: Store, story: Story) -> None:
        add_source(store, story)
        article = make_article("They will sign it.", url=URL, published_at=moment("2031-01-01"))
        captured = store.capture([capture_of(lease(store), article)])[0]
        assert captured.version is not None
        assert captured.version.published_at == NOW


class TestJudge:
    """JUDGE: the book, and what a judgement adds."""

    @pytest.fixture
    def version_id(self, store: Store, story: Story) -> int:
        """A captured version."""
        add_source(store, story)
        version = read(store, "Putin signed the treaty.").version
        assert version is not None
        return version.id

    def judgement(self, version_id: int) -> Judgement:
        """A claim, its event, its row, a change and its alert."""
        version = make_version("Putin signed the treaty.", id=version_id, article_id=1)
        claim = replace(make_claim(version, time=on_day("2025-01-17")), key=f"{version_id}:0")
        event = make_event(key="sign-1")
        row = make_row(version, claim, event_key=event.key)
        change = change_of("c1")
        return Judgement(
            claims=(claim,), new_events=(event,), rows=(row,), changes=(change,), alerts=(alert_of(change),)
        )

    def test_what_is_decided_is_written_and_read_again_equal(self, store: Store, story: Story, version_id: int) -> None:
        given = self.judgement(version_id)
        written = store.judge(story.id, lambda _: given, analysed=version_id)
        assert written == given
        book = store.book(story.id)
        assert [each.value for each in book.events] == list(given.new_events)
        assert book.rows == given.rows
        assert book.change_keys == {"c1"}
        assert [each.value for each in store.claims(version_id=version_id)] == list(given.claims)
        assert [each.value for each in store.story_claims(story.id)] == list(given.claims)
        assert [each.value for each in store.changes(story.id)] == list(given.changes)
        assert [each.value for each in store.alerts(story.id)] == list(given.alerts)
        assert store.to_analyse(limit=10) == ()

    def test_a_version_is_judged_once_per_rule_set(self, store: Store, story: Story, version_id: int) -> None:
        store.judge(story.id, lambda _: Judgement(), analysed=version_id)

        def never(book: StoryBook) -> Judgement:
            raise AssertionError("decided twice")

        assert store.judge(story.id, never, analysed=version_id) is None

    def test_a_change_is_written_and_told_once(self, store: Store, story: Story) -> None:
        change = change_of("c1")
        given = Judgement(changes=(change,), alerts=(alert_of(change),))
        store.judge(story.id, lambda _: given)
        assert store.judge(story.id, lambda _: given) == Judgement()
        assert store.counts()["alerts"] == 1

    def test_a_change_that_is_decided_twice_is_written_once(self, store: Store, story: Story) -> None:
        change = change_of("c1")
        alert = alert_of(change)
        given = Judgement(changes=(change, change), alerts=(alert,))
        assert store.judge(story.id, lambda _: given) == Judgement(changes=(change,), alerts=(alert,))

    def test_a_decision_that_fails_writes_nothing(self, store: Store, story: Story, version_id: int) -> None:
        def fail(book: StoryBook) -> Judgement:
            raise RuntimeError("a bug")

        with pytest.raises(RuntimeError, match="a bug"):
            store.judge(story.id, fail, analysed=version_id)
        assert len(store.to_analyse(limit=10)) == 1

    def test_fallen_claims_stop_standing_and_stay_in_the_ledger(
        self, store: Store, story: Story, version_id: int
    ) -> None:
        store.judge(story.id, lambda _: self.judgement(version_id), analysed=version_id)
        fall = Judgement(fallen_claims=(f"{version_id}:0", "unknown"))
        store.judge(story.id, lambda _: fall)
        assert [row.standing for row in store.book(story.id).rows] == [False]

    def test_moved_events_are_replaced_and_keep_their_number(self, store: Store, story: Story, version_id: int) -> None:
        store.judge(story.id, lambda _: self.judgement(version_id), analysed=version_id)
        before = store.book(story.id).events[0]
        moved = replace(before.value, muted=True)
        store.judge(story.id, lambda _: Judgement(moved_events=(moved,)))
        assert store.book(story.id).events == (replace(before, value=moved),)

    def test_changes_are_read_by_severity(self, store: Store, story: Story) -> None:
        quiet, loud = change_of("q", severity=Severity.INFO), change_of("l")
        store.judge(story.id, lambda _: Judgement(changes=(quiet, loud)))
        assert [each.value.key for each in store.changes(story.id, at_least=Severity.NOTICE)] == ["l"]


class TestOutbox:
    """Alerts and notices."""

    @pytest.fixture
    def alert(self, store: Store, story: Story) -> Alert:
        """An alert that waits."""
        change = change_of("c1")
        alert = alert_of(change)
        store.judge(story.id, lambda _: Judgement(changes=(change,), alerts=(alert,)))
        return alert

    def claim(self, store: Store, *, after: timedelta = timedelta()) -> tuple[Alert, ...]:
        """The alerts that are due."""
        return store.claim_alerts(limit=10, now=MACHINE + after, lease_for=HOUR)

    def delivery(self, alert: Alert, outcome: DeliveryOutcome, retry_after: timedelta | None = None) -> Delivery:
        """An attempt."""
        retry_at = MACHINE + retry_after if retry_after else None
        return Delivery(alert_key=alert.key, at=MACHINE, outcome=outcome, detail="said", retry_at=retry_at)

    def test_an_alert_is_handed_out_once_and_again_when_its_pump_died(self, store: Store, alert: Alert) -> None:
        assert self.claim(store) == (alert,)
        assert self.claim(store) == ()
        assert self.claim(store, after=2 * HOUR) == (alert,)

    def test_a_delivered_alert_is_over(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        given = self.delivery(alert, DeliveryOutcome.DELIVERED)
        store.record_delivery(given)
        assert self.claim(store, after=24 * HOUR) == ()
        assert store.deliveries(alert.key) == (given,)

    def test_a_failed_attempt_comes_again_at_its_time(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.RETRY, retry_after=2 * HOUR))
        assert self.claim(store, after=HOUR) == ()
        assert [each.key for each in self.claim(store, after=2 * HOUR)] == [alert.key]

    def test_a_late_word_of_a_retry_does_not_send_again(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.DELIVERED))
        store.record_delivery(self.delivery(alert, DeliveryOutcome.RETRY, retry_after=HOUR))
        assert self.claim(store, after=24 * HOUR) == ()
        assert len(store.deliveries(alert.key)) == 2

    def test_an_unknown_alert_is_said_to_be_unknown(self, store: Store, alert: Alert) -> None:
        with pytest.raises(NotFoundError):
            store.record_delivery(replace(self.delivery(alert, DeliveryOutcome.DEAD), alert_key="x"))

    def test_notices_are_kept_in_order(self, store: Store, story: Story) -> None:
        notice = Notice(kind=NoticeKind.SOURCE_BLIND, story_id=story.id, source_id=None, at=NOW, text="blind")
        store.add_notice(notice)
        store.add_notice(replace(notice, story_id=99))
        assert store.notices(story.id) == (notice,)
        assert len(store.notices()) == 2


class TestFind:
    """Short ids."""

    def test_short_ids_lead_to_their_records(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        version = read(store, "Putin signed the treaty.").version
        assert version is not None
        given = TestJudge().judgement(version.id)
        store.judge(story.id, lambda _: given, analysed=version.id)
        article = store.find(f"a{version.article_id}")
        assert getattr(article, "url", None) == URL
        assert store.find("S1") == story
        assert store.find(f"X{source.id}") == store.sources(story.id)[0]
        assert store.find("E1") == store.book(story.id).events[0]
        assert store.find("N1") == store.changes(story.id)[0]
        assert store.find("C1") == store.claims(version_id=version.id)[0]
        assert [each.id for each in store.articles(story.id)] == [version.article_id]

    @pytest.mark.parametrize("wrong", ["E9", "A9", "Q1", "E", "", "E²", "Ex", f"E{10**20}", f"A{10**20}"])
    def test_a_wrong_one_says_so(self, store: Store, wrong: str) -> None:
        with pytest.raises(NotFoundError):
            store.find(wrong)


def test_a_closed_store_refuses_every_method(store: Store) -> None:
    store.close()
    for ask in (store.stories, store.next_due_at, store.counts, store.notices):
        with pytest.raises(StorageError):
            ask()
