"""Figures of a sentence: what counts and measures, with value, unit, scope and bound; and what only looks so."""

import pytest

from tracker.claims.figures.quantities import find_figures
from tracker.claims.parse import ParsedParagraphs
from tracker.claims.rules import RULES
from tracker.model import QuantityBound

PARSED = ParsedParagraphs(size=64)


def read(text: str) -> list[str]:
    """The figures as "bound value unit (scope)"; a range as "low-high"."""
    found = []
    for sentence in PARSED.parse(text).sents:
        for figure in find_figures(sentence):
            assert figure.rule in RULES
            bound = "" if figure.bound is QuantityBound.EXACT else figure.bound.value
            value = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g}-{figure.high:g}"
            scope = f"({figure.scope})" if figure.scope else ""
            found.append(" ".join(part for part in (bound, value, figure.unit, scope) if part))
    return found


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # Value, unit and bound.
        ("The firm has 150 employees.", ["150 employee"]),
        ("At least 12 houses burned down.", ["at_least 12 house"]),
        ("About 300 workers walked out.", ["about 300 person"]),
        ("Up to 40 ships were waiting.", ["at_most 40 ship"]),
        ("The deal is worth $4.2 billion.", ["4.2e+09 usd"]),
        ("The fine is half a million euros.", ["about 500000"]),
        ("A ticket costs fifteen cents more.", ["15 cent"]),
        ("Prices rose by 0.5 percent.", ["0.5 percent"]),
        ("The index gained half a percent.", ["0.5 percent"]),
        ("The rate was cut by 25 basis points.", ["25 point"]),
        ("The plant makes 60 MW of power.", ["60 MW"]),
        # Ranges.
        ("It will hire 250 to 300 people.", ["250-300 person"]),
        ("Output will fall by 20 to 25 percent.", ["20-25 percent"]),
        # Named things, parts, and what is left out the second time.
        ("The airline ordered five Boeing 737s.", ["5 737s"]),
        ("It will sell 20 of its ships.", ["20 ship"]),
        (
            "It will cut 4,300 jobs in France, 3,700 in Germany and 400 in Spain.",
            ["4300 job", "3700 job (germany)", "400 job (spain)"],
        ),
        # Levels and bare amounts.
        ("The index closed at 8,776.39 on Monday.", ["8776.39 level"]),
        ("The index fell to a level of 7,465.95.", ["7465.95 level"]),
        ("This brings its orders to 230.", ["230"]),
        ("The president will appoint six.", ["6"]),
        # Round words and shares.
        ("Thousands of workers marched.", ["at_least 2000"]),
        ("Half of the seats are empty.", ["0.5 share"]),
        ("Two thirds of the voters agreed.", ["0.666667 share"]),
        ("It lost almost a thousand points.", ["1000 point"]),
        ("Billions of dollars were lost.", ["at_least 2e+09 usd"]),
        # Lengths are marked so.
        ("The pact runs for 20 years.", ["20 year (duration)"]),
    ],
)
def test_what_counts_or_measures(text: str, figures: list[str]) -> None:
    assert read(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Boeing 737 jets were grounded.",
        "The 747 freighter took off.",
        "iPhone 4 owners complained.",
        "The FTSE 100 index fell.",
        "Section 301 was invoked.",
        "Flight 302 is missing.",
        "They met in Room 12.",
        "The 2023 vote was disputed.",
        "Polls opened at 7 a.m. on Sunday.",
        "The truce begins at 06:00.",
        "It was signed on 17 January 2025.",
        "The two sides met again.",
        "At one point he smiled.",
        "One of the ministers resigned.",
        "Two days later he left.",
    ],
)
def test_names_dates_and_pointers_are_no_figures(text: str) -> None:
    assert read(text) == []
