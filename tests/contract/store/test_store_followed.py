"""Sources paused and removed; stories closed, held, read and past their baseline."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import make_article
from tests.contract.store.plays import (
    HOUR,
    MACHINE,
    NOW,
    URL,
    add_source,
    alert_of,
    capture_of,
    change_of,
    lease,
    read,
    read_version,
)
from tracker.errors import NotFoundError
from tracker.model import (
    AlertKind,
    NewSource,
    NewStory,
    Notice,
    NoticeKind,
    Polling,
    SourceKind,
    Story,
)
from tracker.ports import Store


class TestPolling:
    """Whether a source is read."""

    def test_a_paused_source_is_not_due_and_still_counts_with_a_reason(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        paused = store.set_polling(source.id, Polling.PAUSED, now=NOW)
        assert (paused.polling, paused.next_check_at) == (Polling.PAUSED, None)
        assert store.sources(story.id) == (paused,)
        assert claimed(store, NOW + 99 * HOUR) == ()
        assert store.next_due_at() is None
        assert [reading.excluded for reading in store.book(story.id).readings] == ["paused"]

    def test_a_source_that_is_read_again_is_due_now(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        store.set_polling(source.id, Polling.PAUSED, now=NOW)
        again = store.set_polling(source.id, Polling.ON, now=NOW + HOUR)
        assert again.next_check_at == NOW + HOUR
        assert claimed(store, NOW) == ()
        assert claimed(store, NOW + HOUR) == (source.id,)

    @pytest.mark.parametrize("polling", [Polling.PAUSED, Polling.REMOVED])
    def test_a_check_under_way_does_not_wake_it(self, store: Store, story: Story, polling: Polling) -> None:
        source = add_source(store, story)
        held = lease(store)
        store.set_polling(source.id, polling, now=NOW)
        captured = store.capture([capture_of(held, make_article("They signed it.", url=URL))])[0]
        assert captured.is_new
        assert store.sources(story.id)[0].next_check_at is None
        store.hurry(story.id, now=NOW)
        assert claimed(store, NOW + 99 * HOUR) == ()

    def test_a_removed_source_counts_no_more_and_what_it_brought_stays(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        version = read_version(store, "They will sign it.")
        store.set_polling(source.id, Polling.REMOVED, now=NOW)
        assert store.book(story.id).readings == ()
        assert store.versions(version.article_id) == (version,)
        assert [each.polling for each in store.sources(story.id)] == [Polling.REMOVED]
        assert claimed(store, NOW + 99 * HOUR) == ()

    def test_a_removed_source_that_a_person_names_again_is_read_on(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        read(store, "They will sign it.")
        store.set_polling(source.id, Polling.REMOVED, now=NOW)
        new = NewSource(
            story_id=story.id, url=URL, kind=SourceKind.PAGE, outlet="Courier", next_check_at=NOW + 3 * HOUR
        )
        again = store.add_source(new)
        assert (again.id, again.polling, again.next_check_at) == (source.id, Polling.ON, NOW + 3 * HOUR)
        edited = read_version(store, "They signed it.", at=NOW + 3 * HOUR)
        assert (edited.number, edited.baseline) == (2, False)

    def test_a_removed_source_that_a_feed_names_stays_removed(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        store.set_polling(source.id, Polling.REMOVED, now=NOW)
        found = NewSource(
            story_id=story.id, url=URL, kind=SourceKind.PAGE, outlet="Courier", next_check_at=NOW, found_in=99
        )
        assert store.add_source(found).polling is Polling.REMOVED

    def test_handed_in_text_is_never_due_whatever_is_said_of_it(self, store: Store, story: Story) -> None:
        store.add_pasted(story.id, article=make_article("They signed it.", url=URL), outlet="Paste", seen_at=NOW)
        source = store.sources(story.id)[0]
        assert store.set_polling(source.id, Polling.ON, now=NOW).next_check_at is None

    def test_an_unknown_source_is_said_to_be_unknown(self, store: Store) -> None:
        with pytest.raises(NotFoundError, match="X7"):
            store.set_polling(7, Polling.ON, now=NOW)


class TestClosing:
    """Closed stories."""

    def test_a_closed_story_is_not_due_until_it_is_reopened(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        store.close_story(story.id, closed=True)
        assert store.story(story.id).closed
        assert store.next_due_at() is None
        store.hurry(story.id, now=NOW)
        assert claimed(store, NOW + 99 * HOUR) == ()
        store.close_story(story.id, closed=False)
        assert store.next_due_at() == NOW
        assert claimed(store, NOW) == (source.id,)

    def test_another_story_is_not_closed_with_it(self, store: Store, story: Story) -> None:
        add_source(store, story)
        other = store.add_story(NewStory(slug="other", title="Other", language="en", created_at=NOW))
        source = add_source(store, other)
        store.close_story(story.id, closed=True)
        assert claimed(store, NOW) == (source.id,)


class TestMarks:
    """What is noted of a story."""

    def test_what_is_noted_is_read_again(self, store: Store, story: Story) -> None:
        store.hold_story(story.id, until=MACHINE + HOUR)
        store.mark_read(story.id, at=NOW + HOUR)
        kept = store.story(story.id)
        assert (kept.held_until, kept.read_at) == (MACHINE + HOUR, NOW + HOUR)
        assert store.book(story.id).story == kept
        store.hold_story(story.id, until=None)
        assert store.story(story.id).held_until is None

    def test_unknown_stories_are_said_to_be_unknown(self, store: Store) -> None:
        for ask in (
            lambda: store.close_story(7, closed=True),
            lambda: store.hold_story(7, until=None),
            lambda: store.mark_read(7, at=NOW),
            lambda: store.set_terms(7, ()),
            lambda: add_source(store, replace(STORY, id=7)),
        ):
            with pytest.raises(NotFoundError, match="S7"):
                ask()

    def test_a_baseline_ends_with_its_notice_and_its_alerts(self, store: Store, story: Story) -> None:
        first, second = (add_source(store, story, f"{URL}/{name}") for name in "ab")
        notice = Notice(kind=NoticeKind.BASELINE, story_id=story.id, source_id=None, at=NOW, text="Read: 2 sources.")
        summary = replace(
            alert_of(change_of("b")), key="baseline-1-log", change_key=None, kind=AlertKind.SUMMARY, thread="treaty"
        )
        assert store.story(story.id).baseline_at is None
        store.end_baseline(story.id, sources=[first.id], at=NOW + HOUR, notice=notice, alerts=[summary])
        assert store.story(story.id).baseline_at == NOW + HOUR
        assert [source.baseline_at for source in store.sources(story.id)] == [NOW + HOUR, None]
        assert store.notices(story.id) == (notice,)
        assert [each.value for each in store.alerts(story.id)] == [summary]
        assert store.claim_alerts(limit=9, now=MACHINE, lease_for=HOUR) == (summary,)
        store.end_baseline(story.id, sources=[second.id], at=NOW + 2 * HOUR, notice=notice, alerts=[])
        assert store.story(story.id).baseline_at == NOW + HOUR
        assert [source.baseline_at for source in store.sources(story.id)] == [NOW + HOUR, NOW + 2 * HOUR]


STORY = Story(id=1, slug="x", title="x", language="en", created_at=NOW, tell_within=HOUR, terms=())


def claimed(store: Store, now: datetime) -> tuple[int, ...]:
    """Numbers of the sources that are leased at that moment."""
    leases = store.claim_due(limit=9, now=now, machine_now=MACHINE + 999 * HOUR, lease_for=HOUR, host_gap=timedelta())
    return tuple(each.source.id for each in leases)
