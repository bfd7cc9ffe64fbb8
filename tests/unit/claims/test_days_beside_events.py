"""Days counted from another event of the article: read on Wednesday, 15 January 2025."""

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader
from tracker.model import Bound, Claim, EventTime


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def times(reader: ClaimReader, text: str) -> dict[str, EventTime]:
    claims: tuple[Claim, ...] = reader.read(make_version(text, on="2025-01-15"))
    return {claim.trigger.quote: claim.time for claim in claims if claim.time is not None}


@pytest.mark.parametrize(
    ("text", "trigger", "first", "bound"),
    [
        # The event's day is known: what is counted from it.
        (
            "The vote will be held on January 27. The launch will take place two weeks after the vote.",
            "launch",
            "2025-02-10",
            Bound.ABOUT,
        ),
        (
            "The summit will be held on January 20. The treaty will be signed the day after the summit.",
            "signed",
            "2025-01-21",
            Bound.AT,
        ),
        # The day of what is counted is known: the event's.
        (
            "The hostages were freed on Sunday, a day after the truce had come into force.",
            "truce",
            "2025-01-11",
            Bound.AT,
        ),
        ("Acme has called off its merger, six days after the council banned it.", "banned", "2025-01-09", Bound.ABOUT),
        (
            "Acme will sell Bolt, the company said on Monday, two days after the council banned it.",
            "banned",
            "2025-01-13",
            Bound.ABOUT,
        ),
        ("Six weeks after it was shut the dairy resumed production on Monday.", "shut", "2024-12-02", Bound.ABOUT),
        (
            "Three days before dockers are to walk out, Acme has raised its offer.",
            "walk out",
            "2025-01-18",
            Bound.ABOUT,
        ),
    ],
)
def test_a_day_is_counted_from_an_event(reader: ClaimReader, text: str, trigger: str, first: str, bound: Bound) -> None:
    time = times(reader, text)[trigger]
    assert (str(time.first), time.bound, time.rule) == (first, bound, "date.beside_event")


def test_within_so_many_days_of_an_event_is_a_span(reader: ClaimReader) -> None:
    text = "The vote will be held on January 27. The treaty must be signed within ten days of the vote."
    time = times(reader, text)["signed"]
    assert (str(time.first), str(time.last)) == ("2025-01-27", "2025-02-06")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        # Nobody says when the event is.
        ("The launch will take place two weeks after the vote.", "launch"),
        # Two days are told of it: which one is meant is open.
        (
            "The vote in Harg will be held on January 27. The vote in Sava will be held on March 3."
            " The launch will take place two weeks after the vote.",
            "launch",
        ),
        # What is to come can't lie behind.
        ("Acme will be sold on January 16, three weeks after the vote is held.", "vote"),
        # A length is no distance.
        ("The launch will take place after two weeks of tests.", "launch"),
    ],
)
def test_what_is_counted_from_nothing_has_no_day(reader: ClaimReader, text: str, trigger: str) -> None:
    assert trigger not in times(reader, text)
