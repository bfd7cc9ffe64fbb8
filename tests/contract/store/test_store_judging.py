"""Judgements, each one transaction."""

from dataclasses import replace

import pytest

from tests.contract.store.plays import add_source, alert_of, change_of, judgement_of, read
from tracker.model import (
    Judgement,
    Severity,
    Story,
    StoryBook,
)
from tracker.ports import Store


class TestJudge:
    """JUDGE: the book, and what a judgement adds."""

    @pytest.fixture
    def version_id(self, store: Store, story: Story) -> int:
        """A captured version."""
        add_source(store, story)
        version = read(store, "Putin signed the treaty.").version
        assert version is not None
        return version.id

    def test_what_is_decided_is_written_and_read_again_equal(self, store: Store, story: Story, version_id: int) -> None:
        given = judgement_of(version_id)
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
        store.judge(story.id, lambda _: judgement_of(version_id), analysed=version_id)
        fall = Judgement(fallen_claims=(f"{version_id}:1:0", "unknown"))
        store.judge(story.id, lambda _: fall)
        assert [row.standing for row in store.book(story.id).rows] == [False]

    def test_moved_events_are_replaced_and_keep_their_number(self, store: Store, story: Story, version_id: int) -> None:
        store.judge(story.id, lambda _: judgement_of(version_id), analysed=version_id)
        before = store.book(story.id).events[0]
        moved = replace(before.value, muted=True)
        store.judge(story.id, lambda _: Judgement(moved_events=(moved,)))
        assert store.book(story.id).events == (replace(before, value=moved),)

    def test_changes_are_read_by_severity(self, store: Store, story: Story) -> None:
        quiet, loud = change_of("q", severity=Severity.INFO), change_of("l")
        store.judge(story.id, lambda _: Judgement(changes=(quiet, loud)))
        assert [each.value.key for each in store.changes(story.id, at_least=Severity.NOTICE)] == ["l"]
