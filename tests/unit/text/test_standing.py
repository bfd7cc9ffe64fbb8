"""Whether a changed text is believed at once."""

from datetime import UTC, datetime

from tracker.model import Article, Standing
from tracker.text.standing import standing_of


def article(text: str) -> Article:
    """An article with that text, and a title that never changes."""
    return Article(
        url="https://courier.example/a",
        title="Talks",
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
