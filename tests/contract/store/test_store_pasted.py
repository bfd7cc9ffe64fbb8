"""Text that a person hands in."""

import pytest

from tests.builders import make_article, moment
from tests.contract.store.plays import HOUR, NOW, URL, add_source, read, read_version
from tracker.errors import NotFoundError
from tracker.model import (
    SourceHealth,
    SourceKind,
    Standing,
    Story,
    Version,
)
from tracker.ports import Store


def paste(store: Store, story: Story, text: str, *, url: str = URL, hours: int = 0, baseline: bool = True) -> Version:
    """Hand in a text of that address."""
    article = make_article(text, url=url, published_at=moment("2025-01-13"))
    return store.add_pasted(story.id, article=article, outlet="Paste", seen_at=NOW + hours * HOUR, baseline=baseline)


def test_it_stands_under_a_source_of_its_own_address(store: Store, story: Story) -> None:
    polled = add_source(store, story)
    version = paste(store, story, "They will sign it.")
    sources = store.sources(story.id)
    assert [source.kind for source in sources] == [SourceKind.PAGE, SourceKind.PASTED]
    assert version.source_id == sources[1].id != polled.id
    assert (sources[1].read_at, sources[1].health, sources[1].next_check_at) == (NOW, SourceHealth.READ, None)
    assert version.standing is Standing.CONFIRMED
    assert version.snapshot_sha256 is None
    assert store.latest_version(sources[1].id) == version
    assert store.to_analyse(limit=9) == (version,)
    assert [reading.url for reading in store.book(story.id).readings] == [URL]


def test_a_further_text_is_the_next_version_and_an_equal_one_is_not(store: Store, story: Story) -> None:
    first = paste(store, story, "They will sign it.")
    assert paste(store, story, "They will sign it.", hours=1) == first
    second = paste(store, story, "They signed it.", hours=2, baseline=False)
    assert (second.article_id, second.number, second.baseline) == (first.article_id, 2, False)
    assert second.source_id == first.source_id
    assert second.published_at == NOW + 2 * HOUR
    assert store.versions(first.article_id) == (first, second)
    assert len(store.sources(story.id)) == 1


def test_texts_of_several_addresses_are_several_articles(store: Store, story: Story) -> None:
    first = paste(store, story, "They will sign it.")
    other = paste(store, story, "They will sign it.", url="https://other.example/a")
    assert first.article_id != other.article_id
    assert [article.url for article in store.articles(story.id)] == [URL, "https://other.example/a"]


def test_a_text_of_a_page_that_is_polled_is_that_articles_next_version(store: Store, story: Story) -> None:
    add_source(store, story)
    polled = read_version(store, "They will sign it.")
    handed_in = paste(store, story, "They signed it.", hours=1, baseline=False)
    assert (handed_in.article_id, handed_in.number) == (polled.article_id, 2)
    assert read(store, "They signed it.", at=NOW + 2 * HOUR).version == handed_in


def test_an_unknown_story_takes_none(store: Store) -> None:
    with pytest.raises(NotFoundError, match="S7"):
        store.add_pasted(7, article=make_article("x"), outlet="Paste", seen_at=NOW)
    assert store.counts()["sources"] == 0
