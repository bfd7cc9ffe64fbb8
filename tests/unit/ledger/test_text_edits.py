"""Edits of a text in which no claim is read: figures of the story are told, everything else is one line."""

from tests.builders import make_claim, make_version, person
from tests.story_play import StoryPlay
from tracker.model import Change, ChangeKind, Severity, Status


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


def party(before: str, after: str) -> list[tuple[Severity, str]]:
    """What is told when an edited sentence is read with another visitor than before."""
    play = StoryPlay()
    versions = [
        make_version(text, id=number, article_id=1, number=number) for number, text in enumerate((before, after), 1)
    ]
    names = ("Pezeshkian", "Lavrov")
    claims = [
        make_claim(version, "visit", subject=person(name), status=Status.HAPPENED)
        for version, name in zip(versions, names, strict=True)
    ]
    play.read(versions[0], claims[:1])
    changes = play.read(versions[1], claims[1:]).changes
    return [(change.severity, change.rule) for change in changes if change.kind is ChangeKind.PARTY]


def test_another_party_in_an_edited_sentence_is_told_and_in_a_reworded_one_kept() -> None:
    before = "Pezeshkian, who met Lavrov, visited Russia."
    assert party(before, "Lavrov, who met Putin, visited Russia.") == [(Severity.NOTICE, "change.party")]
    assert party(before, "Pezeshkian, who met Lavrov, really visited Russia.") == [
        (Severity.INFO, "change.same_sentence")
    ]


def test_a_headline_of_the_opposite_or_another_day_is_told_and_another_angle_kept() -> None:
    def headline(before: str, after: str) -> tuple[Severity, str]:
        play = StoryPlay()
        text = "Nobody spoke."
        play.read(make_version(text, id=1, article_id=1, number=1, title=before), [])
        [change] = play.read(make_version(text, id=2, article_id=1, number=2, title=after), []).changes
        return change.severity, change.rule

    assert headline("Exports rise in the spring", "Exports fall in the spring")[0] is Severity.NOTICE
    assert headline("Vote on the pact due Tuesday", "Vote on the pact due Thursday")[0] is Severity.NOTICE
    assert headline("Moscow hails the pact", "Quiet in Moscow after the pact")[0] is Severity.INFO
