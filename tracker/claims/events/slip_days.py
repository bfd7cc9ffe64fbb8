"""Days and lengths of time below a word of a sentence, as signs that it speaks of a plan: moved *to May 6*, slipped
*by another month*, shifted *to the right*.
"""

import re
from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import is_calendar_word
from tracker.claims.parse import children, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO = frozenset({"to", "into", "until", "till", "past", "beyond"})
_FOR = frozenset({"reschedule", "rearrange", "rebook", "retime", "move", "shift"})
_LENGTHS = frozenset({"hour", "day", "week", "fortnight", "month", "quarter", "year", "season", "decade"})
_DAYS = frozenset(
    {"today", "tomorrow", "weekend", "spring", "summer", "autumn", "fall", "winter", "mid", "midweek", *_LENGTHS}
)
_LATER = frozenset({"later", "new", "another", "future", "unspecified"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_DEPTH = 4


def is_day(token: "Token") -> bool:
    """Whether a word heads the name of a day or span: Friday, the first *day* of June, *mid*-April, 2026."""
    if token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY", "CARDINAL") and not _YEAR.fullmatch(token.text):
        return False
    if is_calendar_word(token.text) or _YEAR.fullmatch(token.text) or token.lower_ in ("tomorrow", "today", "midweek"):
        return True
    return token.ent_type_ == "DATE" and (lemma(token) in _DAYS or token.pos_ in ("PROPN", "NUM"))


def has_day(token: "Token") -> bool:
    """Whether a day is named close below a word."""
    return any(is_day(t) for t in token.subtree if t != token and _depth(t, token) <= _DEPTH)


def _depth(token: "Token", above: "Token") -> int:
    steps = 0
    while token != above and steps <= _DEPTH:
        if token.dep_ in ("relcl", "ccomp", "advcl", "acl"):
            return _DEPTH + 1
        token, steps = token.head, steps + 1
    return steps


def to_a_day(verb: "Token") -> bool:
    """Whether a verb moves something to a time: to June, into early 2026, until Friday, to a later date."""
    for preposition in children(verb, "prep"):
        if preposition.lower_ not in _TO and not (preposition.lower_ == "for" and lemma(verb) in _FOR):
            continue
        for noun in children(preposition, "pobj", "pcomp"):
            if is_day(noun):
                return True
            if lemma(noun) in ("date", "time", "day", "slot") and any(c.lower_ in _LATER for c in noun.children):
                return True
            if lemma(noun) in (
                "spring",
                "summer",
                "autumn",
                "fall",
                "winter",
                "half",
                "end",
                "start",
                "beginning",
            ) and (has_day(noun) or any(c.lower_ in ("next", "this", "late", "early") for c in noun.children)):
                return True
    return False


def by_a_length(verb: "Token") -> bool:
    """Whether a verb moves something by a length of time: by another month, a week, several days."""
    nouns = [n for c in children(verb, "prep") if c.lower_ == "by" for n in children(c, "pobj")]
    nouns += [c for c in children(verb, "npadvmod", "dobj") if c.i > verb.i]
    nouns += [n for c in children(verb, "advmod", "prt") for n in children(c, "npadvmod")]
    return any(lemma(n) in _LENGTHS and any(c.dep_ in ("nummod", "det", "amod") for c in n.children) for n in nouns)


def to_the_right(verb: "Token") -> bool:
    """Whether a verb moves something "to the right": later on the chart."""
    below = [n for c in children(verb, "prep") if c.lower_ == "to" for n in children(c, "pobj")]
    return any(n.lower_ == "right" for n in below)
