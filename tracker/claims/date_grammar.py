"""A grammar of the dates of news: finds expressions, without resolving them.

Lengths ("for 20 years") are not dates and are never found here.
"""

import functools
import re
from dataclasses import dataclass

from tracker.model import Bound

_M = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_M += rf"{_SHORT_MONTHS})\b\.?"
_W = r"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)\b\.?)"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:19|20)\d\d)"
_N = (
    r"(?P<number>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?couple of|a few|several)"
)
_AFTER_PREPOSITION = (
    r"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\bfor )|(?<=\b[Bb]efore )|(?<=\bof )"
    r"|(?<=\b[Dd]uring )|(?<=\b[Aa]fter ))"
)
_U = r"(?P<unit>hour|day|week|month|year)s?"

#: (rule, pattern), tried in this order; an earlier find keeps its characters.
_GRAMMAR: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("date.iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b"),
        ("date.range", rf"\b{_M} {_D}(?:,? {_Y})?\s?(?:-|–|—|to|through|until)\s?"
                       rf"(?P<day2>[0-3]?\d)\b(?!\d|%)(?:,? (?P<year2>(?:19|20)\d\d))?"),
        ("date.range", rf"\b{_D}\s?(?:-|–|—|to)\s?(?P<day2>[0-3]?\d) {_M}(?:,? {_Y})?"),
        ("date.range", rf"\b{_M} {_D}\s?(?:-|–|—)\s?{_M.replace('<month>', '<month2>')} (?P<day2>[0-3]?\d)\b"),
        ("date.full", rf"\b(?:{_W},? )?{_M} {_D},? {_Y}\b"),
        ("date.full", rf"\b(?:{_W},? )?(?:the )?{_D} (?:of )?{_M},? {_Y}\b"),
        ("date.month_day", rf"\b(?:{_W},? )?{_M} {_D}\b(?!\d|,\d|%)"),
        ("date.month_day", rf"\b(?:{_W},? )?(?:the )?(?<![\d,.]){_D} (?:of )?{_M}"),
        ("date.month_part", rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate|end of|the end of|beginning of|middle of|start of)"
                            rf"[- ](?:(?P<which>last|next|this) )?{_M}(?:,? {_Y})?"),
        ("date.month", rf"\b{_M} (?:of )?{_Y}\b"),
        ("date.month", rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his) {_M}"),
        ("date.month", rf"{_AFTER_PREPOSITION}{_M}"),
        # May and March are also words; so are short forms without their day.
        ("date.month", rf"\b(?!May\b|March\b)(?:{_M.replace(_SHORT_MONTHS, '')})"),
        ("date.season", rf"\b(?P<part>early |mid-?|late |end of )?(?:the )?(?P<which>last |next |this |coming )?"
                        rf"(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {_Y}\b"),
        ("date.season", r"\b(?P<part>early |mid-?|late )?(?:in the|this|last|next|by the|the coming) "
                        r"(?P<season>spring|summer|autumn|fall|winter)\b(?! of| in| from)"),
        ("date.quarter", rf"\b(?P<ordinal>first|second|third|fourth|last) (?:quarter|half) of "
                         rf"(?:{_Y}|(?P<which>this|next|last) year)"),
        ("date.quarter", rf"\b[Qq](?P<number>[1-4])(?: of)? {_Y}"),
        ("date.relative_day", r"\b(?P<which>[Tt]oday|[Tt]omorrow|[Yy]esterday|[Tt]onight)\b"),
        ("date.weekday_named", rf"\b(?P<which>[Nn]ext|[Ll]ast) {_W}(?!\w)"),
        ("date.weekday", rf"\b(?:[Tt]his )?{_W.replace('|Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun', '')}(?!\w)"),
        ("date.relative_span", r"\b(?P<part>[Ee]arlier |[Ll]ater |[Ee]arly |[Ll]ate |end of |the end of )?"
                               r"(?P<which>[Tt]his|[Nn]ext|[Ll]ast|the same) (?P<unit>week|month|year|weekend)\b"),
        ("date.ago", rf"\b{_N} {_U} (?P<which>ago|from now|earlier|later)\b"),
        ("date.ago", rf"\b(?P<which>[Ii]n) (?:about |around |some )?{_N} {_U}(?:'|’)?(?: time)?\b"),
        ("date.within", rf"\b[Ww]ithin (?:the (?:next|coming) )?(?:{_N} )?{_U}\b"),
        ("date.within", rf"\b[Ii]n the (?:next|coming) (?:{_N} )?{_U}\b"),
        ("date.year", rf"\b(?P<part>[Ee]arly|[Ll]ate|[Mm]id|end of|the end of|beginning of)[- ]{_Y}\b"),
        ("date.year", rf"{_AFTER_PREPOSITION}{_Y}\b"),
    )
)  # fmt: skip

_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"\b(?:no|not) (?:earlier|sooner|before) (?:than )?(?:the |on )?$", re.I), Bound.NOT_BEFORE),
    (re.compile(r"\bnot before (?:the )?$", re.I), Bound.NOT_BEFORE),
    (re.compile(r"\b(?:by|no later than|not later than) (?:the )?$", re.I), Bound.NOT_AFTER),
    (re.compile(r"\b(?:before) (?:the )?$", re.I), Bound.NOT_AFTER),
    (re.compile(r"\b(?:around|about|approximately|roughly) $", re.I), Bound.ABOUT),
    (re.compile(r"\b(?:after|since|starting|as of|effective from) (?:the )?$", re.I), Bound.NOT_BEFORE),
)
_EARLIEST = re.compile(r"^,? at the (?:very )?earliest", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as written, not yet resolved: its characters, the rule that found it, its parts and how it is bound."""

    start: int
    end: int
    text: str
    rule: str
    parts: tuple[tuple[str, str], ...]
    bound: Bound

    def part(self, name: str) -> str:
        """A part of the expression, or ""."""
        return next((value for key, value in self.parts if key == name), "")


@functools.lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """All date expressions of a text, in order, without overlaps."""
    found: list[DateMention] = []
    for rule, pattern in _GRAMMAR:
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
                )
            )
    return tuple(sorted(found, key=lambda mention: mention.start))


def is_calendar_word(word: str) -> bool:
    """Whether a word names a month or a weekday, whatever the recogniser takes it for."""
    return re.fullmatch(_M, word) is not None or re.fullmatch(_W, word) is not None


def _bound(text: str, start: int, end: int) -> Bound:
    before = text[max(0, start - 30) : start]
    if _EARLIEST.match(text[end : end + 30]):
        return Bound.NOT_BEFORE
    return next((bound for pattern, bound in _BOUNDS if pattern.search(before)), Bound.AT)
