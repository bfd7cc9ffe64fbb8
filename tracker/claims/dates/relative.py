"""Resolves dates that lean on another: on the publication day, or on the time that was last spoken of."""

from collections.abc import Callable
from datetime import date, timedelta

from tracker.claims.dates.calendars import (
    WEEKDAYS,
    Interval,
    Side,
    View,
    months_on,
    number_in,
    part_of,
    shifted,
    whole,
)
from tracker.claims.dates.grammar import DateMention
from tracker.model import Precision

#: A day that was spoken of is what "ending the day" means if it lies so near publication.
_LATELY = timedelta(days=7)
#: How far back "in recent days" may reach.
_RECENT = {"hour": 48, "day": 7, "week": 8, "month": 6, "year": 8, "decade": 4}
_BACK = frozenset({"ago", "earlier", "before", "prior"})


def weekday(mention: DateMention, view: View) -> Interval:
    """A weekday: the nearest on the side of the tense, publication day included."""
    anchor, wanted = view.anchor, WEEKDAYS[mention.part("weekday")]
    ahead = timedelta(days=(wanted - anchor.weekday()) % 7)
    behind = timedelta(days=(anchor.weekday() - wanted) % 7)
    forward = view.side in (Side.FUTURE, Side.NEAR) or (view.side is Side.EITHER and ahead < behind)
    day = anchor + ahead if forward else anchor - behind
    return day, day, Precision.DAY


def _weekday_named(mention: DateMention, view: View) -> Interval:
    anchor, wanted = view.anchor, WEEKDAYS[mention.part("weekday")]
    if mention.part("which").lower() == "next":
        day = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 + wanted)
    else:
        day = anchor - timedelta(days=(anchor.weekday() - wanted - 1) % 7 + 1)
    return day, day, Precision.DAY


def _weekday_week(mention: DateMention, view: View) -> Interval:
    shift = {"next": 1, "last": -1}.get(mention.part("which"), 0)
    monday = view.anchor - timedelta(days=view.anchor.weekday())
    day = monday + timedelta(days=7 * shift + WEEKDAYS[mention.part("weekday")])
    return day, day, Precision.DAY


def _weekday_told(mention: DateMention, view: View) -> Interval:
    wanted, told = WEEKDAYS[mention.part("weekday")], view.spoken_of("day")
    if mention.part("which").lower() in ("the previous", "before"):
        day = told - timedelta(days=(told.weekday() - wanted - 1) % 7 + 1)
    else:
        day = told + timedelta(days=(wanted - told.weekday() - 1) % 7 + 1)
    return day, day, Precision.DAY


def _relative_day(mention: DateMention, view: View) -> Interval:
    which = mention.part("which").lower()
    last_night = which == "last"
    if mention.part("far"):
        day = view.anchor + timedelta(days=2 if mention.part("far").startswith("after") else -2)
        return day, day, Precision.DAY
    day = view.anchor + timedelta(days=-1 if last_night else {"tomorrow": 1, "yesterday": -1}.get(which, 0))
    return day, day, Precision.DAY


def _relative_span(mention: DateMention, view: View) -> Interval:
    which, unit = mention.part("which").lower(), mention.part("unit")
    if unit == "weekend" and which == "this":
        return _weekend(mention, view)
    if which == "the past" and unit != "weekend":
        return _past_span(mention, view)
    ahead, behind = ("next", "the coming", "this coming"), ("last", "this past", "the past")
    shift = 1 if which in ahead else -1 if which in behind else 0
    if unit == "weekend" and shift < 0 and view.anchor.weekday() == 6:
        shift = -1
    first, last, precision = whole(unit, shifted(unit, view.anchor, shift))
    return _turned(mention, view, (first, last, precision), shift=shift)


def _turned(mention: DateMention, view: View, span: Interval, *, shift: int = 0) -> Interval:
    """Earlier and later divide the running week, month or year at the publication day; other words name a third."""
    first, last, precision = span
    part = mention.part("part").lower().strip()
    if mention.is_past and part.removeprefix("the ").startswith(("start", "beginning")):
        return first, first, Precision.DAY  # since the start of the year
    if shift == 0 and part.startswith(("earlier", "later", "rest", "the rest", "remainder", "the remainder")):
        behind = part.startswith("earlier")
        return (first, max(first, view.anchor), precision) if behind else (min(view.anchor, last), last, precision)
    return part_of(part.removesuffix(" in"), first, last, precision)


def _this_span(mention: DateMention, view: View) -> Interval:
    """The end of the year, later in the week: of the one that runs."""
    span = whole(mention.part("unit"), view.anchor)
    if mention.part("end"):
        return span[1], span[1], Precision.DAY
    return _turned(mention, view, span)


def _weekend(_: DateMention, view: View) -> Interval:
    """The weekend just gone of a past tense, else the one that runs or comes."""
    first, last, precision = whole("weekend", view.anchor)
    if first > view.anchor and view.side is Side.PAST:
        first, last = first - timedelta(days=7), last - timedelta(days=7)
    return first, last, precision


def _told_again(mention: DateMention, view: View) -> Interval:
    """That day, the same month a year earlier: the time that was last spoken of, or its counterpart."""
    told, unit = view.told.time, mention.part("unit") or "day"
    back = bool(mention.part("how") or mention.part("how2"))
    if unit in ("period", "time"):
        if told is None or told.first is None or told.last is None:
            return whole("year", shifted("year", view.anchor, -1))
        span = told.first, told.last, told.precision
    elif unit == "day" and not mention.part("which") and abs(view.spoken_of(unit) - view.anchor) > _LATELY:
        span = whole("day", view.anchor)  # ending the day
    else:
        span = whole(unit, view.spoken_of(unit))
    if not back:
        return span
    if mention.part("back") in ("month", "week"):
        return whole(unit if unit in ("day", "week") else "month", shifted(mention.part("back"), span[0], -1))
    length = span[1] - span[0]
    first = span[0].replace(year=span[0].year - 1)
    last = whole("month", first)[1] if span[2] is Precision.MONTH else first + length
    return first, last, span[2]


def _told_next(mention: DateMention, view: View) -> Interval:
    """The next day, the year before: counted from the time that was last spoken of."""
    which, unit = mention.part("which").lower(), mention.part("unit") or "day"
    step = 1 if which.endswith(("following", "next", "after")) else -1
    return whole(unit, shifted(unit, view.spoken_of(unit), step))


def _told_number(mention: DateMention, view: View) -> Interval:
    """Two days later, a year earlier: counted from the time that was last spoken of."""
    return _counted(mention, view.spoken_of(mention.part("unit")), -1 if mention.part("which") in _BACK else 1)


def _ago(mention: DateMention, view: View) -> Interval:
    which = mention.part("which").lower()
    if which == "in" and view.side is not Side.FUTURE:
        # "His first visit in 24 years" looks back over a length, it names no day.
        raise ValueError(mention.text)
    return _counted(mention, view.anchor, -1 if which in _BACK else 1)


def _counted(mention: DateMention, base: date, sign: int) -> Interval:
    """So many days, weeks, months or years on or back; from one number to another, all between them."""
    number, unit = number_in(mention.part("number"), default=1), mention.part("unit")
    other = mention.part("number2") or mention.part("number3")
    if other:
        ends = _so_many(number, unit, base, sign), _so_many(number_in(other, default=number), unit, base, sign)
        return min(each[0] for each in ends), max(each[1] for each in ends), Precision.RANGE
    if mention.part("half") or mention.part("half2") or mention.part("number").lower().startswith("half"):
        return _half_counted(0 if mention.part("number").lower().startswith("half") else number, unit, base, sign)
    return _so_many(number, unit, base, sign)


def _so_many(number: int, unit: str, base: date, sign: int) -> Interval:
    if unit in ("day", "hour"):
        day = base + timedelta(days=sign * (number if unit == "day" else number // 24))
        return day, day, Precision.DAY
    if unit in ("week", "fortnight"):
        day = base + sign * timedelta(weeks=number * (1 if unit == "week" else 2))
        return day - timedelta(days=3), day + timedelta(days=3), Precision.WEEK
    if unit == "month":
        return whole("month", months_on(base, sign * number))
    return whole("year", shifted("year", base, sign * number * {"year": 1, "decade": 10}.get(unit, 100)))


def _half_counted(number: int, unit: str, base: date, sign: int) -> Interval:
    """Half a year, a year and a half, two and a half weeks: as closely as that is said."""
    days = round(
        (number + 0.5) * {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30.4}.get(unit, 365.25)
    )
    if unit in ("decade", "century", "centurie"):
        years = sign * round((number + 0.5) * (10 if unit == "decade" else 100))
        return whole("year", shifted("year", base, years))
    day, slack = base + sign * timedelta(days=days), timedelta(days=days // 6)
    return day - slack, day + slack, Precision.RANGE


def _within(mention: DateMention, view: View) -> Interval:
    if mention.part("which") and view.side is not Side.FUTURE:
        raise ValueError(mention.text)  # "in less than a month" is a length of what is past
    days = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366, "decade": 3660}
    # "Within days", "in the coming weeks" leave the number open: six of them is what is meant at most.
    default = 6 if f"{mention.part('unit')}s" in mention.text else 1
    number = number_in(mention.part("number2") or mention.part("number3") or mention.part("number"), default=default)
    span = max(1, round(days[mention.part("unit")] * number))
    return view.anchor, view.anchor + timedelta(days=span), Precision.RANGE


def _past_span(mention: DateMention, view: View) -> Interval:
    """The past five years: up to the publication day."""
    unit, anchor = mention.part("unit"), view.anchor
    default = _RECENT.get(unit, 1) if "recent" in mention.text else 1
    number = int(mention.part("many") or 0) or number_in(mention.part("number"), default=default)
    if unit in ("year", "decade", "month"):
        months = number * {"month": 1, "year": 12, "decade": 120}[unit]
        first = months_on(anchor, -months)
        return first + timedelta(days=min(anchor.day, 28) - 1), anchor, Precision.RANGE
    days = {"hour": 1 / 24, "day": 1, "week": 7, "weekend": 7, "fortnight": 14, "quarter": 91}[unit]
    return anchor - timedelta(days=max(1, round(days * number))), anchor, Precision.RANGE


RELATIVE: dict[str, Callable[[DateMention, View], Interval]] = {
    "date.relative_day": _relative_day,
    "date.weekday_named": _weekday_named,
    "date.weekday_week": _weekday_week,
    "date.weekday_told": _weekday_told,
    "date.weekday": weekday,
    "date.relative_span": _relative_span,
    "date.this_span": _this_span,
    "date.weekend": _weekend,
    "date.told_again": _told_again,
    "date.told_next": _told_next,
    "date.told_number": _told_number,
    "date.ago": _ago,
    "date.within": _within,
    "date.past_span": _past_span,
}
