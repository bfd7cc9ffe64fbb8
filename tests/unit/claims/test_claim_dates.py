"""The date grammar: each expression, as found in a sentence, seen from Wednesday, 15 January 2025."""

from datetime import date

import pytest

from tracker.claims.date_grammar import find_dates
from tracker.claims.dates import Side, resolve
from tracker.claims.rules import RULES
from tracker.model import Bound, EventTime

WEDNESDAY = date(2025, 1, 15)


def read(text: str, side: Side, anchor: date = WEDNESDAY) -> EventTime | None:
    mentions = find_dates(text)
    assert len(mentions) <= 1, mentions
    return resolve(mentions[0], anchor=anchor, side=side) if mentions else None


@pytest.mark.parametrize(
    ("text", "side", "first", "last"),
    [
        ("signed on Friday, January 17", Side.FUTURE, "2025-01-17", "2025-01-17"),
        ("on Friday", Side.FUTURE, "2025-01-17", "2025-01-17"),
        ("on Friday", Side.PAST, "2025-01-10", "2025-01-10"),
        ("on Wednesday", Side.PAST, "2025-01-15", "2025-01-15"),
        ("on Wednesday", Side.FUTURE, "2025-01-15", "2025-01-15"),
        ("next Wednesday", Side.FUTURE, "2025-01-22", "2025-01-22"),
        ("last Wednesday", Side.PAST, "2025-01-08", "2025-01-08"),
        ("January 17, 2025", Side.PAST, "2025-01-17", "2025-01-17"),
        ("17 January 2025", Side.PAST, "2025-01-17", "2025-01-17"),
        ("the 17th of January", Side.FUTURE, "2025-01-17", "2025-01-17"),
        ("on Jan. 17", Side.FUTURE, "2025-01-17", "2025-01-17"),
        ("Mon, 20 Jan", Side.FUTURE, "2025-01-20", "2025-01-20"),
        ("on October 2", Side.PAST, "2024-10-02", "2024-10-02"),
        ("on October 2", Side.FUTURE, "2025-10-02", "2025-10-02"),
        ("on January 16", Side.PAST, "2025-01-16", "2025-01-16"),
        ("2025-10-02", Side.PAST, "2025-10-02", "2025-10-02"),
        ("today", Side.PAST, "2025-01-15", "2025-01-15"),
        ("tomorrow", Side.FUTURE, "2025-01-16", "2025-01-16"),
        ("yesterday", Side.PAST, "2025-01-14", "2025-01-14"),
        ("next week", Side.FUTURE, "2025-01-20", "2025-01-26"),
        ("last month", Side.PAST, "2024-12-01", "2024-12-31"),
        ("earlier this month", Side.PAST, "2025-01-01", "2025-01-15"),
        ("later this week", Side.FUTURE, "2025-01-15", "2025-01-19"),
        ("in October", Side.PAST, "2024-10-01", "2024-10-31"),
        ("in May", Side.FUTURE, "2025-05-01", "2025-05-31"),
        ("last June", Side.PAST, "2024-06-01", "2024-06-30"),
        ("in October 2024", Side.PAST, "2024-10-01", "2024-10-31"),
        ("late October 2024", Side.PAST, "2024-10-21", "2024-10-31"),
        ("mid-April", Side.FUTURE, "2025-04-11", "2025-04-20"),
        ("in the fall", Side.PAST, "2024-09-01", "2024-11-30"),
        ("this summer", Side.FUTURE, "2025-06-01", "2025-08-31"),
        ("fall 2025", Side.FUTURE, "2025-09-01", "2025-11-30"),
        ("in the first quarter of 2025", Side.FUTURE, "2025-01-01", "2025-03-31"),
        ("in the second half of 2025", Side.FUTURE, "2025-07-01", "2025-12-31"),
        ("in 2026", Side.FUTURE, "2026-01-01", "2026-12-31"),
        ("October 22-24", Side.PAST, "2024-10-22", "2024-10-24"),
        ("from October 22 to 24", Side.PAST, "2024-10-22", "2024-10-24"),
        ("two weeks ago", Side.PAST, "2024-12-29", "2025-01-04"),
        ("three days ago", Side.PAST, "2025-01-12", "2025-01-12"),
        ("in two days", Side.FUTURE, "2025-01-17", "2025-01-17"),
        ("within 48 hours", Side.FUTURE, "2025-01-15", "2025-01-17"),
    ],
)
def test_an_expression_is_an_interval(text: str, side: Side, first: str, last: str) -> None:
    time = read(text, side)
    assert time is not None
    assert (str(time.first), str(time.last)) == (first, last)
    assert time.text in text
    assert time.rule in RULES


@pytest.mark.parametrize(
    ("text", "first", "last", "bound"),
    [
        ("no earlier than May 6", "2025-05-06", None, Bound.NOT_BEFORE),
        ("not before May 6", "2025-05-06", None, Bound.NOT_BEFORE),
        ("on May 6 at the earliest", "2025-05-06", None, Bound.NOT_BEFORE),
        ("by January 24", "2025-01-15", "2025-01-24", Bound.NOT_AFTER),
        ("by the end of January", "2025-01-15", "2025-01-31", Bound.NOT_AFTER),
        ("around January 24", "2025-01-24", "2025-01-24", Bound.ABOUT),
    ],
)
def test_a_bound_opens_an_end(text: str, first: str, last: str | None, bound: Bound) -> None:
    time = read(text, Side.FUTURE)
    assert time is not None
    assert (str(time.first), str(time.last) if time.last else None, time.bound) == (first, last, bound)


@pytest.mark.parametrize(
    "text",
    ["for 20 years", "a 20-year pact", "he may sign", "March and may", "soldiers march on", "on February 30", "x"],
)
def test_no_day_is_made_up(text: str) -> None:
    assert read(text, Side.FUTURE) is None


def test_a_length_behind_is_no_day_ahead() -> None:
    assert read("his first visit in 24 years", Side.PAST) is None


def test_a_moved_day_is_two_days() -> None:
    found = [mention.text for mention in find_dates("put off from January 17 to January 24")]
    assert found == ["January 17", "January 24"]


def test_the_year_turns_with_the_tense() -> None:
    new_year = date(2025, 1, 2)
    past, coming = read("on December 30", Side.PAST, new_year), read("on December 30", Side.FUTURE, new_year)
    assert past is not None
    assert past.first == date(2024, 12, 30)
    assert coming is not None
    # The slack of a few days: an announcement printed late still means the day just gone.
    assert coming.first == date(2024, 12, 30)
