"""The date grammar: each expression, as found in a sentence, seen from Wednesday, 15 January 2025."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tracker.claims.dates import zones
from tracker.claims.dates.calendars import Told
from tracker.claims.dates.grammar import find_dates
from tracker.claims.dates.resolve import Side, resolve
from tracker.claims.rules import RULES
from tracker.model import Bound, EventTime, Precision

WEDNESDAY = date(2025, 1, 15)


def read(text: str, side: Side, anchor: date = WEDNESDAY) -> EventTime | None:
    mentions = [mention for mention in find_dates(text) if not mention.is_clock]
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
        ("the January 3 attack", Side.FUTURE, "2025-01-03", "2025-01-03"),
        ("on December 30", Side.FUTURE, "2024-12-30", "2024-12-30"),
        ("on December 1", Side.FUTURE, "2025-12-01", "2025-12-01"),
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
        ("at 10 a.m. on January 17", Side.FUTURE, "2025-01-17", "2025-01-17"),
        ("from 3 to 5 May", Side.FUTURE, "2025-05-03", "2025-05-05"),
        ("between May 3 and 5", Side.FUTURE, "2025-05-03", "2025-05-05"),
        ("the week of January 27", Side.FUTURE, "2025-01-27", "2025-02-02"),
        ("on 12/6/2024", Side.PAST, "2024-12-06", "2024-12-06"),
        ("on 23/6/24", Side.PAST, "2024-06-23", "2024-06-23"),
        ("on 23.06.2024", Side.PAST, "2024-06-23", "2024-06-23"),
        ("on the 20th.", Side.FUTURE, "2025-01-20", "2025-01-20"),
        ("on the 20th.", Side.PAST, "2024-12-20", "2024-12-20"),
        ("in March of last year", Side.PAST, "2024-03-01", "2024-03-31"),
        ("in November next year", Side.FUTURE, "2026-11-01", "2026-11-30"),
        ("Monday of last week", Side.PAST, "2025-01-06", "2025-01-06"),
        ("the weekend", Side.PAST, "2025-01-11", "2025-01-12"),
        ("this weekend", Side.FUTURE, "2025-01-18", "2025-01-19"),
        ("next weekend", Side.FUTURE, "2025-01-25", "2025-01-26"),
        ("last weekend", Side.PAST, "2025-01-11", "2025-01-12"),
        ("this morning", Side.PAST, "2025-01-15", "2025-01-15"),
        ("last night", Side.PAST, "2025-01-14", "2025-01-14"),
        ("at year-end", Side.FUTURE, "2025-12-31", "2025-12-31"),
        ("later in the week", Side.FUTURE, "2025-01-15", "2025-01-19"),
        ("at the end of the month", Side.FUTURE, "2025-01-21", "2025-01-31"),
        ("the 1990s", Side.PAST, "1990-01-01", "1999-12-31"),
        ("the sixties", Side.PAST, "1960-01-01", "1969-12-31"),
        ("in the '80s", Side.PAST, "1980-01-01", "1989-12-31"),
        ("the late 1970s", Side.PAST, "1976-08-31", "1979-12-31"),
        ("in the 19th century", Side.PAST, "1800-01-01", "1899-12-31"),
        ("over the past five years", Side.PAST, "2020-01-15", "2025-01-15"),
        ("the 2023/24 season", Side.PAST, "2023-01-01", "2024-12-31"),
        ("in the fourth quarter", Side.PAST, "2024-10-01", "2024-12-31"),
        ("Q3 2024", Side.PAST, "2024-07-01", "2024-09-30"),
        ("this quarter", Side.FUTURE, "2025-01-01", "2025-03-31"),
        ("on Christmas Eve", Side.PAST, "2024-12-24", "2024-12-24"),
        ("on Thanksgiving", Side.FUTURE, "2025-11-27", "2025-11-27"),
        ("on Easter Monday", Side.FUTURE, "2025-04-21", "2025-04-21"),
        ("the 2023 election", Side.PAST, "2023-01-01", "2023-12-31"),
        ("fiscal 2026", Side.FUTURE, "2026-01-01", "2026-12-31"),
        ("at 2019 levels", Side.PAST, "2019-01-01", "2019-12-31"),
        ("2025-01-17T09:30:00Z", Side.FUTURE, "2025-01-17", "2025-01-17"),
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
        ("since October", "2024-10-01", None, Bound.NOT_BEFORE),
        ("since the start of the year", "2025-01-01", None, Bound.NOT_BEFORE),
        ("by year-end", "2025-01-15", "2025-12-31", Bound.NOT_AFTER),
        ("around January 24", "2025-01-24", "2025-01-24", Bound.ABOUT),
    ],
)
def test_a_bound_opens_an_end(text: str, first: str, last: str | None, bound: Bound) -> None:
    time = read(text, Side.FUTURE)
    assert time is not None
    assert (str(time.first), str(time.last) if time.last else None, time.bound) == (first, last, bound)


@pytest.mark.parametrize(
    "text",
    [
        "for 20 years",
        "a 20-year pact",
        "he may sign",
        "March and may",
        "soldiers march on",
        "on February 30",
        "x",
        "some 2000 people",
        "2000 houses burned",
        "a sum of $2000",
        "room 2010",
        "the 2000-seat hall",
        "No. 1999",
        "rose to 2050 points",
        "1,950 shops",
        "Black Friday sales",
        "the second half",
        "the last time",
        "a third day",
        "the weekend of protest",
        "his 40s",
        "the weather was fair",
        "Sunday of love".replace("Sunday", "summer"),
        "a year after his death",
        "12/13",
        "the Russell 2000 Index",
        "1950 metres",
        "summertime",
        "version 2.2019",
        "the folder 2031/08",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert read(text, Side.FUTURE) is None


def test_a_length_behind_is_no_day_ahead() -> None:
    assert read("his first visit in 24 years", Side.PAST) is None


TOLD = Told(
    time=EventTime(
        first=date(2024, 3, 1), last=date(2024, 3, 31), precision=Precision.MONTH, text="in March", rule="date.month"
    ),
    day=EventTime(
        first=date(2025, 1, 10), last=date(2025, 1, 10), precision=Precision.DAY, text="on Friday", rule="date.weekday"
    ),
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on the same day", "2025-01-10", "2025-01-10"),
        ("ending the day lower", "2025-01-10", "2025-01-10"),
        ("later in the day", "2025-01-10", "2025-01-10"),
        ("the next day", "2025-01-11", "2025-01-11"),
        ("the day before,", "2025-01-09", "2025-01-09"),
        ("three days later", "2025-01-13", "2025-01-13"),
        ("two days earlier", "2025-01-08", "2025-01-08"),
        ("the following Monday", "2025-01-13", "2025-01-13"),
        ("the Monday before", "2025-01-06", "2025-01-06"),
        ("a year earlier", "2023-01-01", "2023-12-31"),
        ("the previous year", "2023-01-01", "2023-12-31"),
        ("the following month", "2024-04-01", "2024-04-30"),
        ("the same month a year earlier", "2023-03-01", "2023-03-31"),
        ("the same period last year", "2023-03-01", "2023-03-31"),
        ("for the entire year", "2024-01-01", "2024-12-31"),
        # These count from publication, whatever was spoken of.
        ("three days ago", "2025-01-12", "2025-01-12"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("in the next week", "2025-01-15", "2025-01-22"),
    ],
)
def test_some_count_from_what_was_last_spoken_of(text: str, first: str, last: str) -> None:
    time = resolve(find_dates(text)[0], anchor=WEDNESDAY, side=Side.PAST, told=TOLD)
    assert time is not None
    assert (str(time.first), str(time.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "clock", "zone"),
    [
        ("at 9:30 a.m. EST", "09:30", "America/New_York"),
        ("at 10 a.m. EDT", "10:00", "America/New_York"),
        ("14:00 Moscow time", "14:00", "Europe/Moscow"),
        ("at 0930 GMT", "09:30", "UTC"),
        ("at 6:40 p.m. (GMT +8)", "18:40", "Etc/GMT-8"),
        ("(1200 UTC-5)", "12:00", "Etc/GMT+5"),
        ("at noon Eastern time", "12:00", "America/New_York"),
        ("by midnight", "23:59", None),
        ("at 5 p.m. local time", "17:00", None),
        ("from 22:30", "22:30", None),
        ("12 a.m. Pacific", "00:00", "America/Los_Angeles"),
        ("10 o'clock", "10:00", None),
    ],
)
def test_an_hour_has_its_zone(text: str, clock: str, zone: str | None) -> None:
    (mention,) = find_dates(text)
    time = resolve(mention, anchor=WEDNESDAY, side=Side.FUTURE)
    assert time is not None
    assert (f"{time.clock:%H:%M}", time.zone, time.first) == (clock, zone, WEDNESDAY)


@pytest.mark.parametrize(
    "text", ["won 2:1", "a 10:30 ratio", "chapter 3:16", "at 25:10", "13 a.m.", "1400 troops", "at 61"]
)
def test_no_hour_is_made_up(text: str) -> None:
    times = [resolve(mention, anchor=WEDNESDAY, side=Side.FUTURE) for mention in find_dates(text)]
    assert [time for time in times if time is not None] == []


def test_every_zone_exists() -> None:
    for table in (zones._ABBREVIATIONS, zones._REGIONS, zones._PLACES):
        for name in table.values():
            assert ZoneInfo(name).key == name


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
