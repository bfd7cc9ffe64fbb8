"""Dates that only say how long something had not been so: the lowest level since 1997, the first visit in ten years."""

from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import DateMention

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words that rank one of a kind: the second strike this year, the only visit since May.
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "only", "last", "latest"})


def is_record(mention: DateMention, top: "Token") -> bool:
    """Whether it only says how long something had not been so: the lowest level since 1997, the first visit in ten
    years, for the third time in a month.
    """
    looks_back = mention.is_past or mention.rule == "date.past_span"
    if not looks_back and not (mention.rule == "date.ago" and mention.part("which").lower() == "in"):
        return False
    words = top.head if top.dep_ in ("pobj", "pcomp") else top
    # The parse hangs "since 1997" on the verb as often as on the level that stands before it.
    before = words.nbor(-1) if words.i > words.sent.start else words
    return _is_ranked(top) or _is_ranked(before)


def _is_ranked(token: "Token") -> bool:
    """Whether a word stands, below its verb, in a phrase of the highest, the first, the only one."""
    while token.pos_ not in ("VERB", "AUX"):
        if any(c.tag_ in ("JJS", "RBS") or c.lower_ in _RANKS for c in token.children):
            return True
        if token.head == token:
            return False
        token = token.head
    return False
