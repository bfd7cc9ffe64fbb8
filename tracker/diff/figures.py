"""Figures, ordinals and dates of a sentence, and how two sentences differ in them. A rounded figure is no other one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.diff.numbers import DAYS, MONTHS, NUMBER_WORDS, ORDINALS, SCALES
from tracker.diff.words import Word

#: Figures closer than this share are rounded alike, as in `Quantity`.
ROUNDING = 0.005
#: Digits of a figure in words: as exact as can be.
IN_WORDS = 99
#: Digits from which a figure can stand for a more exact one.
_LEAST_DIGITS = 2
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_DAYS_OF_MONTH = range(1, 32)
#: Words between a figure and what it counts.
_BETWEEN = frozenset(["of", "the", "a", "an", "other", "more", "new", "additional", "different", "further", "full"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a unit; `unit` is a family, "ordinal" for a rank, "" where none is named."""

    value: float
    unit: str
    #: Half-open indices among the words.
    start: int
    end: int
    #: Digits that count: 41,900 has three. Infinite for words.
    digits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as far as it is named: year, month, day of the month, day of the week (None where it isn't)."""

    parts: tuple[int | None, int | None, int | None, str | None]
    start: int
    end: int

    def refines(self, other: "Day") -> bool:
        """Whether two dates can be one, told more or less exactly."""
        shared = [(a, b) for a, b in zip(self.parts, other.parts, strict=True) if a is not None and b is not None]
        return bool(shared) and all(a == b for a, b in shared)


def days_in(words: Sequence[Word]) -> list[Day]:
    """The dates: 10 August 2017, August 10, August 2017, 2017, Friday, 2017-08-10."""
    found: list[Day] = []
    at = 0
    while at < len(words):
        day = _iso(words, at) or _worded(words, at) or _year_alone(words, at) or _weekday(words, at)
        if day is None:
            at += 1
        else:
            found.append(day)
            at = day.end
    return found


def _iso(words: Sequence[Word], at: int) -> Day | None:
    three = words[at : at + 3]
    if len(three) < len("ymd") or not all(word.is_number for word in three) or not _YEAR.fullmatch(three[0].plain):
        return None
    if any(b.start - a.end != 1 for a, b in pairwise(three)) or len(three[1].plain) + len(three[2].plain) != 4:
        return None
    return Day(parts=(int(three[0].plain), int(three[1].plain), int(three[2].plain), None), start=at, end=at + 3)


def _worded(words: Sequence[Word], at: int) -> Day | None:
    """A month with the day before or after it, and the year."""
    start, weekday = at, None
    if words[at].family in DAYS and at + 1 < len(words):
        weekday, at = words[at].family, at + 1
    day = _day_number(words, at)
    month_at = at
    if day is not None:
        month_at = at + 1 + (at + 1 < len(words) and words[at + 1].plain in _SUFFIXES)
        month_at += month_at < len(words) and words[month_at].plain == "of"
    if month_at >= len(words) or not _is_month(words[month_at], day=day is not None):
        return None
    month, at = MONTHS[words[month_at].family], month_at + 1
    if day is None:
        day = _day_number(words, at)
        if day is not None:
            at += 1 + (at + 1 < len(words) and words[at + 1].plain in _SUFFIXES)
    year = int(words[at].plain) if at < len(words) and _YEAR.fullmatch(words[at].plain) else None
    at += year is not None
    lone = day is None and year is None
    if lone and words[month_at].family in ("may", "march") and not _after_in(words, month_at):
        return None
    return Day(parts=(year, month, day, weekday), start=start, end=at)


def _after_in(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].plain in ("in", "since", "by", "until", "last", "next", "this", "of", "from")


def _day_number(words: Sequence[Word], at: int) -> int | None:
    if at >= len(words) or not words[at].plain.isdecimal() or int(words[at].plain) not in _DAYS_OF_MONTH:
        return None
    return int(words[at].plain)


def _is_month(word: Word, *, day: bool) -> bool:
    return word.family in MONTHS and (word.is_capital or day)


def _year_alone(words: Sequence[Word], at: int) -> Day | None:
    if not _YEAR.fullmatch(words[at].plain):
        return None
    if at > 0 and words[at - 1].plain in _CURRENCY:
        return None
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and (after.plain in ("%", *SCALES) or (after.plain.endswith("s") and len(after.plain) > 3)):
        return None
    return Day(parts=(int(words[at].plain), None, None, None), start=at, end=at + 1)


def _weekday(words: Sequence[Word], at: int) -> Day | None:
    if words[at].family not in DAYS or not words[at].is_capital:
        return None
    return Day(parts=(None, None, None, words[at].family), start=at, end=at + 1)


def figures_in(words: Sequence[Word], days: Sequence[Day]) -> list[Figure]:
    """The figures that belong to no date."""
    taken = {index for day in days for index in range(day.start, day.end)}
    found: list[Figure] = []
    at = 0
    while at < len(words):
        figure = None if at in taken else _ordinal(words, at) or _number(words, at)
        if figure is None:
            at += 1
        else:
            found.append(figure)
            at = figure.end
    return found


def _ordinal(words: Sequence[Word], at: int) -> Figure | None:
    word = words[at]
    suffixed = at + 1 < len(words) and words[at + 1].plain in _SUFFIXES and words[at + 1].start == word.end
    if word.is_number and suffixed:
        return Figure(value=_value(word), unit="ordinal", start=at, end=at + 2, digits=IN_WORDS)
    if word.plain not in ORDINALS:
        if word.plain not in NUMBER_WORDS or at + 1 >= len(words) or words[at + 1].plain not in ORDINALS:
            return None
        value = NUMBER_WORDS[word.plain] + ORDINALS[words[at + 1].plain]
        return Figure(value=value, unit="ordinal", start=at, end=at + 2, digits=IN_WORDS)
    if at == 0 or (word.plain == "first" and words[at - 1].plain == "at"):
        return None
    return Figure(value=ORDINALS[word.plain], unit="ordinal", start=at, end=at + 1, digits=IN_WORDS)


def _number(words: Sequence[Word], at: int) -> Figure | None:
    word, end = words[at], at + 1
    if word.is_number:
        value, digits = _value(word), _digits(word)
    elif word.plain in NUMBER_WORDS and word.plain != "one":
        value, digits = NUMBER_WORDS[word.plain], IN_WORDS
        if end < len(words) and value >= 20 and NUMBER_WORDS.get(words[end].plain, 10) < 10:
            value, end = value + NUMBER_WORDS[words[end].plain], end + 1
    elif word.plain in SCALES and at > 0 and words[at - 1].plain in ("a", "one"):
        value, digits, end = 1.0, IN_WORDS, at
    else:
        return None
    while end < len(words) and words[end].plain in SCALES:
        value, end = value * SCALES[words[end].plain], end + 1
    return Figure(value=value, unit=_unit(words, at, end), start=at, end=max(end, at + 1), digits=digits)


def _digits(word: Word) -> int:
    """The digits that count: of 41,900 three. One nought at the end, or any below a thousand, may well be exact."""
    digits = word.plain.replace(",", "").replace(".", "").lstrip("0")
    is_round = digits.endswith("00") and len(digits) > len("999") and "." not in word.plain
    return len(digits.rstrip("0") if is_round else digits) or 1


def _value(word: Word) -> float:
    plain = word.plain
    parts = plain.split(",")
    if len(parts) > 1 and any(len(part.split(".")[0]) != 3 for part in parts[1:]):
        return float(plain.replace(",", ".", 1).replace(",", "").rstrip("."))
    plain = plain.replace(",", "")
    return float(plain) if plain.count(".") <= 1 else float(plain.replace(".", ""))


def _unit(words: Sequence[Word], start: int, end: int) -> str:
    if start > 0 and words[start - 1].plain in _CURRENCY:
        return _CURRENCY[words[start - 1].plain]
    while end < len(words) and words[end].plain in _BETWEEN:
        end += 1
    return words[end].family if end < len(words) else ""


def is_rounded(a: Figure, b: Figure) -> bool:
    """Whether one figure is the other, told less exactly: 42.3 million for 42,307,260."""
    if a.value == b.value:
        return True
    if a.unit == "ordinal" or b.unit == "ordinal" or not a.value or not b.value:
        return False
    coarse, fine = sorted((a, b), key=lambda figure: figure.digits)
    if coarse.digits >= fine.digits or coarse.digits < _LEAST_DIGITS or fine.digits == IN_WORDS:
        return False
    return float(f"{fine.value:.{coarse.digits}g}") == coarse.value


def moved_slightly(a: Figure, b: Figure) -> bool:
    """Whether two figures differ by less than what passes for rounding between two voices."""
    return abs(a.value - b.value) <= ROUNDING * max(abs(a.value), abs(b.value))
