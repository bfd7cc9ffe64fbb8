"""Edits of a text in which no claim is read: figures of the story are told, everything else is one line."""

from tests.builders import make_version
from tests.story_play import StoryPlay
from tracker.model import Change, ChangeKind, Severity


def edited(before: str, after: str) -> list[Change]:
    """What is seen when an article without claims is edited, in a story of Iran, Russia, Pezeshkian and Putin."""
    play = StoryPlay()
    play.read(make_version(before, id=1, article_id=1, number=1), [])
    return list(play.read(make_version(after, id=2, article_id=1, number=2), []).changes)


def test_a_figure_of_the_story_is_a_notice_with_its_sentence() -> None:
    before = "Trade of Russia with Iran came to 4 billion dollars."
    number, line = edited(before, before.replace("4", "7"))
    assert (number.kind, number.severity, number.rule) == (ChangeKind.NUMBER, Severity.NOTICE, "change.figure_edited")
    assert number.title.startswith("Figure edited: 4 billion -> 7 billion")
    assert [span.quote for span in number.evidence] == [before.replace("4", "7")]
    assert number.before is not None
    assert number.before.text == before
    assert (line.kind, line.severity, line.rule) == (ChangeKind.REWORDED, Severity.INFO, "change.edited")
    assert line.title == "Edited (figure): 1 sentence"


def test_an_unrelated_figure_is_only_kept() -> None:
    [line] = edited("The bakery next door sold 40 loaves.", "The bakery next door sold 70 loaves.")
    assert (line.severity, line.rule) == (Severity.INFO, "change.edited")


def test_one_name_of_the_story_is_not_enough() -> None:
    [line] = edited("The airport in Russia served 4 million people.", "The airport in Russia served 7 million people.")
    assert line.severity is Severity.INFO


def test_rounding_is_no_edit_of_substance() -> None:
    [line] = edited("Russia sold Iran 41,236 tonnes.", "Russia sold Iran 41,200 tonnes.")
    assert line.rule == "change.reworded"


def test_the_line_says_what_was_edited() -> None:
    [line] = edited(
        "The hall in Oslo is open. The prize went to Anna Lindqvist. The roof leaks.",
        "The hall in Bergen is open. The prize went to Maria Ferrara. The roof does not leak.",
    )
    assert line.title == "Edited (name or thing, reversed): 3 sentences"
    assert line.severity is Severity.INFO


def test_a_page_counter_and_a_new_byline_tell_nothing() -> None:
    [line] = edited("Read by 412 people. The roof leaks.", "Read by 977 people. The roof leaks.")
    assert line.severity is Severity.INFO
