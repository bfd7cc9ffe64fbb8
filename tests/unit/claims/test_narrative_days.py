"""The day that a paragraph, or the article's lead, tells of: read on Wednesday, 15 January 2025."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import make_claim, make_row, make_version, on_day
from tracker.claims import ClaimReader
from tracker.ledger.told_days import told_day
from tracker.model import Bound, Claim


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def days(reader: ClaimReader, text: str) -> dict[str, tuple[str, Bound]]:
    """First day and bound by trigger; what has no time is left out."""
    claims = reader.read(make_version(text, on="2025-01-15"))
    return {c.trigger.quote: (str(c.time.first), c.time.bound) for c in claims if c.time is not None}


@pytest.mark.parametrize(
    ("text", "trigger", "first"),
    [
        ("The court convicted Kay on Friday and acquitted Renn.", "acquitted", "2025-01-10"),
        ("On Monday the jury convicted Kay. The judge jailed Renn.", "jailed", "2025-01-13"),
        ("Kay was arrested on Friday, police said, and was charged with murder.", "charged", "2025-01-10"),
        ("In 2019 Acme bought Bolt. It then sold its shares to Cox.", "sold", "2019-01-01"),
        # What the article leads with holds for its later paragraphs.
        ("Kay resigned on Tuesday.\n\nThe council appointed Renn.", "appointed", "2025-01-14"),
        # The day that a noun took is the verb's too.
        ("Kay won the election for mayor of Harg on Sunday.", "won", "2025-01-12"),
    ],
)
def test_what_is_told_on_was_about_then(reader: ClaimReader, text: str, trigger: str, first: str) -> None:
    assert days(reader, text)[trigger][0] == first


def test_an_inferred_day_says_so(reader: ClaimReader) -> None:
    found = days(reader, "The court convicted Kay on Friday and acquitted Renn.")
    assert (found["convicted"][1], found["acquitted"][1]) == (Bound.AT, Bound.ABOUT)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        # A perfect is news of its own day, a pluperfect lies before.
        ("The court convicted Kay on Friday. Renn has resigned.", "resigned"),
        ("The court convicted Kay on Friday. Renn had resigned.", "resigned"),
        # A clause beside a noun dates its own verb alone.
        ("The minister, who took office in March, resigned.", "resigned"),
        ("The minister condemned Sunday's attack.", "condemned"),
        # A plan has its own day or none.
        ("The court convicted Kay on Friday. It will sentence Renn.", "sentence"),
        # A month just gone is too wide to be told on.
        ("Sales fell in December. Acme cut 200 jobs.", "cut"),
        # What is in quotation marks is another's story.
        ('The court convicted Kay on Friday. "He resigned," said Renn.', "resigned"),
    ],
)
def test_what_is_not_told_on_keeps_no_day(reader: ClaimReader, text: str, trigger: str) -> None:
    assert trigger not in days(reader, text)


@pytest.mark.parametrize(
    ("text", "trigger", "first"),
    [
        ("It will be signed on January 27, the day on which Kay is to visit Norway.", "visit", "2025-01-27"),
        ("It was signed on January 10, the day on which the minister resigned.", "resigned", "2025-01-10"),
        ("In 2019, when the firm was sold, Kay resigned.", "sold", "2019-01-01"),
        ("It was signed on January 10, the day before the minister resigned.", "resigned", "2025-01-11"),
        ("It was signed on January 10 by Kay, the minister who resigned.", "resigned", ""),
    ],
)
def test_a_clause_about_the_day_is_of_that_day(reader: ClaimReader, text: str, trigger: str, first: str) -> None:
    assert days(reader, text).get(trigger, ("", Bound.AT))[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Acme fell to their lowest level since 1997.",
        "Renn will pay his first visit to Norway in ten years.",
        "The dockers went on strike for the third time in six months.",
    ],
)
def test_how_long_something_had_not_been_so_is_no_day(reader: ClaimReader, text: str) -> None:
    assert days(reader, text) == {}


def test_a_named_day_outvotes_inferred_ones() -> None:
    version = make_version("Kay resigned.", on="2025-01-15")

    def told(day: str, ordinal: int, rule: str = "date.weekday") -> Claim:
        return make_claim(version, "resign", time=replace(on_day(day), rule=rule), ordinal=ordinal)

    rows = [
        make_row(version, told("2025-01-13", 1, "date.narrative")),
        make_row(version, told("2025-01-13", 2, "date.narrative")),
        make_row(version, told("2025-01-14", 3)),
    ]
    keys = {row.claim.key: row.claim.key for row in rows}
    assert told_day(rows, None, keys)[0].first == date(2025, 1, 14)
    assert told_day(rows[:2], None, keys)[0].first == date(2025, 1, 13)
