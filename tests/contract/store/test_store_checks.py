"""What is due, and what checks bring."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import make_article, moment
from tests.contract.store.plays import (
    HOUR,
    MACHINE,
    NOW,
    URL,
    add_source,
    capture_of,
    lease,
    read,
)
from tracker.errors import LeaseLostError, NotFoundError
from tracker.model import (
    CheckOutcome,
    NewSource,
    SourceHealth,
    SourceKind,
    Standing,
    Story,
)
from tracker.ports import Store


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
