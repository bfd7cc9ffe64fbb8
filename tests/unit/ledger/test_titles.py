"""What events and figures are called."""

import pytest

from tests.builders import (
    CLASSES,
    TREATY,
    body,
    make_claim,
    make_class,
    make_event,
    make_quantity,
    make_row,
    make_version,
    state,
)
from tracker.ledger.completing import NAMING, names_in, titled
from tracker.ledger.titles import event_title, quantity_text
from tracker.model import Participant, ParticipantKind

VERSION = make_version("It was told.")


def test_a_document_s_parties_are_not_named_twice() -> None:
    claim = make_claim(VERSION, "ratify", subject=body("State Duma"), object=TREATY, others=(state("Iran"),))
    assert event_title(claim, CLASSES["ratify"], of_story=True) == "Treaty ratification: State Duma"
    with_another = make_claim(VERSION, "ratify", subject=body("State Duma"), object=TREATY, others=(state("Oman"),))
    assert event_title(with_another, CLASSES["ratify"], of_story=True) == "Treaty ratification: State Duma, Oman"


def test_how_many_is_no_part_of_a_name() -> None:
    deputies = Participant(text="411 deputies", key="deputy", kind=ParticipantKind.OTHER)
    claim = make_claim(VERSION, "vote", subject=deputies, object=TREATY)
    assert event_title(claim, CLASSES["vote"], of_story=True) == "Treaty vote: deputies"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (411, "deputy", "411 deputies"),
        (2, "day", "2 days"),
        (1, "deputy", "1 deputy"),
        (47, "article", "47 articles"),
    ],
)
def test_plurals(value: float, unit: str, said: str) -> None:
    assert quantity_text(make_quantity(VERSION, value, unit)) == said


FREE = make_class("free", noun="release")
REBELS, HOSTAGES = body("Northern Army"), Participant(text="hostages", key="hostage", kind=ParticipantKind.OTHER)


def test_a_title_grows_with_the_first_mentions_and_then_stays() -> None:
    bare = make_claim(VERSION, "free", object=HOSTAGES)
    full = make_claim(VERSION, "free", subject=REBELS, object=HOSTAGES)
    event = make_event("free", object=HOSTAGES)
    rows = [make_row(VERSION, claim) for claim in (bare, full)]
    grown = titled(event, rows, FREE, {})
    assert grown.title == "Release of hostages by Northern Army"
    assert (grown.key, grown.subject) == (event.key, event.subject)
    # A mention of less changes nothing, and neither does one that comes late.
    assert titled(grown, [*rows, rows[0]], FREE, {}).title == grown.title
    assert titled(event, [rows[0]] * NAMING + [rows[1]], FREE, {}) == event


def test_a_mention_with_another_in_the_role_names_nothing() -> None:
    first = make_claim(VERSION, "free", subject=REBELS)
    other = make_claim(VERSION, "free", subject=body("Coast League"), object=HOSTAGES)
    rows = [make_row(VERSION, claim) for claim in (first, other)]
    assert titled(make_event("free", subject=REBELS), rows, FREE, {}).title == "Release by Northern Army"


@pytest.mark.parametrize("text", ["it", "two", "several", "three million pounds", "their own", "Friday"])
def test_pronouns_and_bare_counts_name_nobody(text: str) -> None:
    who = Participant(text=text, key=text, kind=ParticipantKind.OTHER)
    assert event_title(make_claim(VERSION, "free", object=who), FREE, of_story=True) == "Release"


def test_a_pronoun_is_called_by_the_name_it_means() -> None:
    she = Participant(text="she", key="keres", kind=ParticipantKind.PERSON, inherited=True)
    claim = make_claim(VERSION, "visit", subject=she)
    named = {"keres": "Leila Kehres"}
    assert event_title(claim, CLASSES["visit"], of_story=True, names=named) == "Visit by Kehres"


def test_a_body_keeps_its_name_where_a_mention_calls_it_the_house() -> None:
    house = Participant(text="house", key="state duma", kind=ParticipantKind.BODY)
    named = make_claim(VERSION, "ratify", subject=body("State Duma"), object=TREATY)
    called = make_claim(VERSION, "ratify", subject=house, object=TREATY, others=(state("Iran"),))
    event = make_event("ratify", subject=body("State Duma"), object=TREATY)
    names = names_in([called, named], [event])
    assert names["state duma"] == "State Duma"
    rows = [make_row(VERSION, claim) for claim in (named, called)]
    assert titled(event, rows, CLASSES["ratify"], names).title == "Treaty ratification: State Duma"


@pytest.mark.parametrize(
    ("first", "then"), [("lower house of parliament", "Duma"), ("Duma", "lower house of parliament")]
)
def test_a_name_wins_over_a_longer_description(first: str, then: str) -> None:
    claims = [
        make_claim(VERSION, "vote", subject=Participant(text=text, key="k", kind=ParticipantKind.BODY))
        for text in (first, then)
    ]
    assert names_in(claims, [])["k"] == "Duma"


def test_a_mention_that_leaves_the_treaty_out_names_nothing() -> None:
    event = make_event("sign", object=TREATY)
    placed = make_claim(VERSION, "sign", subject=state("Iran"), place=state("Russia"))
    rows = [make_row(VERSION, claim) for claim in (make_claim(VERSION, "sign", object=TREATY), placed)]
    assert "Treaty" in titled(event, rows, CLASSES["sign"], {}).title
