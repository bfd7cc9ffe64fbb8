"""What is told as done in part only, or as done to the end: partly withdrew, freed half of the prisoners, completed.

Its status stays *happened*; the rule says how far it went, which the ledger tells of what had been announced as a
whole. Nothing here reads who did it: "some of the ministers agreed" is no part of an agreement.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.parse import child, children, lemma, with_particle
from tracker.claims.reading import Reading
from tracker.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

PARTLY = "status.partly"
IN_FULL = "status.in_full"

_PARTLY = frozenset({"partly", "partially", "halfway", "incompletely"})
_FULLY = frozenset({"fully", "completely", "entirely", "wholly", "altogether"})
#: What follows a partly that is said of the reason: partly because, in part due to.
_REASONS = frozenset({"because", "due", "thanks", "owing", "by", "to", "as", "since", "for", "on", "out", "in"})
#: Words for a share of what "of" names.
_SHARES = frozenset(
    {
        "half", "third", "quarter", "fifth", "tenth", "part", "majority", "bulk", "most", "some", "many", "several",
        "few", "fraction", "percent", "%", "portion", "handful", "dozen", "number", "section", "share",
    }
)  # fmt: skip
#: Those that are a share of a whole without an article as well: half of Europe's grain.
_PLAIN_SHARES = frozenset({"half", "third", "quarter", "percent", "%", "majority", "bulk"})
_DEFINITE = frozenset({"the", "its", "his", "her", "their", "these", "those", "our", "all", "both"})
#: Wholes that are measured, not done: most of the day, part of the year.
_MEASURES = frozenset(
    {"day", "week", "month", "year", "time", "morning", "afternoon", "evening", "night", "way", "money"}
)
#: Steps of something longer: the first stage of the withdrawal.
_STAGES = frozenset({"stage", "phase", "part", "half", "leg", "tranche", "instalment", "installment", "section"})
_FIRST = frozenset({"first", "second", "initial", "opening", "a", "one"})
_REST = frozenset({"last", "remaining", "entire", "whole", "final"})
_ENDINGS = frozenset({"complete", "finish", "finalise", "finalize", "conclude", "wrap"})
#: Verbs whose subject goes through what they tell: half of the troops left.
_GOING = frozenset(
    {
        "leave", "return", "withdraw", "depart", "arrive", "reopen", "resume", "open", "close", "go", "come", "retreat",
        "evacuate", "board", "disembark", "land", "disarm", "surrender",
    }
)  # fmt: skip
_PLACES = frozenset({"from", "in", "at", "on", "to", "over"})
_PROMISED = (
    r"(?:promised|agreed|planned|pledged|announced|demanded|due|scheduled|foreseen|required|owed|ordered|approved)"
)
#: Fewer than they had promised; instead of the promised twelve; three short of the 40 that were agreed.
_SHORT = re.compile(
    rf"\b(?:fewer|less|short of|rather than|instead of|not)\b(?: \w+){{0,5}} (?:had (?:been )?)?{_PROMISED}\b",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    r"\b(?:all|everything|everyone|every\w*)\b(?: of)?(?: [\w-]+){0,3} (?:but|bar|except|save)\b", re.IGNORECASE
)
#: What is done bit by bit to an end: begun, it is under way and not done.
_GRADUAL = frozenset(
    {
        "withdrawal", "pullout", "pull-out", "pullback", "recount", "count", "vaccination", "evacuation", "exchange",
        "construction", "repair", "restoration", "rollout", "demolition", "dismantling", "cleanup", "clean-up",
        "deployment", "distribution", "repatriation", "disarmament", "decommissioning", "renovation", "excavation",
        "salvage", "demobilisation", "demobilization", "reconstruction", "rebuilding", "relocation", "handover",
        "transfer", "release", "delivery", "counting", "mobilisation", "mobilization", "conversion",
    }
)  # fmt: skip
_BEGINNING = frozenset({"begin", "start", "commence", "launch"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "acl"})


def how_far(head: "Token", verb: "Token | None", reading: Reading) -> Reading:
    """The reading of a predicate, told apart where what happened did so in part, or to the end.

    `head`: the predicate's own word; `verb`: the verb that governs it where it is a noun, else the same word.
    """
    if reading.status is not Status.HAPPENED or reading.background or verb is None:
        return reading
    if head != verb and lemma(head) in _GRADUAL and _is_begun(verb):
        return replace(reading, status=Status.ONGOING, rule="status.begun", cue=verb)
    affected = [noun for noun in _affected(head, verb) if noun != head]
    part = _adverb(verb, _PARTLY) or _in_part(verb) or next((n for n in affected if _is_part(n)), None)
    part = part or _stage(head) or _falls_short(verb)
    if part is not None:
        return replace(reading, rule=PARTLY, cue=part)
    rest = next((word for noun in (head, *affected) for word in noun.lefts if word.lower_ in _REST), None)
    full = _adverb(verb, _FULLY) or (rest if rest is not None and not _is_new(rest) else None)
    if full is None and head != verb and lemma(verb) in _ENDINGS:
        full = verb
    return replace(reading, rule=IN_FULL, cue=full) if full is not None else reading


def _is_begun(verb: "Token") -> bool:
    """Whether it is said to have begun: the withdrawal has begun, got under way, kicked off."""
    under_way = lemma(verb) == "get" and any(t.lower_ in ("way", "underway") for t in verb.subtree)
    return lemma(verb) in _BEGINNING or under_way or with_particle(verb) == "kick off"


def _is_new(word: "Token") -> bool:
    """Whether a "last" only tells when or which one: last week, the last chance."""
    return word.lower_ == "last" and (word.head.ent_type_ == "DATE" or word.head.tag_ == "NN")


def _affected(head: "Token", verb: "Token") -> "Iterator[Token]":
    """The phrases for what an event is done to, and where: objects, passive subjects, "of" after its noun."""
    yield from children(verb, "dobj", "nsubjpass")
    if lemma(verb) in _GOING and child(verb, "dobj") is None:
        yield from children(verb, "nsubj")
    for preposition in children(verb, "prep"):
        if preposition.lower_ in _PLACES:
            yield from children(preposition, "pobj")
    if head != verb:
        for preposition in children(head, "prep"):
            if preposition.lower_ in ("of", *_PLACES):
                yield from children(preposition, "pobj")


def _adverb(verb: "Token", words: frozenset[str]) -> "Token | None":
    for adverb in verb.children:
        if adverb.lower_ in words and adverb.dep_ == "advmod":
            after = adverb.nbor(1) if adverb.i + 1 < len(adverb.doc) else adverb
            return None if after.lower_ in _REASONS else adverb
    return None


def _in_part(verb: "Token") -> "Token | None":
    """The "part" of "approved the plan in part", no reason of which follows."""
    for preposition in children(verb, "prep"):
        noun = child(preposition, "pobj")
        if preposition.lower_ == "in" and noun is not None and noun.lower_ == "part" and not any(noun.lefts):
            after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
            return None if after.lower_ in _REASONS else noun
    return None


def _is_part(noun: "Token") -> bool:
    """Whether a phrase names a share of a whole: half of the prisoners, 40 of the 120, half the villages."""
    if any(c.lower_ == "half" and c.dep_ in ("predet", "det", "nmod", "quantmod") for c in noun.lefts):
        return lemma(noun) not in _MEASURES
    if any(t.lower_ in ("all", "every", "everyone", "everything") for t in noun.subtree):
        words = " ".join(t.text for t in noun.subtree)
        if _EXCEPTED.search(words) is not None:
            return True
    of = next((c for c in noun.rights if c.lower_ == "of" and c.dep_ == "prep"), None)
    whole = child(of, "pobj") if of is not None else None
    if whole is None or lemma(whole) in _MEASURES or whole.ent_type_ == "DATE":
        return False
    counted = child(whole, "nummod") is not None or whole.pos_ == "NUM"
    if noun.pos_ == "NUM" or noun.tag_ == "CD":
        return counted or (noun.lower_ not in ("one", "1") and _is_definite(whole))
    if lemma(noun) not in _SHARES:
        return False
    return lemma(noun) in _PLAIN_SHARES or _is_definite(whole)


def _is_definite(noun: "Token") -> bool:
    return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.lefts) and noun.tag_ in (
        "NNS",
        "NN",
        "NNPS",
        "CD",
    )


def _stage(head: "Token") -> "Token | None":
    """The word for a first or a later step of an event: the *first stage* of the withdrawal, half of the recount."""
    of = head.head
    if head.dep_ != "pobj" or of.lower_ != "of" or of.head.pos_ not in ("NOUN", "NUM", "PRON"):
        return None
    above = of.head
    if lemma(above) in _STAGES:
        return next((c for c in above.lefts if c.lower_ in _FIRST), None)
    return above if lemma(above) in _PLAIN_SHARES | {"most"} else None


def _falls_short(verb: "Token") -> "Token | None":
    """The verb, where its own clause says that it was fewer than promised."""
    last = verb.i
    for token in verb.subtree:
        if (
            token.i > verb.i
            and token.dep_ in _CLAUSES
            and token.head == verb
            and token.lower_ not in ("promised", "planned")
        ):
            break
        last = max(last, token.i)
    span = verb.doc[verb.i : last + 1]
    return verb if _SHORT.search(span.text) is not None else None
