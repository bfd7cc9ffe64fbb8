"""The store itself: one daemon, stretches of watching, and its end."""

from dataclasses import replace

import pytest

from tests.contract.store.plays import HOUR, NOW, add_source, judgement_of, read, read_version
from tracker.errors import AlreadyRunningError, StorageError
from tracker.model import (
    Story,
    Watch,
)
from tracker.ports import Store


class TestWatches:
    """When somebody was looking."""

    def test_stretches_are_kept_oldest_first(self, store: Store) -> None:
        assert store.watches() == ()
        first = store.begin_watch(now=NOW)
        store.keep_watch(first, now=NOW + HOUR)
        second = store.begin_watch(now=NOW + 5 * HOUR)
        assert second != first
        assert store.watches() == (
            Watch(began_at=NOW, last_at=NOW + HOUR),
            Watch(began_at=NOW + 5 * HOUR, last_at=NOW + 5 * HOUR),
        )


class TestUsage:
    """How busy it was, and how large it is."""

    def test_checks_since_a_moment_and_bytes_are_counted(self, store: Store, story: Story) -> None:
        add_source(store, story)
        read(store, "It will be signed on Friday.", at=NOW)
        read(store, "It was signed on Friday.", at=NOW + 48 * HOUR)
        usage = store.usage(since=NOW + 24 * HOUR)
        assert (usage.checks, usage.checks_in_vain) == (1, 0)
        assert store.usage(since=NOW).checks == 2
        assert usage.bytes_captured > 0
        assert 0 < usage.bytes_kept <= usage.bytes_in_all

    def test_nothing_is_nothing(self, store: Store) -> None:
        usage = store.usage(since=NOW)
        assert (usage.checks, usage.checks_in_vain, usage.bytes_captured, usage.bytes_kept) == (0, 0, 0, 0)


class TestDaemonLock:
    """One daemon a database."""

    def test_a_second_daemon_is_refused_while_the_first_runs(self, store: Store) -> None:
        with store.daemon_lock():
            with pytest.raises(AlreadyRunningError, match="another"), store.daemon_lock():
                raise AssertionError("two daemons on one database")
            assert store.stories() == ()
        with store.daemon_lock():
            pass

    def test_it_ends_with_an_error_too(self, store: Store) -> None:
        with pytest.raises(RuntimeError, match="a bug"), store.daemon_lock():
            raise RuntimeError("a bug")
        with store.daemon_lock():
            pass

    def test_every_command_works_while_it_is_held(self, store: Store, story: Story) -> None:
        with store.daemon_lock():
            add_source(store, story)
            read(store, "They signed it.")
            store.hold_story(story.id, until=NOW)
            assert store.story(story.id).held_until == NOW
            store.delete_story(story.id)
            assert store.stories() == ()


class TestSoundness:
    """What `verify` finds in a store that nobody has damaged."""

    def test_a_sound_store_gives_no_finding(self, store: Store, story: Story) -> None:
        assert list(store.verify()) == []
        add_source(store, story)
        version = read_version(store, "Putin signed the treaty.")
        given = judgement_of(version.id)
        evidence = given.claims[0].evidence
        change = replace(given.changes[0], evidence=(evidence,), event_key=given.new_events[0].key)
        store.judge(story.id, lambda _: replace(given, changes=(change,)), analysed=version.id)
        assert list(store.verify()) == []

    def test_a_span_that_is_not_in_its_text_is_found(self, store: Store, story: Story) -> None:
        add_source(store, story)
        version = read_version(store, "Putin will sign the treaty.")
        given = judgement_of(version.id)  # it quotes another text
        change = replace(given.changes[0], evidence_before=(given.claims[0].evidence,))
        store.judge(story.id, lambda _: replace(given, changes=(change,)), analysed=version.id)
        findings = list(store.verify())
        assert {(finding.record, finding.subject) for finding in findings} == {("claim", "C1"), ("change", "N1")}
        assert all("does not stand at" in finding.detail for finding in findings)


def test_a_closed_store_refuses_every_method(store: Store) -> None:
    store.close()
    for ask in (
        store.stories,
        store.next_due_at,
        store.counts,
        store.notices,
        store.watches,
        store.dead_alerts,
        lambda: store.begin_watch(now=NOW),
        lambda: list(store.verify()),
        lambda: store.daemon_lock().__enter__(),
    ):
        with pytest.raises(StorageError):
            ask()
