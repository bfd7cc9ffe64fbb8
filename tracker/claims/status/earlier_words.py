"""Plans told in words of before: "on Monday he *had said* that they would sign in May" tells the plan of Monday again.

What somebody had said is told beside the news, and moves nothing where something else is told as news.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.parse import lemma
from tracker.claims.reading import Reading
from tracker.claims.status.tense import verb_group
from tracker.claims.tables import Lexicon
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN = frozenset({Status.PLANNED, Status.POSSIBLE, Status.CONDITIONAL})
_BELOW = frozenset({"ccomp", "xcomp", "conj", "advcl"})
_DEPTH = 12


def told_before(head: "Token", reading: Reading, lexicon: Lexicon) -> Reading:
    """The reading of a plan, as background where the words that report it are of an earlier day."""
    if reading.status not in _OPEN or reading.background:
        return reading
    token = head
    for _ in range(_DEPTH):
        if token.dep_ == "ROOT":
            return reading
        above = token.head
        if token.dep_ in _BELOW and above.pos_ == "VERB" and _had_said(above, lexicon):
            return replace(reading, background=True)
        token = above
    return reading


def _had_said(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether somebody had said so: in the past perfect, by a verb of speech or hope."""
    group = verb_group(verb)
    is_past_perfect = group.have is not None and group.finite == "VBD"
    word = lemma(verb)
    return is_past_perfect and (lexicon.cue("speech.say", word) or lexicon.cue("governors.soft", word))
