"""Resolves the dates of news against publication day and tense, to intervals of civil days."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum, unique

from tracker.claims.date_grammar import DateMention
from tracker.model import Bound, EventTime, Precision

_MONTHS = {name: index for index, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: index for name, index in _MONTHS.items()} | {"Sept": 9}
_WEEKDAYS = {name: index for index, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name[:3]: index for name, index in _WEEKDAYS.items()} | {"Tues": 1, "Thurs": 3}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "a few": 3, "several": 4}
#: First month of each season (of the north, as the weather services count them).
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

#: A date without a year may lie this far on the other side of publication and still be meant: a report of the day
#: after, an announcement printed late.
_SLACK = timedelta(days=4)
_LAST_PART = ("late", "end of", "the end of")
_Interval = tuple[date, date, Precision]


@unique
class Side(Enum):
    """On which side of the publication day the tense looks."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"


def resolve(mention: DateMention, *, anchor: date, side: Side) -> EventTime | None:
    """The interval of a mention, seen from the publication day; None for an impossible day such as February 30."""
    try:
        first, last, precision = _RULES[mention.rule](mention, anchor, side)
    except (ValueError, OverflowError):
        return None
    begin: date | None = first
    end: date | None = last
    match mention.bound:
        case Bound.NOT_BEFORE:
            end = None
        case Bound.NOT_AFTER:
            begin = anchor if side is Side.FUTURE and anchor <= last else None
        case Bound.AT | Bound.ABOUT:
            pass
    return EventTime(
        first=begin, last=end, precision=precision, bound=mention.bound, text=mention.text, rule=mention.rule
    )


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _nearest_year(month: int, day: int, anchor: date, side: Side) -> int:
    """The year whose (month, day) lies on the side of the tense, else nearest to the anchor."""
    candidates = [
        date(year, month, day) for year in range(anchor.year - 1, anchor.year + 2) if _exists(year, month, day)
    ]
    fitting = {
        Side.FUTURE: [d for d in candidates if d >= anchor - _SLACK],
        Side.PAST: [d for d in candidates if d <= anchor + _SLACK],
        Side.EITHER: candidates,
    }[side]
    return min(fitting or candidates, key=lambda d: abs(d - anchor)).year


def _exists(year: int, month: int, day: int) -> bool:
    return day <= calendar.monthrange(year, month)[1]


def _full(mention: DateMention, anchor: date, side: Side) -> _Interval:
    month = _MONTHS[mention.part("month")]
    day = int(mention.part("day"))
    year = int(mention.part("year")) if mention.part("year") else _nearest_year(month, day, anchor, side)
    return date(year, month, day), date(year, month, day), Precision.DAY


def _iso(mention: DateMention, _: date, __: Side) -> _Interval:
    day = date(int(mention.part("year")), int(mention.part("number")), int(mention.part("day")))
    return day, day, Precision.DAY


def _range(mention: DateMention, anchor: date, side: Side) -> _Interval:
    first, _, _ = _full(mention, anchor, side)
    month = _MONTHS[mention.part("month2")] if mention.part("month2") else first.month
    last = date(first.year + (month < first.month), month, int(mention.part("day2")))
    return first, last, Precision.RANGE


def _weekday(mention: DateMention, anchor: date, side: Side) -> _Interval:
    wanted = _WEEKDAYS[mention.part("weekday")]
    ahead = timedelta(days=(wanted - anchor.weekday()) % 7)
    behind = timedelta(days=(anchor.weekday() - wanted) % 7)
    forward = side is Side.FUTURE or (side is Side.EITHER and ahead < behind)
    day = anchor + ahead if forward else anchor - behind
    return day, day, Precision.DAY


def _weekday_named(mention: DateMention, anchor: date, _: Side) -> _Interval:
    wanted = _WEEKDAYS[mention.part("weekday")]
    monday = anchor - timedelta(days=anchor.weekday())
    if mention.part("which").lower() == "next":
        day = monday + timedelta(days=7 + wanted)
    else:
        day = anchor - timedelta(days=(anchor.weekday() - wanted - 1) % 7 + 1)
    return day, day, Precision.DAY


def _relative_day(mention: DateMention, anchor: date, _: Side) -> _Interval:
    shift = {"tomorrow": 1, "yesterday": -1}.get(mention.part("which").lower(), 0)
    day = anchor + timedelta(days=shift)
    return day, day, Precision.DAY


def _month(mention: DateMention, anchor: date, side: Side) -> _Interval:
    month = _MONTHS[mention.part("month")]
    which = mention.part("which").lower()
    if mention.part("year"):
        year = int(mention.part("year"))
    elif which == "next":
        year = anchor.year + (month <= anchor.month)
    elif which == "last":
        year = anchor.year - (month >= anchor.month)
    else:
        year = _year_of_month(month, anchor, side)
    return _part(mention, date(year, month, 1), _month_end(year, month), Precision.MONTH)


def _year_of_month(month: int, anchor: date, side: Side) -> int:
    match side:
        case Side.FUTURE:
            return anchor.year + (month < anchor.month)
        case Side.PAST:
            return anchor.year - (month > anchor.month)
        case Side.EITHER:
            return _nearest_year(month, 15, anchor, side)


def _part(mention: DateMention, first: date, last: date, whole: Precision) -> _Interval:
    """The early, middle or late third of an interval; the whole if no part is named."""
    part = mention.part("part").lower()
    if not part:
        return first, last, whole
    third = (last - first + timedelta(days=1)) // 3
    if part in _LAST_PART:
        return last - third, last, Precision.RANGE
    if part.startswith("mid"):
        return first + third, last - third, Precision.RANGE
    return first, first + third, Precision.RANGE


def _season(mention: DateMention, anchor: date, side: Side) -> _Interval:
    month = _SEASONS[mention.part("season")]
    which = mention.part("which").lower()
    year = int(mention.part("year")) if mention.part("year") else 0
    if not year:
        lean = {"last": Side.PAST, "next": Side.FUTURE}.get(which, side)
        candidates = [date(y, month, 1) for y in range(anchor.year - 1, anchor.year + 2)]
        fitting = {
            Side.FUTURE: [d for d in candidates if d + timedelta(days=90) >= anchor],
            Side.PAST: [d for d in candidates if d <= anchor],
            Side.EITHER: candidates,
        }[lean]
        year = min(fitting, key=lambda d: abs(d + timedelta(days=45) - anchor)).year
    end_month, end_year = (month + 2, year) if month < 12 else (2, year + 1)
    return _part(mention, date(year, month, 1), _month_end(end_year, end_month), Precision.SEASON)


def _quarter(mention: DateMention, anchor: date, _: Side) -> _Interval:
    shift = {"next": 1, "last": -1}.get(mention.part("which"), 0)
    year = int(mention.part("year")) if mention.part("year") else anchor.year + shift
    ordinal = mention.part("ordinal") or mention.part("number")
    index = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(ordinal) or int(ordinal)
    months = 6 if "half" in mention.text else 3
    index = min(index, 12 // months)
    return date(year, months * (index - 1) + 1, 1), _month_end(year, months * index), Precision.QUARTER


def _year(mention: DateMention, _: date, __: Side) -> _Interval:
    year = int(mention.part("year"))
    return _part(mention, date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _relative_span(mention: DateMention, anchor: date, _: Side) -> _Interval:
    shift = {"next": 1, "last": -1}.get(mention.part("which").lower(), 0)
    unit = mention.part("unit")
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + shift
        first, last = date(index // 12, index % 12 + 1, 1), _month_end(index // 12, index % 12 + 1)
        precision = Precision.MONTH
    elif unit == "year":
        first, last, precision = date(anchor.year + shift, 1, 1), date(anchor.year + shift, 12, 31), Precision.YEAR
    else:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        last, precision = monday + timedelta(days=6), Precision.WEEK
    part = mention.part("part").lower()
    if shift == 0 and part in ("earlier", "later"):
        return (first, max(first, anchor), precision) if part == "earlier" else (min(anchor, last), last, precision)
    return _part(mention, first, last, precision)


def _ago(mention: DateMention, anchor: date, side: Side) -> _Interval:
    if mention.part("which").lower() == "in" and side is not Side.FUTURE:
        # "His first visit in 24 years" looks back over a length, it names no day.
        raise ValueError(mention.text)
    number = _number(mention.part("number"), default=1)
    sign = -1 if mention.part("which").lower() in ("ago", "earlier") else 1
    unit = mention.part("unit")
    if unit in ("day", "hour"):
        day = anchor + timedelta(days=sign * (number if unit == "day" else number // 24))
        return day, day, Precision.DAY
    if unit == "week":
        day = anchor + sign * timedelta(weeks=number)
        return day - timedelta(days=3), day + timedelta(days=3), Precision.WEEK
    index = anchor.year * 12 + anchor.month - 1 + sign * number * (12 if unit == "year" else 1)
    if unit == "year":
        return date(index // 12, 1, 1), date(index // 12, 12, 31), Precision.YEAR
    return date(index // 12, index % 12 + 1, 1), _month_end(index // 12, index % 12 + 1), Precision.MONTH


def _within(mention: DateMention, anchor: date, _: Side) -> _Interval:
    days = {"hour": 1 / 24, "day": 1, "week": 7, "month": 31, "year": 366}[mention.part("unit")]
    # "Within days", "in the coming weeks" leave the number open: six of them is what is meant at most.
    number = _number(mention.part("number"), default=6)
    span = max(1, round(days * number))
    return anchor, anchor + timedelta(days=span), Precision.RANGE


def _number(word: str, *, default: int) -> int:
    if not word:
        return default
    return int(word) if word.isdigit() else _NUMBERS.get(word, default)


_RULES: dict[str, Callable[[DateMention, date, Side], _Interval]] = {
    "date.iso": _iso,
    "date.range": _range,
    "date.full": _full,
    "date.month_day": _full,
    "date.month_part": _month,
    "date.month": _month,
    "date.season": _season,
    "date.quarter": _quarter,
    "date.relative_day": _relative_day,
    "date.weekday_named": _weekday_named,
    "date.weekday": _weekday,
    "date.relative_span": _relative_span,
    "date.ago": _ago,
    "date.within": _within,
    "date.year": _year,
}
