"""Generations: a ledger that better rules write anew."""

from dataclasses import replace

import pytest

from tests.builders import make_event
from tests.contract.store.plays import HOUR, NOW, add_source, judgement_of, read_version
from tracker.errors import NotFoundError
from tracker.model import (
    Judgement,
    NewStory,
    Stored,
    Story,
    StoryBook,
)
from tracker.ports import Store


@pytest.fixture
def version_id(store: Store, story: Story) -> int:
    """A version that was judged."""
    add_source(store, story)
    version = read_version(store, "Putin signed the treaty.")
    store.judge(story.id, lambda _: judgement_of(version.id), analysed=version.id)
    return version.id


def test_the_next_generation_takes_the_place_of_the_one_before(store: Store, story: Story, version_id: int) -> None:
    before = store.book(story.id)
    given = replace(judgement_of(version_id, generation=2), changes=(), alerts=())
    seen: list[StoryBook] = []

    def decide(book: StoryBook) -> Judgement:
        seen.append(book)
        return given

    assert store.rebuild(story.id, decide, versions=[version_id]) == given
    assert seen == [before]
    after = store.book(story.id)
    assert after.story.generation == 2
    assert after.rows == given.rows
    assert after.events == before.events
    assert after.change_keys == before.change_keys
    assert [each.value for each in store.claims(version_id=version_id)] == list(given.claims)
    assert [each.value for each in store.story_claims(story.id)] == list(given.claims)
    assert store.to_analyse(limit=9) == ()


def test_short_ids_outlive_it(store: Store, story: Story, version_id: int) -> None:
    change, claim = store.find("N1"), store.find("C1")
    given = judgement_of(version_id, generation=2)
    added = make_event("ratify", key="ratify-1")
    moved = replace(given.new_events[0], title="Signing of the treaty")
    both = replace(given, new_events=(added, moved))
    written = store.rebuild(story.id, lambda _: both, versions=[version_id])
    assert written is not None
    assert (written.changes, written.alerts) == ((), ())
    assert store.find("E1") == Stored(id=1, value=moved)
    assert store.find("E2") == Stored(id=2, value=added)
    assert (store.find("N1"), store.find("C1")) == (change, claim)
    assert store.find("C2") == Stored(id=2, value=given.claims[0])


def test_an_event_that_is_no_longer_seen_leaves_the_book_and_keeps_its_number(
    store: Store, story: Story, version_id: int
) -> None:
    event = store.find("E1")
    store.rebuild(story.id, lambda _: Judgement(), versions=[version_id])
    book = store.book(story.id)
    assert (book.events, book.rows) == ((), ())
    assert store.claims(version_id=version_id) == store.story_claims(story.id) == ()
    assert store.find("E1") == event
    given = replace(judgement_of(version_id, generation=3), changes=(), alerts=())
    store.rebuild(story.id, lambda _: given, versions=[version_id])
    assert store.book(story.id).events == (event,)


def test_what_comes_after_it_is_of_its_generation(store: Store, story: Story, version_id: int) -> None:
    given = replace(judgement_of(version_id, generation=2), changes=(), alerts=())
    store.rebuild(story.id, lambda _: given, versions=[version_id])
    late = read_version(store, "Putin signed the treaty. It has 47 articles.", at=NOW + HOUR)
    fresh = judgement_of(late.id, generation=2)
    store.judge(story.id, lambda _: replace(fresh, new_events=(), changes=(), alerts=()), analysed=late.id)
    assert store.book(story.id).rows == (*given.rows, *fresh.rows)
    assert [each.value.version_id for each in store.story_claims(story.id)] == [version_id, late.id]


def test_it_is_refused_when_another_version_was_judged_meanwhile(store: Store, story: Story, version_id: int) -> None:
    late = read_version(store, "They will ratify it.", at=NOW + HOUR)
    store.judge(story.id, lambda _: Judgement(), analysed=late.id)
    before = store.book(story.id)

    def never(book: StoryBook) -> Judgement:
        raise AssertionError("decided on too little")

    assert store.rebuild(story.id, never, versions=[version_id]) is None
    assert store.book(story.id) == before
    assert store.rebuild(story.id, lambda _: Judgement(), versions=[late.id, version_id]) == Judgement()


def test_it_does_not_judge_what_waits(store: Store, story: Story, version_id: int) -> None:
    late = read_version(store, "They will ratify it.", at=NOW + HOUR)
    assert store.rebuild(story.id, lambda _: Judgement(), versions=[version_id]) is not None
    assert store.to_analyse(limit=9) == (late,)


def test_one_that_fails_leaves_everything_as_it_was(store: Store, story: Story, version_id: int) -> None:
    before = (store.book(story.id), store.past(story.id), store.story_claims(story.id), dict(store.counts()))

    def fail(book: StoryBook) -> Judgement:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        store.rebuild(story.id, fail, versions=[version_id])
    assert (store.book(story.id), store.past(story.id), store.story_claims(story.id), dict(store.counts())) == before
    assert store.story(story.id).generation == 1


def test_other_stories_stay_in_their_generation(store: Store, story: Story, version_id: int) -> None:
    other = store.add_story(NewStory(slug="other", title="Other", language="en", created_at=NOW))
    add_source(store, other, "https://other.example/a")
    version = read_version(store, "Putin signed the treaty.", url="https://other.example/a")
    given = judgement_of(version.id, story_id=other.id, article_id=version.article_id)
    store.judge(other.id, lambda _: given, analysed=version.id)
    before = store.book(other.id)
    store.rebuild(story.id, lambda _: Judgement(), versions=[version_id])
    assert store.book(other.id) == before


def test_an_unknown_story_has_none(store: Store) -> None:
    with pytest.raises(NotFoundError, match="S7"):
        store.rebuild(7, lambda _: Judgement(), versions=[])
