"""Civil days as the date rules need them: on which side of publication to look, month ends, parts of an interval."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, unique

from tracker.model import EventTime, Precision

MONTHS = {name: index for index, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: index for name, index in MONTHS.items()} | {"Sept": 9}
WEEKDAYS = {name: index for index, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name[:3]: index for name, index in WEEKDAYS.items()} | {"Tues": 1, "Thurs": 3}
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBERS = {word: number for number, word in enumerate(_WORDS)}
NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "several": 4, "a dozen": 12}
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50}

Interval = tuple[date, date, Precision]
_LATE = ("late", "end of", "the end of")


@unique
class Side(Enum):
    """On which side of the publication day the tense looks."""

    PAST = "past"
    FUTURE = "future"
    #: A plain present: a weekday is the coming one, a day or month the nearest.
    NEAR = "near"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a text spoke of last: any time, and a day."""

    time: EventTime | None = None
    day: EventTime | None = None

    def then(self, time: EventTime) -> "Told":
        """After one more time."""
        return Told(time=time, day=time if time.precision is Precision.DAY else self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """From where an expression is read: the publication day, the tense, and the time that was last spoken of."""

    anchor: date
    side: Side
    told: Told

    def spoken_of(self, unit: str) -> date:
        """What "the next day" or "a year earlier" counts from: what was last spoken of, else publication."""
        last = self.told.day if unit in ("day", "hour") else self.told.time
        return (last.last or last.first or self.anchor) if last is not None else self.anchor


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_on(day: date, count: int) -> date:
    """The first day of the month that lies so many months on, or back."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def number_in(word: str, *, default: int) -> int:
    """A number written in digits or as a word."""
    if not word:
        return default
    return int(word) if word.isdigit() else NUMBERS.get(word.lower(), default)


def whole(unit: str, day: date) -> Interval:
    """The day, week, weekend, month, quarter, year, decade or century that a day lies in. Raises KeyError."""
    if unit == "day":
        return day, day, Precision.DAY
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6), Precision.WEEK
    if unit == "month":
        return day.replace(day=1), month_end(day.year, day.month), Precision.MONTH
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return date(day.year, first, 1), month_end(day.year, first + 2), Precision.QUARTER
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR
    years = {"decade": 10, "century": 100}[unit]
    first = day.year // years * years
    return date(first, 1, 1), date(first + years - 1, 12, 31), Precision.RANGE


def shifted(unit: str, day: date, count: int) -> date:
    """A day in the week, month, year ... that lies so many on, or back."""
    if unit in ("day", "week", "weekend"):
        return day + timedelta(days=count * (1 if unit == "day" else 7))
    if unit in ("month", "quarter"):
        return months_on(day, count * (1 if unit == "month" else 3))
    return date(day.year + count * {"year": 1, "decade": 10, "century": 100}[unit], 1, 1)


def part_of(part: str, first: date, last: date, precision: Precision) -> Interval:
    """The early, middle or late third of an interval; the whole if no part is named."""
    part = part.lower().removeprefix("the ").strip(" -")
    if not part:
        return first, last, precision
    third = (last - first + timedelta(days=1)) // 3
    if part in _LATE or part.startswith("end"):
        return last - third, last, Precision.RANGE
    if part.startswith("mid"):
        return first + third, last - third, Precision.RANGE
    return first, first + third, Precision.RANGE
