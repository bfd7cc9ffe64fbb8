"""Which things can be one, and which sentences tell of another place or affair."""

import pytest

from tests.builders import make_claim, make_span, make_version
from tracker.claims import ClaimReader
from tracker.ledger.elsewhere import is_elsewhere
from tracker.ledger.things import is_ordered_apart, thing_fit
from tracker.model import Claim, Participant, ParticipantKind


def thing(words: str) -> Participant:
    return Participant(text=words, key=words.casefold(), kind=ParticipantKind.OTHER)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("miner", "last miner"),
        ("miner", "twelve miner"),
        ("miner", "second group miner"),
        ("twelve", "miner"),
        ("captive", "remaining hostage"),
        ("old contract", "contract"),
        ("ten people", "miner"),
    ],
)
def test_a_part_can_be_of_the_whole(a: str, b: str) -> None:
    assert thing_fit(thing(a), thing(b)) is not None
    assert thing_fit(thing(b), thing(a)) is not None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("miner", "driver"),
        ("first group miner", "second group miner"),
        ("last miner", "first miner"),
        ("sick miner", "armed miner"),
        ("first round", "vote"),
        ("half", "first round"),
    ],
)
def test_two_things_are_two(a: str, b: str) -> None:
    assert thing_fit(thing(a), thing(b)) is None
    assert thing_fit(thing(b), thing(a)) is None


def test_only_places_in_an_order_tell_apart() -> None:
    assert is_ordered_apart(thing("first batch"), thing("second batch"))
    assert not is_ordered_apart(thing("first batch"), thing("batch"))
    assert not is_ordered_apart(thing("last batch"), thing("final batch"))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("In the neighbouring district of Ulm, meanwhile, the vote will be held on May 4.", "vote", True),
        ("Elsewhere, a vote on the same question was put off.", "vote", True),
        ("In a separate case, a judge in Graz acquitted the treasurer.", "acquitted", True),
        ("He was cleared, and in another case a judge convicted his brother.", "convicted", True),
        ("The judge who acquitted him in another trial was moved.", "moved", False),
        ("A strike at the depot ended on Monday; the two disputes are not connected.", "strike", True),
        ("In the district of Ulm the vote will be held on May 4.", "vote", False),
        ("The vote was moved after another storm.", "vote", False),
        ("The verdict was postponed in another blow to the prosecution.", "postponed", False),
        ("The strike, which was called in another dispute, ended.", "called", False),
    ],
)
def test_a_sentence_can_turn_to_something_else(text: str, word: str, *, expected: bool) -> None:
    version = make_version(text)
    assert is_elsewhere(make_claim(version, "vote", trigger=make_span(version, word))) is expected


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The second group of miners was rescued on Sunday.", "second group miner"),
        ("Twelve of the miners were rescued on Sunday.", "miner"),
        ("The miners were rescued on Sunday.", "miner"),
        ("The roof of the mine was opened on Sunday.", "roof"),
    ],
)
def test_a_count_says_what_it_counts(reader: ClaimReader, text: str, key: str) -> None:
    things = [part.key for claim in reader.read(make_version(text)) for part in _parts(claim)]
    assert key in things


def test_a_name_behind_an_office_is_who_it_is(reader: ClaimReader) -> None:
    told = reader.read(make_version("The former harbour master, Laura Simmons, was convicted of fraud on Tuesday."))
    assert "simons" in [part.key for claim in told for part in _parts(claim)]


def _parts(claim: Claim) -> list[Participant]:
    return [part for part in (claim.subject, claim.object) if part is not None]
