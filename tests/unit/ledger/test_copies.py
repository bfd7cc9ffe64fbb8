"""Copies count as one voice: the same wire text, cut, with another lead, or slightly rewritten."""

import pytest

from tests.builders import make_version
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.config import JudgeSettings
from tracker.ledger import fold
from tracker.ledger.voices import outlet_key

READER = ClaimReader()
WIRE = [
    "Norsk Lumen signed a contract with Gdansk Shipyard on Monday for six electric ferries.",
    "The shipyard will deliver the first ferry to Bergen in March 2025, the company said.",
    "Norsk Lumen acquired the ferry line Fjordlink in 2022 for 90 million euros.",
    "Workers at Gdansk Shipyard went on strike in June 2023 over unpaid wages.",
    "Poland's government approved a loan of 40 million euros for the shipyard last year.",
]
#: The same events in another reporter's words.
OWN = [
    "Six battery ferries come from Gdansk: Norsk Lumen and Gdansk Shipyard signed the contract on Monday.",
    "Bergen gets the first of them in March 2025.",
    "Norsk Lumen bought Fjordlink for 90 million euros two years ago.",
    "A strike over wages that were not paid stopped Gdansk Shipyard in June 2023.",
    "A state loan of 40 million euros was approved by Poland's government in 2023.",
]
EDITED = [line.replace("on Monday for", "Monday for").replace("went on strike", "were on strike") for line in WIRE]


def voices(*articles: tuple[str, list[str]], about: str = "sign") -> list[tuple[str, int]]:
    """The voices of the story's signing with their copies, in order of first speaking."""
    play = StoryPlay(classes=load_lexicon().classes)
    for number, (outlet, lines) in enumerate(articles, 1):
        version = make_version("\n".join(lines), id=number, on=f"2024-05-{6 + number:02}", outlet=outlet)
        play.read(version, READER.read(version))
    keys = [stored.value for stored in play.book.events if stored.value.event_class == about]
    assert len(keys) == 1
    rows = [row for row in play.book.rows if row.event_key == keys[0].key]
    now = max(row.observed_at for row in rows)
    known = fold(keys[0], rows, now=now, readings=(), settings=JudgeSettings())
    return [(voice.name, voice.copies) for voice in known.voices]


@pytest.mark.parametrize(
    ("again", "name"),
    [
        (WIRE, "the whole text"),
        (WIRE[:3], "its tail cut"),
        (["Bergen is to get new ferries, it became known.", *WIRE], "another lead"),
        (EDITED, "a few words changed"),
        (
            ["On Monday, Norsk Lumen signed the ferry contract with the Polish yard.", *WIRE[1:]],
            "its first sentence written anew",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_copy_is_no_voice_of_its_own(again: list[str], name: str) -> None:
    assert voices(("Baltic Wire", WIRE), ("Fjord Daily", again)) == [("Baltic Wire", 1)], name


def test_another_reporter_s_text_is_a_voice() -> None:
    assert voices(("Baltic Wire", WIRE), ("Fjord Daily", OWN)) == [("Baltic Wire", 0), ("Fjord Daily", 0)]


def test_one_shared_sentence_makes_no_copy_of_what_else_an_article_tells() -> None:
    assert voices(("Baltic Wire", WIRE), ("Fjord Daily", [*OWN[:4], WIRE[4]])) == [
        ("Baltic Wire", 0),
        ("Fjord Daily", 0),
    ]


def test_a_copy_of_a_copy_is_a_copy_of_the_first() -> None:
    first, second, third = ("Baltic Wire", WIRE), ("Fjord Daily", WIRE[:4]), ("Oslo Post", WIRE[:4])
    assert voices(first, second, third) == [("Baltic Wire", 2)]


def test_an_outlet_that_cites_another_is_no_second_voice() -> None:
    cited = ["Norsk Lumen signed a contract with Gdansk Shipyard on Monday, Baltic Wire reported."]
    assert len(voices(("Baltic Wire", WIRE), ("Fjord Daily", cited))) == 1


def test_two_outlets_that_cite_one_agency_are_one_voice() -> None:
    one = ["Norsk Lumen signed a contract with Gdansk Shipyard on Monday, Reuters reported."]
    two = ["According to Reuters, a contract was signed by Norsk Lumen with Gdansk Shipyard on Monday."]
    assert len(voices(("Fjord Daily", one), ("Oslo Post", two))) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Gazette", "gazette.com", True),
        ("AP", "Associated Press", True),
        ("TASS news agency", "TASS", True),
        ("www.oslopost.no", "Oslopost", True),
        ("Fjord Daily", "Fjord Weekly", False),
        ("Baltic Wire", "Wire", False),
    ],
)
def test_an_outlet_is_one_under_all_its_names(one: str, other: str, *, same: bool) -> None:
    assert (outlet_key(one) == outlet_key(other)) is same
