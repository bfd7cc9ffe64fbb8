"""The end of a story: all of it goes, and nothing else."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import make_article
from tests.contract.store.plays import (
    HOUR,
    MACHINE,
    NOW,
    URL,
    add_source,
    capture_of,
    correction_of,
    judgement_of,
    lease,
    read_version,
)
from tracker.errors import LeaseLostError, NotFoundError
from tracker.model import (
    Delivery,
    DeliveryOutcome,
    FeedEntry,
    Judgement,
    NewStory,
    Notice,
    NoticeKind,
    Story,
)
from tracker.ports import Store

PAGE = "The treaty will be signed on Friday in Moscow, says the Kremlin. " * 40


def two_stories_of_one_page(store: Store, *, edits: int) -> tuple[Story, Story]:
    """Two stories that read the same page at the same times, so that they share its bytes."""
    first, second = (
        store.add_story(NewStory(slug=slug, title=slug, language="en", created_at=NOW)) for slug in ("one", "two")
    )
    for story in (first, second):
        add_source(store, story)
    for edit in range(edits):
        at = NOW + edit * HOUR
        leases = store.claim_due(
            limit=9, now=at, machine_now=MACHINE + edit * HOUR, lease_for=HOUR, host_gap=timedelta()
        )
        article = make_article(f"{PAGE} Edited {edit} times.", url=URL)
        # The second story reads only every third state: what it has is a delta to what the first one has.
        held = [each for each in leases if each.source.story_id == first.id or edit % 3 == 2]
        store.capture([capture_of(each, article, at=at) for each in held])
    return first, second


def bodies(edits: range) -> list[bytes]:
    """The bytes of those states."""
    return [make_article(f"{PAGE} Edited {edit} times.", url=URL).text.encode() for edit in edits]


def is_kept(store: Store, body: bytes) -> bool:
    """Whether the bytes are found, whole, by their hash."""
    try:
        return store.read_snapshot(hashlib.sha256(body).hexdigest()) == body
    except NotFoundError:
        return False


def test_everything_of_a_story_goes(store: Store, story: Story) -> None:
    add_source(store, story)
    version = read_version(store, "Putin signed the treaty.")
    given = judgement_of(version.id)
    correction = correction_of(given.claims[0].evidence)
    store.judge(story.id, lambda _: replace(given, corrections=(correction,)), analysed=version.id)
    store.judge(story.id, lambda _: Judgement(fallen_claims=(given.claims[0].key,)))
    store.record_delivery(
        Delivery(alert_key=given.alerts[0].key, at=MACHINE, outcome=DeliveryOutcome.DELIVERED, detail="")
    )
    store.add_notice(Notice(kind=NoticeKind.SOURCE_BLIND, story_id=story.id, source_id=1, at=NOW, text="blind"))
    entry = FeedEntry(url="https://courier.example/else", title="Else", summary="", published_at=None)
    held = lease(store, now=NOW + HOUR)
    store.capture([replace(capture_of(held, None, at=NOW + HOUR), passed_over=(entry,))])
    before = dict(store.counts())
    removed = store.delete_story(story.id)
    assert all(count == 0 for count in store.counts().values()), store.counts()
    assert {name: removed[name] for name in before} == before
    assert (removed["fallen"], removed["passed_over"], removed["blobs"]) == (1, 1, 1)
    assert store.stories() == ()
    assert store.passed_over(story.id) == ()
    with pytest.raises(NotFoundError):
        store.book(story.id)


@pytest.mark.parametrize("edits", [5, 40])
def test_bytes_and_deltas_of_another_story_stay_whole(store: Store, edits: int) -> None:
    first, second = two_stories_of_one_page(store, edits=edits)
    before = (store.sources(second.id), store.articles(second.id), store.book(second.id))
    store.delete_story(first.id)
    assert (store.sources(second.id), store.articles(second.id), store.book(second.id)) == before
    kept = bodies(range(2, edits, 3))
    assert all(is_kept(store, body) for body in kept)
    assert list(store.verify()) == []
    store.delete_story(second.id)
    assert not any(is_kept(store, body) for body in bodies(range(edits)))


def test_judgements_of_another_story_stay(store: Store, story: Story) -> None:
    other = store.add_story(NewStory(slug="other", title="Other", language="en", created_at=NOW))
    for each, url in ((story, URL), (other, "https://other.example/a")):
        add_source(store, each, url)
        version = read_version(store, "Putin signed the treaty.", url=url)
        given = judgement_of(version.id, story_id=each.id, article_id=version.article_id)
        store.judge(each.id, lambda _, given=given: given, analysed=version.id)  # type: ignore[misc]
    before = (store.book(other.id), store.past(other.id), store.story_claims(other.id))
    store.delete_story(story.id)
    assert (store.book(other.id), store.past(other.id), store.story_claims(other.id)) == before


def test_its_numbers_are_given_to_nothing_else(store: Store, story: Story) -> None:
    source = add_source(store, story)
    store.delete_story(story.id)
    again = store.add_story(NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW))
    assert again.id > story.id
    assert add_source(store, again).id > source.id


def test_a_check_under_way_comes_too_late(store: Store, story: Story) -> None:
    add_source(store, story)
    held = lease(store)
    store.delete_story(story.id)
    with pytest.raises(LeaseLostError):
        store.capture([capture_of(held, make_article("They signed it.", url=URL))])
    assert store.counts()["snapshots"] == store.counts()["checks"] == 0


def test_an_unknown_story_is_said_to_be_unknown(store: Store) -> None:
    with pytest.raises(NotFoundError, match="S7"):
        store.delete_story(7)
