"""What ties a headline to the story, and what doesn't."""

from pathlib import Path

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader, is_related, story_terms
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
