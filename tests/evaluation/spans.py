"""Matching of spans and date values against their labels."""

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from tracker.model import EventTime

A = TypeVar("A")
B = TypeVar("B")
Interval = tuple[date, date]
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


def pairs(gold: Sequence[A], ours: Sequence[B], fits: Callable[[A, B], bool]) -> list[tuple[A, B]]:
    """Each label with the first free answer that fits it."""
    free = list(ours)
    found = []
    for label in gold:
        answer = next((each for each in free if fits(label, each)), None)
        if answer is not None:
            free.remove(answer)
            found.append((label, answer))
    return found


def meets(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def value_interval(value: str) -> Interval | None:  # noqa: PLR0911 - one return a form
    """The days of an ISO-like value (day, month, year, decade, week, weekend, quarter, half, season), else None."""
    value = value.split("T", maxsplit=1)[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return months(int(match[1]), int(match[2]), 1)
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        length = 3 if match[2] == "Q" else 6
        return months(int(match[1]), length * (int(match[3]) - 1) + 1, length)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return months(int(match[1]), _SEASONS[match[2]], 3)
    return None


def months(year: int, month: int, count: int) -> Interval:
    """So many whole months."""
    last = year * 12 + month - 1 + count - 1
    end = date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1])
    return date(year, month, 1), end


def says(time: EventTime | None, gold: Interval, *, is_part: bool) -> bool:
    """Whether a time is that interval; of an expression that names a part ("early May"), whether it lies in it."""
    if time is None or time.first is None or time.last is None:
        return False
    return (time.first, time.last) == gold or (is_part and gold[0] <= time.first and time.last <= gold[1])
