"""A grammar of the dates of news: finds expressions, without resolving them.

Lengths ("for 20 years") are not dates and are never found here.
"""

import functools
import itertools
import re
from dataclasses import dataclass, replace

from tracker.claims.dates.words import MONTH, WEEKDAY, rules_for
from tracker.model import Bound

_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"\b(?:no|not) (?:earlier|sooner|before) (?:than )?(?:the |on )?$", re.I), Bound.NOT_BEFORE),
    (re.compile(r"\bnot before (?:the )?$", re.I), Bound.NOT_BEFORE),
    (
        re.compile(r"\b(?:(?:until|till) at (?:the )?(?:least|earliest)|as (?:early|soon) as) (?:the )?$", re.I),
        Bound.NOT_BEFORE,
    ),
    (re.compile(r"\b(?:by|no later than|not later than) (?:the )?$", re.I), Bound.NOT_AFTER),
    (re.compile(r"\b(?:before) (?:the )?$", re.I), Bound.NOT_AFTER),
    (re.compile(r"\b(?:around|about|approximately|roughly) $", re.I), Bound.ABOUT),
    (re.compile(r"\b(?:after|since|starting|as of|effective from) (?:the )?$", re.I), Bound.NOT_BEFORE),
)
_EARLIEST = re.compile(r"^,? at the (?:very )?(?:earliest|soonest)", re.I)
_SINCE = re.compile(r"\b(?:since|dates? back to|dating (?:back )?to|back in) (?:the )?(?:early |late |mid-)?$", re.I)
#: What stands between two dates that are the ends of one span.
_JOIN = re.compile(r"^,?\s?(?:-|–|—|through|thru)\s?$")
_AND = re.compile(r"^,? and $")
_BETWEEN = re.compile(r"\bbetween $", re.I)


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
    return _joined(text, sorted(found, key=lambda mention: mention.start))


def is_calendar_word(word: str) -> bool:
    """Whether a word names a month or a weekday, whatever the recogniser takes it for."""
    return re.fullmatch(MONTH, word) is not None or re.fullmatch(WEEKDAY, word) is not None


def _joined(text: str, found: list[DateMention]) -> tuple[DateMention, ...]:
    """The mentions, with the ends of spans marked; a begin without a year takes that of its end."""
    for index, (before, after) in enumerate(itertools.pairwise(found)):
        between = text[before.end : after.start]
        if not (_JOIN.match(between) or (_AND.match(between) and _BETWEEN.search(text[: before.start]))):
            continue
        found[index + 1] = replace(after, ends_span=True)
        if before.part("month") and not before.part("year") and after.part("year"):
            found[index] = replace(before, parts=(*before.parts, ("year", after.part("year"))))
    return tuple(found)


def _bound(text: str, start: int, end: int) -> Bound:
    before = text[max(0, start - 30) : start]
    if _EARLIEST.match(text[end : end + 30]):
        return Bound.NOT_BEFORE
    return next((bound for pattern, bound in _BOUNDS if pattern.search(before)), Bound.AT)
