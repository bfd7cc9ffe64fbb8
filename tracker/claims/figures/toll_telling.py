"""What a sentence tells of a count beside its number: a count of before or of a part, a forecast, a loose bound."""

from typing import TYPE_CHECKING

from tracker.claims.figures.quantities import bound_before
from tracker.claims.figures.toll_words import FORESEE, GIVES, MOVES, counted_noun
from tracker.claims.parse import child, children, lemma
from tracker.model import QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BEYOND = frozenset({"pass", "exceed", "top", "surpass", "cross"})
_SHORT_OF = frozenset({"near", "approach"})
#: A part of what is counted: at that site, among them.
_PARTS = frozenset({"site", "scene", "building", "tower", "school", "hospital", "village", "plant", "mine", "ship",
                    "camp", "house", "church", "factory", "mosque", "hotel", "station", "wreckage"})  # fmt: skip


def are_foreseen(sentence: "Span") -> bool:
    """Whether a sentence says of what was counted before it that it is only foreseen: *they are expected* by March."""
    first, verb = sentence[0], sentence.root
    plural = first.lower_ in ("they", "these", "those") and first.dep_ in ("nsubj", "nsubjpass", "det")
    return plural and lemma(verb) in FORESEE and child(verb, "auxpass") is not None and child(verb, "neg") is None


def verb_of(number: "Token") -> "Token | None":
    """The verb of a number's clause; None where it has none."""
    token = number
    for _ in range(6):
        clause = token.dep_ in ("acl", "amod") and child(token, "nsubj", "nsubjpass") is None
        if token.pos_ in ("VERB", "AUX") and not clause:
            return token
        if token.dep_ == "ROOT":
            return None
        token = token.head
    return None


def is_forecast(verb: "Token | None") -> bool:
    """Whether a verb, or the one that governs its clause, speaks of what may come."""
    while verb is not None:
        if lemma(verb) in FORESEE or any(t.tag_ == "MD" for t in children(verb, "aux")):
            return True
        before = verb.doc[verb.sent.start : verb.i]
        if verb.sent[0].lower_ == "what" and any(t.lower_.rstrip("s") in FORESEE for t in before):
            return True  # what the authors foresee are 40 cases
        if any(lemma(c) in ("likely", "set", "sure", "bound") for c in children(verb, "acomp")):
            return True
        verb = verb.head if verb.dep_ in ("xcomp", "conj", "auxpass") and verb.head != verb else None
    return False


def is_case(group: "tuple[Token, ...]") -> bool:
    """Whether a number stands before a noun that is counted: 40 deaths."""
    noun = group[0].head
    return noun.pos_ == "NOUN" and counted_noun(noun) is not None


def bound_of(number: "Token", verb: "Token | None") -> QuantityBound:
    """How the words before a number, or the verb that brings a count to it, tie it to the truth."""
    bound = bound_before(number)
    if verb is None or bound is not QuantityBound.EXACT:
        return bound
    past = lemma(verb) == "go" and any(c.lower_ in ("past", "beyond", "over", "above") for c in verb.children)
    if past or lemma(verb) in _BEYOND:
        return QuantityBound.AT_LEAST
    return QuantityBound.ABOUT if lemma(verb) in _SHORT_OF else bound


def is_old(number: "Token", verb: "Token | None") -> bool:
    """Whether it is a count of before: what a number rose from, what had been said; not what somebody said had been."""
    above = number.head
    if number.dep_ == "pobj" and above.lower_ == "from" and (lemma(above.head) in MOVES or lemma(above.head) in GIVES):
        return True
    verb = verb or number.sent.root
    had = any(lemma(t) == "have" and t.tag_ == "VBD" for t in children(verb, "aux"))
    reported = verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"
    return had and not reported and not _is_why(verb)


def _is_why(verb: "Token") -> bool:
    """Whether it tells what has just come before the news: recalled all of it after a second person had died."""
    first = verb
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    return first.dep_ == "advcl" and any(c.lower_ in ("after", "once", "because", "since") for c in first.children)


def is_part(sentence: "Span", group: "tuple[Token, ...]") -> bool:
    """Whether the sentence counts at one site, or says that these are among others."""
    begin = sentence.text[: group[0].idx - sentence.start_char].rstrip().casefold()
    if begin.endswith(("including", "among them", "of whom", "of them", "of those", "including at least")):
        return True
    return any(
        token.lower_ in _PARTS
        and token.dep_ == "pobj"
        and token.head.lower_ in ("at", "in", "inside")
        and any(c.lower_ in ("that", "this") for c in token.lefts)
        for token in sentence
    )
