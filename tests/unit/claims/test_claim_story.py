"""What ties a headline to the story, and what doesn't."""

from pathlib import Path

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader, is_related, kinship, story_terms, terms_named
from tracker.model import Term

SEED = Path(__file__).parents[3] / "seeds" / "iran-russia-pact.txt"


@pytest.fixture(scope="module")
def terms() -> tuple[Term, ...]:
    title, text = SEED.read_text(encoding="utf-8").split("\n", 1)
    version = make_version(text, on="2025-01-15", title=title)
    return story_terms(version, ClaimReader().read(version))


def test_the_parties_weigh_most(terms: tuple[Term, ...]) -> None:
    assert [term.key for term in terms[:2]] == ["iran", "russia"]
    assert {"pezeskian", "treaty", "jalali"} <= {term.key for term in terms}
    assert all(0 < term.weight <= 1 for term in terms)


@pytest.mark.parametrize(
    "headline",
    [
        "Kremlin: Pezeshkian to sign pact on Friday",
        "Russia, Iran seal treaty",
        "Duma ratifies pact with Tehran",
        "Putin and Pezeshkyan meet. The two held talks.",
    ],
)
def test_headlines_of_the_story(terms: tuple[Term, ...], headline: str) -> None:
    assert is_related(headline, terms)


@pytest.mark.parametrize(
    "headline",
    ["Zenit reach the cup final", "Moscow metro to close for a day", "Brazil signs treaty with Peru", ""],
)
def test_headlines_of_other_stories(terms: tuple[Term, ...], headline: str) -> None:
    assert not is_related(headline, terms)


@pytest.fixture(scope="module")
def ferries() -> tuple[Term, ...]:
    """The terms of a story without states or persons that lead it."""
    text = (
        "A ferry collided with a barge off Halden on Monday. The ferry Solan lost its rudder in the collision, Kestrel "
        "Air said.\nDivers search for the rudder. The barge was towed to Wick."
    )
    version = make_version(text, on="2024-05-06", title="Ferry collides with barge off Halden")
    return story_terms(version, ClaimReader().read(version))


@pytest.mark.parametrize(
    ("text", "related"),
    [
        ("Rudder of the Solan ferry found by divers", True),
        ("Solan ferry back in Halden", True),
        ("Kestrel Air names the captain of the Solan; Wick harbour closed", True),
        ("Ferry collides with barge in Manila bay", False),
        ("Halden choir sings in Oslo", False),
        ("Kestrel Air buys two planes", False),
    ],
)
def test_names_and_words_tie_a_text_together(ferries: tuple[Term, ...], text: str, *, related: bool) -> None:
    assert is_related(text, ferries) is related


def test_of_two_stories_the_one_that_ties_more_is_taken(ferries: tuple[Term, ...], terms: tuple[Term, ...]) -> None:
    text = "Rudder of the Solan ferry found by divers off Halden"
    assert kinship(text, ferries) > kinship(text, terms)


def test_loose_terms_are_no_names_of_the_story(ferries: tuple[Term, ...]) -> None:
    assert any(term.is_loose for term in ferries)
    assert not any(term.is_loose for term in terms_named("Solan ferry rudder Halden", ferries))
