"""A grammar of the dates of news: finds expressions, without resolving them.

Lengths ("for 20 years") are not dates and are never found here.
"""

import functools
import itertools
import re
from dataclasses import dataclass, replace

from tracker.claims.dates.blocks import MONTH, WEEKDAY
from tracker.claims.dates.phrases import SHIFT_BEFORE, WITHIN_BEFORE
from tracker.claims.dates.words import rules_for
from tracker.model import Bound

_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"\b(?:no|not) (?:earlier|sooner|before) (?:than )?(?:the |on )?$", re.I), Bound.NOT_BEFORE),
    (re.compile(r"\bnot before (?:the )?$", re.I), Bound.NOT_BEFORE),
    (
        re.compile(
            r"\b(?:at least until|(?:until|till) at least|until,? at the earliest,?|as (?:early|soon) as) (?:the )?$",
            re.I,
        ),
        Bound.NOT_BEFORE,
    ),
    (re.compile(r"\b(?:by|no later than|not later than) (?:the )?$", re.I), Bound.NOT_AFTER),
    (re.compile(r"\bby (?:the )?(?:close|end) of (?:business|trading|play|day) (?:on )?$", re.I), Bound.NOT_AFTER),
    (re.compile(r"\b(?:before) (?:the )?$", re.I), Bound.NOT_AFTER),
    (re.compile(r"\b(?:around|about|approximately|roughly) $", re.I), Bound.ABOUT),
    (re.compile(r"\b(?:after|since|starting|as of|effective from) (?:the )?$", re.I), Bound.NOT_BEFORE),
)
_EARLIEST = re.compile(r"^,? (?:at the (?:very )?earliest|at (?:the )?(?:very )?soonest|or later)\b", re.I)
_LATEST = re.compile(r"^,? (?:at the (?:very )?latest|or (?:earlier|sooner))\b", re.I)
_SINCE = re.compile(r"\b(?:since|dates? back to|dating (?:back )?to|back in) (?:the )?(?:early |late |mid-)?$", re.I)
#: What stands between two dates that are the ends of one span.
_JOIN = re.compile(r"^,?\s?(?:-|–|—|through|thru)\s?$")
_TO = re.compile(r"^ to $")
_FROM = re.compile(r"\bfrom (?:the )?$", re.I)
_AND = re.compile(r"^,? and $")
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.I)
_SHIFT = re.compile(SHIFT_BEFORE)
_WITHIN = re.compile(WITHIN_BEFORE)
_BEFORE = frozenset({"before", "ahead of", "prior to"})
_DAYS = frozenset({"day", "week", "fortnight", "month", "year"})
#: The rules beside whose dates such units are counted: days beside a day, months beside a month.
_COUNTED_BESIDE = {
    **dict.fromkeys(("date.iso", "date.numeric", "date.full", "date.month_day", "date.day_of_month"), _DAYS),
    **dict.fromkeys(("date.holiday", "date.weekday", "date.weekday_named", "date.relative_day"), _DAYS),
    "date.month": frozenset({"month", "year"}),
    "date.year": frozenset({"year", "decade"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as written, not yet resolved: its characters, the rule that found it, its parts and how it is bound."""

    start: int
    end: int
    text: str
    rule: str
    parts: tuple[tuple[str, str], ...]
    bound: Bound
    #: "Since" and the like: it lies behind, whatever the tense.
    is_past: bool = False
    #: It ends a span that the date before it begins: between 2014 and 2016, May 28 - June 3.
    ends_span: bool = False

    def part(self, name: str) -> str:
        """A part of the expression, or ""."""
        return next((value for key, value in self.parts if key == name), "")

    @property
    def is_clock(self) -> bool:
        """Whether it names an hour, of a day that stands elsewhere."""
        return self.rule == "date.clock"

    @property
    def is_mark(self) -> bool:
        """Whether it only marks the noun that it stands before, or the name it ends: the 2007 model."""
        return self.rule == "date.mark"


@functools.lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """All date expressions of a text, in order, without overlaps."""
    found: list[DateMention] = []
    for rule, pattern in rules_for(text):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            parts = tuple((key, value.strip(" -")) for key, value in match.groupdict().items() if value)
            found.append(
                DateMention(
                    start=match.start(),
                    end=match.end(),
                    text=match.group(),
                    rule=rule,
                    parts=parts,
                    bound=_bound(text, match.start(), match.end()),
                    is_past=_SINCE.search(text[max(0, match.start() - 30) : match.start()]) is not None,
                )
            )
    found.sort(key=lambda mention: mention.start)
    return _joined(text, _beside(text, found))


def is_calendar_word(word: str) -> bool:
    """Whether a word names a month or a weekday, whatever the recogniser takes it for."""
    return re.fullmatch(MONTH, word) is not None or re.fullmatch(WEEKDAY, word) is not None


def _beside(text: str, found: list[DateMention]) -> list[DateMention]:
    """The mentions, with what counts days before or after one taken into it: two weeks before Christmas."""
    end = 0
    for index, mention in enumerate(found):
        units = _COUNTED_BESIDE.get(mention.rule)
        shift = _WITHIN.search(text, end, mention.start) or _SHIFT.search(text, end, mention.start) if units else None
        end = mention.end
        if shift is None or units is None:
            continue
        one = shift.groupdict().get("one")
        unit, way = one or shift["unit"], shift["way"]
        if unit in units and not shift["number2"]:
            way = "within" if shift.re is _WITHIN else "before" if way in _BEFORE else "after"
            number = "the" if one else shift["number"]
            found[index] = replace(
                mention,
                start=shift.start(),
                text=text[shift.start() : mention.end],
                parts=(*mention.parts, ("shift", number), ("shift_unit", unit), ("shift_way", way)),
                bound=_bound(text, shift.start(), mention.end),
            )
    return found


def _joined(text: str, found: list[DateMention]) -> tuple[DateMention, ...]:
    """The mentions, with the ends of spans marked; a begin without a year takes that of its end."""
    for index, (before, after) in enumerate(itertools.pairwise(found)):
        between = text[before.end : after.start]
        lead = text[max(0, before.start - 30) : before.start]
        spans = _TO.match(between) and not _FROM.search(lead) and before.rule == after.rule
        if not (_JOIN.match(between) or spans or (_AND.match(between) and _BETWEEN.search(lead))):
            continue
        found[index + 1] = replace(after, ends_span=True)
        if before.part("month") and not before.part("year") and after.part("year"):
            found[index] = replace(before, parts=(*before.parts, ("year", after.part("year"))))
    return tuple(found)


def _bound(text: str, start: int, end: int) -> Bound:
    before = text[max(0, start - 30) : start]
    after = text[end : end + 30]
    if _EARLIEST.match(after):
        return Bound.NOT_BEFORE
    if _LATEST.match(after):
        return Bound.NOT_AFTER
    return next((bound for pattern, bound in _BOUNDS if pattern.search(before)), Bound.AT)
