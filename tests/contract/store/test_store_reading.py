"""What reports and commands read."""

from dataclasses import replace

import pytest

from tests.builders import make_article
from tests.contract.store.plays import (
    HOUR,
    MACHINE,
    NOW,
    URL,
    add_source,
    capture_of,
    change_of,
    judgement_of,
    lease,
    read,
    read_version,
    snapshot_of,
)
from tracker.errors import NotFoundError
from tracker.model import (
    CheckOutcome,
    FeedEntry,
    Judgement,
    NewStory,
    PassedOver,
    Stored,
    Story,
)
from tracker.ports import Store


class TestFind:
    """Short ids."""

    def test_short_ids_lead_to_their_records(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        version = read(store, "Putin signed the treaty.").version
        assert version is not None
        given = judgement_of(version.id)
        store.judge(story.id, lambda _: given, analysed=version.id)
        article = store.find(f"a{version.article_id}")
        assert getattr(article, "url", None) == URL
        assert store.find("S1") == story
        assert store.find(f"X{source.id}") == store.sources(story.id)[0]
        assert store.find("E1") == store.book(story.id).events[0]
        assert store.find("N1") == store.changes(story.id)[0]
        assert store.find("C1") == store.claims(version_id=version.id)[0]
        assert [each.id for each in store.articles(story.id)] == [version.article_id]

    @pytest.mark.parametrize("wrong", ["E9", "A9", "Q1", "K1", "N0", "E", "", "E²", "Ex", f"E{10**20}", f"A{10**20}"])
    def test_a_wrong_one_says_so(self, store: Store, wrong: str) -> None:
        with pytest.raises(NotFoundError):
            store.find(wrong)


class TestEvidence:
    """What leads back to the bytes."""

    def test_a_version_has_the_capture_that_it_was_first_read_from(self, store: Store, story: Story) -> None:
        add_source(store, story)
        version = read_version(store, "They will sign it.")
        read(store, "They will sign it.", at=NOW + HOUR)
        edited = read_version(store, "They signed it.", at=NOW + 2 * HOUR)
        assert store.snapshot_of(version.id) == snapshot_of(version.article.text.encode(), NOW)
        assert store.snapshot_of(edited.id) == snapshot_of(edited.article.text.encode(), NOW + 2 * HOUR)

    def test_it_is_the_capture_of_its_own_source(self, store: Store, story: Story) -> None:
        other = store.add_story(NewStory(slug="other", title="Other", language="en", created_at=NOW))
        versions = []
        for hours, each in enumerate((story, other)):
            add_source(store, each)
            versions.append(read_version(store, "They will sign it.", at=NOW + hours * HOUR / 2))
        taken = [store.snapshot_of(version.id) for version in versions]
        assert [each.taken_at for each in taken if each] == [NOW, NOW + HOUR / 2]

    def test_handed_in_text_has_no_capture(self, store: Store, story: Story) -> None:
        version = store.add_pasted(story.id, article=make_article("x"), outlet="Paste", seen_at=NOW)
        assert store.snapshot_of(version.id) is None

    def test_an_unknown_version_is_said_to_be_unknown(self, store: Store) -> None:
        with pytest.raises(NotFoundError, match="7"):
            store.snapshot_of(7)


class TestPassedOver:
    """Entries of feeds that were not read."""

    def entry(self, name: str) -> FeedEntry:
        """An entry of another story."""
        return FeedEntry(url=f"https://courier.example/{name}", title=f"About {name}", summary="", published_at=None)

    def test_they_are_kept_once_latest_first(self, store: Store, story: Story) -> None:
        source = add_source(store, story)
        for hours, names in enumerate((["a", "b"], ["b", "c"])):
            at = NOW + hours * HOUR
            capture = capture_of(
                lease(store, now=at, machine=MACHINE + hours * HOUR), None, at=at, outcome=CheckOutcome.FEED_READ
            )
            store.capture([replace(capture, passed_over=tuple(map(self.entry, names)))])
        passed = store.passed_over(story.id)
        assert [each.title for each in passed] == ["About c", "About b", "About a"]
        assert passed[-1] == PassedOver(
            story_id=story.id,
            source_id=source.id,
            url="https://courier.example/a",
            title="About a",
            seen_at=NOW,
        )
        assert passed[1].seen_at == NOW
        assert store.passed_over(99) == ()


class TestChanges:
    """Changes by their key."""

    def test_a_change_is_found_by_its_key(self, store: Store, story: Story) -> None:
        store.judge(story.id, lambda _: Judgement(changes=(change_of("a"), change_of("b"))))
        assert store.change("b") == Stored(id=2, value=change_of("b"))
        with pytest.raises(NotFoundError, match="unknown"):
            store.change("unknown")
