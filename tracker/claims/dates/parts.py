"""Resolves dates that are cut out of another: a part of a month, the nth weekday of it, so many days beside a day."""

from collections.abc import Callable
from datetime import date, timedelta

from tracker.claims.dates.calendars import (
    MONTHS,
    WEEKDAYS,
    Interval,
    Side,
    View,
    month_end,
    months_on,
    number_in,
    part_of,
    shifted,
    whole,
)
from tracker.claims.dates.grammar import DateMention
from tracker.model import Precision

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_LAST = frozenset({"last", "final", "closing", "latter"})
#: How many are meant where the number is left open: the first days, the last weeks.
_OPEN = {"day": 5, "week": 3, "month": 3, "weekend": 2}
#: So far on the other side of publication a day without a year may lie and still be meant.
_SLACK = timedelta(days=10)


def month(mention: DateMention, view: View) -> Interval:
    """A month, or its early, middle or late part: of the year named, else on the side of the tense."""
    number, anchor = MONTHS[mention.part("month")], view.anchor
    which, of_year = mention.part("which").lower(), mention.text.endswith("year")
    if mention.part("year"):
        year = int(mention.part("year"))
    elif of_year:
        year = anchor.year + {"next": 1, "last": -1}.get(which, 0)
    elif which == "next":
        year = anchor.year + (number <= anchor.month)
    elif which == "last":
        year = anchor.year - (number >= anchor.month)
    elif view.side is Side.FUTURE:
        year = anchor.year + (number < anchor.month)
    elif view.side is Side.PAST:
        year = anchor.year - (number > anchor.month)
    else:
        years = range(anchor.year - 1, anchor.year + 2)
        year = min(years, key=lambda each: abs(date(each, number, 15) - anchor))
    return part_of(mention.part("part"), date(year, number, 1), month_end(year, number), Precision.MONTH)


def _part_of(mention: DateMention, view: View) -> Interval:
    """The last week of March, the first half of next month, the second Tuesday of May: turned to the tense's side."""
    found = _cut(mention, _whole(mention, view, 0))
    if view.side is Side.FUTURE and found[1] < view.anchor - (_SLACK if mention.part("month") else timedelta(0)):
        return _cut(mention, _whole(mention, view, 1))
    if view.side is Side.PAST and found[0] > view.anchor:
        return _cut(mention, _whole(mention, view, -1))
    return found


def _whole(mention: DateMention, view: View, turn: int) -> Interval:
    """What the part is cut out of; `turn`: of those that no word fixes, so many on or back."""
    if mention.part("month"):
        first, last, precision = month(mention, view)
        if turn and not mention.part("year") and not mention.part("which"):
            year = first.year + turn
            return date(year, first.month, 1), month_end(year, first.month), precision
        return first, last, precision
    if mention.part("only_year"):
        return whole("year", date(int(mention.part("only_year")), 1, 1))
    which, unit = mention.part("whole_which").lower(), mention.part("whole")
    shift = {"next": 1, "the coming": 1, "last": -1}.get(which, 0 if which else turn)
    return whole(unit, shifted(unit, view.anchor, shift))


def _cut(mention: DateMention, of: Interval) -> Interval:
    first, last, _ = of
    unit, ordinal = mention.part("unit"), mention.part("ordinal").lower()
    number = number_in(mention.part("number").lower(), default=_OPEN[unit] if _is_open(mention) else 1)
    if mention.part("weekday"):
        return _nth_weekday(WEEKDAYS[mention.part("weekday")], ordinal, of)
    if unit == "half":
        return _half(ordinal, of)
    if unit == "weekend":
        saturday, _, _ = _nth_weekday(5, ordinal, of)
        return saturday, saturday + timedelta(days=1), Precision.WEEK
    if unit == "month":
        begin = months_on(last, 1 - number) if ordinal in _LAST else months_on(first, number * (_nth(ordinal) - 1))
        end = months_on(begin, number - 1)
        span = begin, month_end(end.year, end.month), Precision.MONTH if number == 1 else Precision.RANGE
    else:
        if unit == "week":
            first, last = _weeks_of(first, last)
        length = timedelta(days=number * (7 if unit == "week" else 1))
        begin = last - length + timedelta(days=1) if ordinal in _LAST else first + length * (_nth(ordinal) - 1)
        span = begin, begin + length - timedelta(days=1), _fineness(unit or "day", number)
    if span[0] < first or span[0] > last:
        raise ValueError(mention.text)
    return span[0], min(span[1], last), span[2]


def _weeks_of(first: date, last: date) -> tuple[date, date]:
    """The whole weeks, Monday to Sunday, that lie in an interval with most of their days."""
    begin, end = (day - timedelta(days=day.weekday()) for day in (first + timedelta(days=3), last - timedelta(days=3)))
    return begin, end + timedelta(days=6)


def _is_open(mention: DateMention) -> bool:
    """Whether several are meant, but no number stands: the first days of May."""
    unit = mention.part("unit")
    return bool(unit) and not mention.part("number") and f"{unit}s" in mention.text


def _nth(ordinal: str) -> int:
    return _ORDINALS.get(ordinal, 1)


def _fineness(unit: str, number: int) -> Precision:
    if number > 1:
        return Precision.RANGE
    return Precision.DAY if unit == "day" else Precision.WEEK


def _half(ordinal: str, of: Interval) -> Interval:
    first, last, precision = of
    middle = date(first.year, 6, 30) if precision is Precision.YEAR else first + (last - first) // 2
    if ordinal in _LAST or ordinal.startswith(("second", "2")):
        return middle + timedelta(days=1), last, Precision.RANGE
    return first, middle, Precision.RANGE


def _nth_weekday(weekday: int, ordinal: str, of: Interval) -> Interval:
    first, last, _ = of
    if ordinal in _LAST:
        day = last - timedelta(days=(last.weekday() - weekday) % 7)
    else:
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (_nth(ordinal) - 1))
    if not first <= day <= last:
        raise ValueError(ordinal)
    return day, day, Precision.DAY


def _span_over(mention: DateMention, view: View) -> Interval:
    """The week after next, the month before last."""
    unit = mention.part("unit")
    return whole(unit, shifted(unit, view.anchor, 2 if mention.part("far") == "after next" else -2))


def _weekday_on(mention: DateMention, view: View) -> Interval:
    """A week from Friday, two weeks ago on Tuesday."""
    weeks, wanted = number_in(mention.part("number"), default=1), WEEKDAYS[mention.part("weekday")]
    if mention.part("from") == "ago":
        near = view.anchor - timedelta(weeks=weeks)
        day = min((near + timedelta(days=step) for step in range(-3, 4)), key=lambda d: d.weekday() != wanted)
    else:
        day = view.anchor + timedelta(days=(wanted - view.anchor.weekday()) % 7, weeks=weeks)
    return day, day, Precision.DAY


def _to_the_day(mention: DateMention, view: View) -> Interval:
    """A year ago today."""
    number, unit = number_in(mention.part("number"), default=1), mention.part("unit")
    if unit in ("day", "week", "fortnight"):
        day = view.anchor - timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    elif unit == "month":
        day = months_on(view.anchor, -number).replace(day=view.anchor.day)
    else:
        years = number * {"year": 1, "decade": 10, "century": 100, "centurie": 100}[unit]
        day = view.anchor.replace(year=view.anchor.year - years)
    return day, day, Precision.DAY


def beside(mention: DateMention, base: Interval) -> Interval:
    """So many days or months before or after an interval, or within so many of its end."""
    number, unit = mention.part("shift"), mention.part("shift_unit")
    way = mention.part("shift_way")
    if unit == "week" and number == "the":
        day = counted_from(base, 1, unit, way)[0]
        return min(day, base[1] + timedelta(days=1)), max(base[0] - timedelta(days=1), day), Precision.WEEK
    return counted_from(base, number_in(number, default=1), unit, way)


def counted_from(base: Interval, number: int, unit: str, way: str) -> Interval:
    """So many units "before", "after" or "within" an interval."""
    if unit in ("day", "week", "fortnight"):
        length = timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
        if way == "within":
            return base[1], base[1] + length, Precision.RANGE
        day = base[0] - length if way == "before" else base[1] + length
        return day, day, Precision.DAY
    months = number * {"month": 1, "year": 12, "decade": 120}[unit]
    if way == "within":
        return base[1], months_on(base[1], months) + timedelta(days=base[1].day - 1), Precision.RANGE
    begin = months_on(base[0], -months if way == "before" else months)
    return whole("year" if base[2] is Precision.YEAR or unit == "decade" else "month", begin)


PARTS: dict[str, Callable[[DateMention, View], Interval]] = {
    "date.part_of": _part_of,
    "date.span_over": _span_over,
    "date.weekday_on": _weekday_on,
    "date.to_the_day": _to_the_day,
    "date.month": month,
    "date.month_part": month,
}
