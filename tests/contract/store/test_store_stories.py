"""Stories and their sources."""

from dataclasses import replace

import pytest

from tests.builders import make_article, moment
from tests.contract.store.plays import NOW, URL, add_source
from tracker.errors import InputError, NotFoundError
from tracker.model import (
    NewStory,
    SourceKind,
    Story,
    Term,
)
from tracker.ports import Store


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
