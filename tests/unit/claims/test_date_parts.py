"""Dates cut out of another, and counted from another: seen from Wednesday, 15 January 2025."""

from datetime import date

import pytest

from tests.evaluation.reading import Memory, dates
from tracker.claims.dates.calendars import Told
from tracker.claims.dates.grammar import find_dates
from tracker.claims.dates.resolve import Side, resolve
from tracker.claims.rules import RULES
from tracker.model import Bound, EventTime, Precision

WEDNESDAY = date(2025, 1, 15)
TOLD = Told().then(
    EventTime(first=date(2025, 1, 8), last=date(2025, 1, 8), precision=Precision.DAY, text="a day", rule="date.weekday")
)


def read(text: str, side: Side) -> EventTime | None:
    (mention,) = find_dates(text)
    return resolve(mention, anchor=WEDNESDAY, side=side, told=TOLD)


@pytest.mark.parametrize(
    ("text", "side", "first", "last"),
    [
        # Parts of a month, a week, a year: counted in days, calendar weeks and months.
        ("in the first half of May", Side.FUTURE, "2025-05-01", "2025-05-16"),
        ("the second half of next month", Side.FUTURE, "2025-02-15", "2025-02-28"),
        ("in the first week of March", Side.FUTURE, "2025-03-03", "2025-03-09"),
        ("the last two weeks of March", Side.FUTURE, "2025-03-17", "2025-03-30"),
        ("on the first day of June", Side.FUTURE, "2025-06-01", "2025-06-01"),
        ("on the first of June", Side.FUTURE, "2025-06-01", "2025-06-01"),
        ("the last day of the month", Side.FUTURE, "2025-01-31", "2025-01-31"),
        ("the first day of the month", Side.FUTURE, "2025-02-01", "2025-02-01"),
        ("the first day of the month", Side.PAST, "2025-01-01", "2025-01-01"),
        ("in the last days of 2024", Side.PAST, "2024-12-27", "2024-12-31"),
        ("in the first nine months of 2024", Side.PAST, "2024-01-01", "2024-09-30"),
        ("the opening weekend of April", Side.FUTURE, "2025-04-05", "2025-04-06"),
        ("the first Monday in March", Side.FUTURE, "2025-03-03", "2025-03-03"),
        ("the last Friday of next month", Side.FUTURE, "2025-02-28", "2025-02-28"),
        ("mid next month", Side.FUTURE, "2025-02-10", "2025-02-19"),
        # Beside a day that is named.
        ("two weeks before Christmas", Side.PAST, "2024-12-11", "2024-12-11"),
        ("the day after January 20", Side.FUTURE, "2025-01-21", "2025-01-21"),
        ("within two weeks of January 20", Side.FUTURE, "2025-01-20", "2025-02-03"),
        ("three months after March", Side.FUTURE, "2025-06-01", "2025-06-30"),
        ("the day after tomorrow", Side.FUTURE, "2025-01-17", "2025-01-17"),
        ("a week from Friday", Side.FUTURE, "2025-01-24", "2025-01-24"),
        ("two weeks ago on Tuesday", Side.PAST, "2024-12-31", "2024-12-31"),
        ("the week after next", Side.FUTURE, "2025-01-27", "2025-02-02"),
        # A weekday with its day is that day.
        ("on Friday (January 24)", Side.FUTURE, "2025-01-24", "2025-01-24"),
        ("on Friday, the 24th", Side.FUTURE, "2025-01-24", "2025-01-24"),
        ("moved to the 24th.", Side.FUTURE, "2025-01-24", "2025-01-24"),
        ("on January 20 and 21,", Side.FUTURE, "2025-01-20", "2025-01-21"),
        # Numbers.
        ("a fortnight ago", Side.PAST, "2024-12-29", "2025-01-04"),
        ("two or three days ago", Side.PAST, "2025-01-12", "2025-01-13"),
        ("in four to six weeks", Side.FUTURE, "2025-02-09", "2025-03-01"),
        ("in less than two weeks", Side.FUTURE, "2025-01-15", "2025-01-29"),
        ("half a year ago", Side.PAST, "2024-06-16", "2024-08-15"),
        ("a year ago today", Side.PAST, "2024-01-15", "2024-01-15"),
        ("in the weeks to come", Side.FUTURE, "2025-01-15", "2025-02-26"),
        # Times of day, of the day that was told last.
        ("later that evening", Side.PAST, "2025-01-08", "2025-01-08"),
        ("the next morning", Side.PAST, "2025-01-09", "2025-01-09"),
        ("the night before.", Side.PAST, "2025-01-07", "2025-01-07"),
        # Seasons.
        ("in spring.", Side.FUTURE, "2025-03-01", "2025-05-31"),
        ("in the early autumn", Side.FUTURE, "2025-09-01", "2025-10-01"),
        ("in the spring of next year", Side.FUTURE, "2026-03-01", "2026-05-31"),
    ],
)
def test_an_expression_is_an_interval(text: str, side: Side, first: str, last: str) -> None:
    time = read(text, side)
    assert time is not None
    assert (str(time.first), str(time.last)) == (first, last)
    assert time.rule in RULES


@pytest.mark.parametrize(
    ("text", "first", "last", "bound"),
    [
        ("until at least March 3", "2025-03-03", None, Bound.NOT_BEFORE),
        ("on March 3 or later", "2025-03-03", None, Bound.NOT_BEFORE),
        ("on January 24 at the latest", "2025-01-15", "2025-01-24", Bound.NOT_AFTER),
        ("by the close of business on Friday", "2025-01-15", "2025-01-17", Bound.NOT_AFTER),
        ("by early autumn", "2025-01-15", "2025-10-01", Bound.NOT_AFTER),
        ("until March 3", "2025-03-03", "2025-03-03", Bound.AT),
    ],
)
def test_a_bound_opens_an_end(text: str, first: str, last: str | None, bound: Bound) -> None:
    time = read(text, Side.FUTURE)
    assert time is not None
    assert (str(time.first), str(time.last) if time.last else None, time.bound) == (first, last, bound)


@pytest.mark.parametrize(
    "text",
    [
        "the first day of the trial",
        "the last week of testimony",
        "for the 25th time",
        "on the 18th hole",
        "spring water",
        "the first half of the match",
        "within 90 days of the ruling",
        "the week after the vote",
        "members and May met",
        "half an apple",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The end of a span comes after its begin.
        ("It will be shut Monday to Wednesday.", ["2025-01-20", "2025-01-22"]),
        ("The fair ran between November 20 and January 4.", ["2024-11-20", "2025-01-04"]),
        # A list of months to come goes on.
        ("He will play in March. Then Bath in May, Truro in July.", ["2025-03-01", "2025-05-01", "2025-07-01"]),
        # A day that moved is no span.
        ("It will be moved from January 20 to January 27.", ["2025-01-20", "2025-01-27"]),
    ],
)
def test_dates_stand_in_a_row(text: str, expected: list[str]) -> None:
    found = dates(text, on=WEDNESDAY, memory=Memory())
    assert [str(each.time.first) for each in found if each.time is not None] == expected
