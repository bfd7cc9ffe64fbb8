"""Resolves the dates of news against publication day and tense, to intervals of civil days."""

from collections.abc import Callable
from datetime import date, time, timedelta

from tracker.claims.dates.calendars import MONTHS, Interval, Side, Told, View, month_end, part_of, whole
from tracker.claims.dates.feasts import feast
from tracker.claims.dates.grammar import DateMention
from tracker.claims.dates.parts import PARTS, beside
from tracker.claims.dates.relative import RELATIVE, weekday
from tracker.claims.dates.zones import zone_named
from tracker.model import Bound, EventTime, Precision

__all__ = ["Side", "resolve"]

#: First month of each season (of the north, as the weather services count them).
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_CENTURIES = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
_SHIFTS = {"last": -1, "this": 0, "next": 1}

#: A date without a year may lie this far on the other side of publication and still be meant: a report of the day
#: after, an announcement printed late, a show that runs.
_SLACK = timedelta(days=10)
#: Nobody announces a day eleven months ahead without its year: under a future tense it is the one just gone.
_JUST_GONE = timedelta(days=30)


def resolve(mention: DateMention, *, anchor: date, side: Side, told: Told | None = None) -> EventTime | None:
    """The interval of a mention, seen from the publication day; None for an impossible day such as February 30.

    `told` is what was last spoken of, from which "the next day" and "a year earlier" count; of an hour, its day.
    """
    view = View(anchor=anchor, side=Side.PAST if mention.is_past else side, told=told or Told())
    try:
        first, end_day, precision = _RULES[mention.rule](mention, view)
        if mention.part("shift_way"):
            first, end_day, precision = beside(mention, (first, end_day, precision))
    except (ValueError, OverflowError):
        return None
    begin: date | None = first
    end: date | None = end_day
    match mention.bound:
        case Bound.NOT_BEFORE:
            end = None
        case Bound.NOT_AFTER:
            begin = anchor if side is Side.FUTURE and anchor <= end_day else None
        case Bound.AT | Bound.ABOUT:
            pass
    if begin is not None and end is not None and end < begin:
        return None  # what ends before it begins is no time
    clock, zone = _clock(mention) if mention.is_clock else (None, None)
    return EventTime(
        first=begin,
        last=end,
        precision=precision,
        bound=mention.bound,
        clock=clock,
        zone=zone,
        text=mention.text,
        rule=mention.rule,
    )


def _hour(mention: DateMention, view: View) -> Interval:
    """An hour: of the day that its sentence names, else of the publication day."""
    hour = _clock(mention)[0]
    day = view.spoken_of("day")
    return day, day, Precision.MINUTE if hour.minute or mention.part("minute") else Precision.HOUR


def _clock(mention: DateMention) -> tuple[time, str | None]:
    """The hour of an expression on its own clock, and the zone that it names. Raises ValueError."""
    zone = zone_named(mention.part("zone")) if mention.part("zone") else None
    if mention.part("word"):
        # Midnight of a day is its end for a deadline, and its begin else; the last minute serves both within an hour.
        return (time(23, 59) if mention.part("word") == "midnight" else time(12)), zone
    hour, half = int(mention.part("hour")), mention.part("half").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(mention.text)
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(mention.part("minute") or 0)), zone


def _nearest(candidates: list[date], view: View) -> date:
    """The candidate on the side of the tense, else the nearest to the anchor."""
    fitting = {
        Side.FUTURE: [d for d in candidates if d >= view.anchor - _JUST_GONE],
        Side.PAST: [d for d in candidates if d <= view.anchor + _SLACK],
    }.get(view.side, candidates)
    return min(fitting or candidates, key=lambda d: abs(d - view.anchor))


def _years_about(view: View, *named: str) -> range:
    """The years that an expression without a year may mean."""
    year = next((int(value) for value in named if value.isdigit()), 0)
    if year:
        return range(year, year + 1)
    shift = next((_SHIFTS[value.lower()] for value in named if value.lower() in _SHIFTS), None)
    if shift is not None:
        return range(view.anchor.year + shift, view.anchor.year + shift + 1)
    return range(view.anchor.year - 1, view.anchor.year + 2)


def _full(mention: DateMention, view: View) -> Interval:
    month, day = MONTHS[mention.part("month")], int(mention.part("day"))
    years = _years_about(view, mention.part("year"), mention.part("which"))
    candidates = [date(year, month, day) for year in years if day <= month_end(year, month).day]
    found = _nearest(candidates or [date(years[0], month, day)], view)
    return found, found, Precision.DAY


def _iso(mention: DateMention, _: View) -> Interval:
    day = date(int(mention.part("year")), int(mention.part("number")), int(mention.part("day")))
    return day, day, Precision.DAY


def _numeric(mention: DateMention, view: View) -> Interval:
    """7/8/2007 is July 8, unless that is no day; a year of two figures lies within fifty of publication."""
    month, day, year = (int(mention.part(name)) for name in ("number", "day", "year"))
    if year < 100:
        year = min((century + year for century in (1900, 2000)), key=lambda each: abs(each - view.anchor.year))
    found = date(year, month, day) if month <= 12 else date(year, day, month)
    return found, found, Precision.DAY


def _range(mention: DateMention, view: View) -> Interval:
    first, _, _ = _full(mention, view)
    last = date(first.year, first.month, int(mention.part("day2")))
    return first, last, Precision.RANGE


def _week_of(mention: DateMention, view: View) -> Interval:
    """The week, or the weekend, that a day lies in; of a weekday alone, the one that begins with it."""
    if not mention.part("month"):
        day, _, _ = weekday(mention, view)
        return day, day + timedelta(days=6), Precision.WEEK
    day, _, _ = _full(mention, view)
    return whole("weekend" if "eekend" in mention.text else "week", day)


def _day_of_month(mention: DateMention, view: View) -> Interval:
    """On the 17th: of the month on the side of the tense."""
    day, index = int(mention.part("day")), view.anchor.year * 12 + view.anchor.month - 1
    near = range(index - 1, index + 2)
    which = _SHIFTS.get(mention.part("which"))
    months = near if which is None else range(index + which, index + which + 1)
    candidates = [date(m // 12, m % 12 + 1, day) for m in months if day <= month_end(m // 12, m % 12 + 1).day]
    found = {
        Side.FUTURE: [d for d in candidates if d >= view.anchor],
        Side.PAST: [d for d in candidates if d <= view.anchor],
    }.get(view.side) or candidates
    best = min(found, key=lambda d: abs(d - view.anchor))
    return best, best, Precision.DAY


def _holiday(mention: DateMention, view: View) -> Interval:
    if mention.part("name") == "9/11":
        return date(2001, 9, 11), date(2001, 9, 11), Precision.DAY
    days = [feast(mention.part("name"), year) for year in _years_about(view, mention.part("year"))]
    found = _nearest(days, view)
    return found, found, Precision.DAY


def _season(mention: DateMention, view: View) -> Interval:
    month = _SEASONS[mention.part("season").lower()]
    which = mention.part("which").lower()
    if not which:
        which = next((word for word in ("last", "next", "coming") if f"{word} " in mention.text.lower()), "")
    year = int(mention.part("year")) if mention.part("year") else 0
    if of_year := mention.part("of_year") or mention.part("of_year2"):
        year = view.anchor.year + _SHIFTS[of_year]
    if not year:
        lean = {"last": Side.PAST, "next": Side.FUTURE, "coming": Side.FUTURE}.get(which, view.side)
        candidates = [date(y, month, 1) for y in range(view.anchor.year - 1, view.anchor.year + 2)]
        fitting = {
            Side.FUTURE: [d for d in candidates if d + timedelta(days=90) >= view.anchor],
            Side.PAST: [d for d in candidates if d <= view.anchor],
        }.get(lean, candidates)
        year = min(fitting, key=lambda d: abs(d + timedelta(days=45) - view.anchor)).year
    end_month, end_year = (month + 2, year) if month < 12 else (2, year + 1)
    part = mention.part("part") or mention.part("part2")
    return part_of(part, date(year, month, 1), month_end(end_year, end_month), Precision.SEASON)


def _quarter(mention: DateMention, view: View) -> Interval:
    anchor = view.anchor
    ordinal = (mention.part("ordinal") or mention.part("number")).lower()
    index = _ORDINALS.get(ordinal) or int(ordinal[0])
    months = 6 if mention.part("unit") == "half" else 3
    index = min(index, 12 // months)
    if mention.part("year"):
        year = int(mention.part("year"))
    elif mention.part("which"):
        year = anchor.year + {"next": 1, "last": -1}.get(mention.part("which"), 0)
    elif view.side is Side.FUTURE:
        year = anchor.year + (months * index < anchor.month)
    else:
        # What a company tells of "the fourth quarter" is the last one that has begun.
        year = anchor.year - (months * (index - 1) + 1 > anchor.month)
    return date(year, months * (index - 1) + 1, 1), month_end(year, months * index), Precision.QUARTER


def _year(mention: DateMention, view: View) -> Interval:
    short = mention.part("short_year")
    year = int(mention.part("year") or 0) or next(
        century + int(short) for century in (2000, 1900) if century + int(short) <= view.anchor.year + 5
    )
    return part_of(mention.part("part"), date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _years(mention: DateMention, _: View) -> Interval:
    """The season of 2007-08."""
    first = int(mention.part("year"))
    last = first // 100 * 100 + int(mention.part("year2"))
    return date(first, 1, 1), date(last, 12, 31), Precision.RANGE


def _decade(mention: DateMention, _: View) -> Interval:
    word, short = mention.part("word"), mention.part("short")
    first = int(mention.part("decade") or 0) or 1900 + (int(short) if short else 20 + 10 * _DECADES.index(word))
    return part_of(mention.part("part"), date(first, 1, 1), date(first + 9, 12, 31), Precision.RANGE)


def _century(mention: DateMention, _: View) -> Interval:
    number = _CENTURIES.get(mention.part("number").lower()) or int(mention.part("number"))
    if mention.part("era"):
        raise ValueError(mention.text)
    first = (number - 1) * 100
    return part_of(mention.part("part"), date(max(first, 1), 1, 1), date(first + 99, 12, 31), Precision.RANGE)


_RULES: dict[str, Callable[[DateMention, View], Interval]] = (
    RELATIVE
    | PARTS
    | {
        "date.clock": _hour,
        "date.iso": _iso,
        "date.numeric": _numeric,
        "date.week_of": _week_of,
        "date.range": _range,
        "date.full": _full,
        "date.month_day": _full,
        "date.day_of_month": _day_of_month,
        "date.holiday": _holiday,
        "date.season": _season,
        "date.quarter": _quarter,
        "date.decade": _decade,
        "date.century": _century,
        "date.years": _years,
        "date.year": _year,
        "date.mark": _year,
    }
)
