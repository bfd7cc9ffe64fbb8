"""Whether a measured figure is told as it now stands: not one of before, not one only repeated or only possible."""

from typing import TYPE_CHECKING

from tracker.claims.figures.measure_words import BEFORE, ONCE
from tracker.claims.parse import child, children, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER = frozenset({"after", "once", "because", "since", "as"})
_BESIDE = frozenset({"when", "before", "until", "although", "though", "while", "whereas"})
#: Verbs whose infinitive is done or firmly promised: agreed to raise it to 5 percent.
_BRINGS_ABOUT = frozenset({"agree", "decide", "begin", "start", "manage", "help", "vote", "promise"})
#: Verbs by which somebody answers to what another one has put at a figure.
_ANSWERS = frozenset({"reject", "refuse", "accept", "approve", "back", "vote", "welcome", "turn", "dismiss", "decline",
                      "criticise", "criticize", "spurn", "match", "study", "consider", "discuss", "call", "describe",
                      "oppose", "denounce", "regret", "support", "endorse", "recommend", "appeal", "pay",
                      "cover"})  # fmt: skip
#: Verbs of a relative clause that tells what its main clause brings about: which brings the offer to 2 billion.
_BRINGS = frozenset({"bring", "value", "take", "put", "give", "make", "leave"})


def is_open(verb: "Token") -> bool:
    """Whether a verb tells what may be, is not, or depends on something."""
    for each in (verb, verb.head if verb.dep_ in ("xcomp", "ccomp") else verb):
        auxiliaries = children(each, "aux")
        if any(t.tag_ == "MD" for t in auxiliaries) or child(each, "neg") is not None:
            return True
        if each.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "should") for c in each.children):
            return True
    infinitive = any(t.tag_ == "TO" for t in children(verb, "aux"))
    return infinitive and verb.dep_ in ("xcomp", "advcl", "acl", "ccomp") and lemma(verb.head) not in _BRINGS_ABOUT


def is_before(top: "Token", noun: "Token | None", verb: "Token | None", *, has_moved: bool) -> bool:
    """Whether a figure was so before, or is repeated by the way."""
    if top.dep_ == "pobj" and top.head.lower_ == "from":
        return True
    if noun is not None and any(c.lower_ in BEFORE for c in noun.children):
        return True
    if verb is None:
        return _is_in_relative(noun) if noun is not None else False
    if any(c.lower_ in ONCE for c in verb.children):
        return True
    if _had(verb) or (noun is not None and lemma(verb) in _ANSWERS):
        return True
    return _is_by_the_way(verb, has_moved=has_moved)


def _had(verb: "Token") -> bool:
    """Whether it was told in the past perfect, neither as reported nor as what just came before the news."""
    had = any(lemma(t) == "have" and t.tag_ == "VBD" for t in children(verb, "aux"))
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
        had |= any(lemma(t) == "have" and t.tag_ == "VBD" for t in children(first, "aux"))
    reported = first.dep_ == "ccomp" and first.head.tag_ == "VBD"
    why = first.dep_ == "advcl" and any(c.lower_ in _AFTER for c in first.children)
    return had and not reported and not why


def _is_by_the_way(verb: "Token", *, has_moved: bool) -> bool:
    """Whether a clause only repeats: a relative one, or one of time or contrast."""
    clause = verb
    for _ in range(6):
        if clause.dep_ == "relcl":
            brings = lemma(clause) in _BRINGS and clause.tag_ in ("VBZ", "VBP")
            return not (brings or (has_moved and clause.tag_ in ("VBD", "VBZ", "VBP")))
        if clause.dep_ == "advcl" and any(c.lower_ in _BESIDE for c in clause.children):
            return True
        if clause.dep_ == "ROOT" or clause.head == clause:
            return False
        clause = clause.head
    return False


def _is_in_relative(noun: "Token") -> bool:
    token = noun
    for _ in range(6):
        if token.dep_ == "relcl":
            return True
        if token.dep_ == "ROOT":
            return False
        token = token.head
    return False
