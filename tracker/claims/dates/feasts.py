"""Days that have names: feasts and holidays, by the civil calendar."""

from datetime import date, timedelta

from tracker.claims.dates.calendars import month_end

#: Feasts of fixed days: (month, day). Those of a weekday of a month: (month, weekday, which one; -1 is the last).
_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "halloween": (10, 31), "valentines day": (2, 14), "4th of july": (7, 4), "fourth of july": (7, 4),
    "may day": (5, 1), "veterans day": (11, 11), "bastille day": (7, 14), "new years day": (1, 1),
    "new year day": (1, 1), "new years": (1, 1), "new years eve": (12, 31), "new year eve": (12, 31),
}  # fmt: skip
_FLOATING = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "labour day": (9, 0, 1),
    "memorial day": (5, 0, -1), "columbus day": (10, 0, 2),
}  # fmt: skip
_EASTER = {"good friday": -2, "easter sunday": 0, "easter": 0, "easter monday": 1}


def feast(name: str, year: int) -> date:
    """The day of a feast in a year. Raises KeyError for a name that is none."""
    name = name.lower().replace("’", "").replace("'", "").removeprefix("the ")
    if name in _EASTER:
        return _easter(year) + timedelta(days=_EASTER[name])
    if name in _FIXED:
        return date(year, *_FIXED[name])
    month, weekday, which = _FLOATING[name]
    if which < 0:
        end = month_end(year, month)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _easter(year: int) -> date:
    """Western Easter, by the rule of Gauss as Butcher wrote it down."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
