"""Whether a changed text is believed at once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.builders import make_version
from tracker.model import Article, Standing, Version
from tracker.text.standing import standing_of, titles_in_turn, under_known_title


def article(text: str, title: str = "Talks") -> Article:
    """An article with that text."""
    return Article(
        url="https://courier.example/a",
        title=title,
        byline=None,
        published_at=datetime(2025, 1, 15, tzinfo=UTC),
        modified_at=None,
        language="en",
        text=text,
        paragraphs=((0, len(text)),),
        extractor="test",
    )


LONG = article("The talks went on. " * 30)
EDITED = article("The talks went on. " * 30 + "They end on Friday.")


def test_a_first_text_and_an_ordinary_edit_are_believed() -> None:
    assert standing_of(LONG, earlier=[]) is Standing.CONFIRMED
    assert standing_of(EDITED, earlier=[LONG]) is Standing.CONFIRMED


def test_a_text_that_lost_most_of_its_length_waits_for_a_second_fetch() -> None:
    assert standing_of(article("The talks went on."), earlier=[LONG]) is Standing.SUSPICIOUS


def test_a_text_cut_by_a_third_is_an_edit() -> None:
    assert standing_of(article("The talks went on. " * 20), earlier=[LONG]) is Standing.CONFIRMED


def test_a_flip_back_to_an_older_state_waits_for_a_second_fetch() -> None:
    assert standing_of(LONG, earlier=[LONG, EDITED]) is Standing.SUSPICIOUS


def version(text: str, title: str, standing: Standing = Standing.CONFIRMED) -> Version:
    """A version of the article under that headline."""
    return replace(make_version(text), article=article(text, title), standing=standing)


TURNS = [version(LONG.text, "Talks"), version(LONG.text, "No talks", Standing.DISCARDED)]


def test_another_headline_over_the_same_text_waits_for_a_second_fetch() -> None:
    assert standing_of(article(LONG.text, "No talks"), earlier=[LONG]) is Standing.SUSPICIOUS
    assert standing_of(article(EDITED.text, "No talks"), earlier=[LONG]) is Standing.CONFIRMED


def test_headlines_take_turns_once_one_was_gone_at_the_next_fetch() -> None:
    assert titles_in_turn(TURNS) == {"Talks", "No talks"}
    assert titles_in_turn(TURNS[:1]) == frozenset()
    waiting = replace(TURNS[1], standing=Standing.SUSPICIOUS)
    assert titles_in_turn([TURNS[0], waiting]) == frozenset()


@pytest.mark.parametrize(
    ("titles", "in_turn"),
    [
        ("A", ""),
        ("AA", ""),
        ("AB", ""),
        ("ABC", ""),
        ("AAB", ""),
        ("ABA", "AB"),
        ("ABBA", "AB"),
        ("ABCA", "ABC"),
        ("CABA", "AB"),
        ("ABAC", "AB"),
    ],
)
def test_headlines_take_turns_once_an_earlier_one_came_back(titles: str, in_turn: str) -> None:
    kept = [version("Text.", title, Standing.CONFIRMED) for title in titles]
    assert titles_in_turn(kept) == set(in_turn)


def test_a_cut_off_text_that_was_gone_at_the_next_fetch_makes_no_headline_take_turns() -> None:
    assert titles_in_turn([TURNS[0], version("Talks", "Page", Standing.DISCARDED)]) == frozenset()


def test_a_headline_in_turn_is_no_new_state_and_a_third_one_is() -> None:
    assert under_known_title(article(LONG.text, "No talks"), TURNS) == LONG
    assert under_known_title(article(LONG.text, "Talks fail"), TURNS).title == "Talks fail"
    assert under_known_title(article(EDITED.text, "No talks"), TURNS).title == "No talks"
    assert under_known_title(LONG, []) == LONG
