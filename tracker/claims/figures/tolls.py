"""Counts of people dead, hurt, missing, displaced, infected, arrested ..., and of buildings destroyed.

"Lists at least 144 people killed", "the number of dead leaped to 1,002", "raised the toll to 40", "lost their lives".
A count is read where a number stands beside what it counts, or is what a count moved to. The number it rose from, what
an earlier count had said, counts of a part (at that site) and of another time are background. What a count may come to
is a forecast. Differences (600 more) are no counts.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.figures.quantities import bound_before, number_of, numbers_in
from tracker.claims.figures.toll_places import place_of
from tracker.claims.figures.toll_words import (
    BURNED,
    counted,
    counted_noun,
    is_between,
    is_building,
    is_no_people,
    is_person,
    of_verb,
    said_of,
)
from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma
from tracker.model import QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Verbs by which a count comes to a number.
_MOVES = frozenset(
    {"rise", "climb", "leap", "jump", "soar", "increase", "grow", "reach", "pass", "exceed", "hit", "stand", "be",
     "number", "top", "surge", "swell", "edge", "touch", "cross", "near", "approach", "surpass", "go", "come", "total",
     "mount", "balloon", "fall", "drop", "shoot", "spike", "double", "triple", "creep", "run", "tick", "inch", "settle"}
)  # fmt: skip
#: Verbs by which somebody gives or moves a count: raised the toll to 40, put it at 20.
_GIVES = frozenset(
    {"raise", "put", "bring", "revise", "lower", "cut", "update", "take", "push", "increase", "lift", "reduce", "drive",
     "place", "set", "peg", "estimate", "give"}
)  # fmt: skip
_BEYOND = frozenset({"pass", "exceed", "top", "surpass", "cross"})
_SHORT_OF = frozenset({"near", "approach"})
#: Words after a number that make it a difference, a share or another measure.
_NO_COUNT = frozenset(
    {"more", "higher", "above", "fewer", "percent", "%", "times", "year", "day", "hour", "mile", "km", "years", "days",
     "hours", "miles", "week", "weeks", "month", "months", "per", "metres", "meters", "degrees", "-", "less"}
)  # fmt: skip
#: Subjects that stand for the count last spoken of.
_COUNTS = frozenset({"it", "figure", "count", "tally", "number", "total"})
_FORESEE = frozenset({"expect", "fear", "predict", "forecast", "project", "foresee", "anticipate", "warn"})
_BURNS = frozenset({"burn", "scorch", "char", "consume", "blacken", "ravage", "destroy"})
_PERILS = frozenset({"water", "sea", "rubble", "wreckage", "wreck", "debris", "river", "lake", "building", "ruin",
                     "mine", "flame", "mud", "snow", "ocean"})  # fmt: skip
#: How far to the right of its number what is counted may stand.
_REACH = 7
#: A part of what is counted: at that site, among them.
_PARTS = frozenset({"site", "scene", "building", "tower", "school", "hospital", "village", "plant", "mine", "ship",
                    "camp", "house", "church", "factory", "mosque", "hotel", "station", "wreckage"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One count, as words of a sentence."""

    #: "dead", "injured", "missing" ...
    counted: str
    value: float
    bound: QuantityBound
    #: The number's tokens, and the verb that tells it, where there is one.
    words: "tuple[Token, ...]"
    verb: "Token | None"
    #: What an earlier count had said, or a count of a part.
    is_old: bool
    #: What the count may come to.
    is_forecast: bool
    #: The place named in the sentence that it is of: its key and words; None for the article's own.
    place: "Token | None"


def find_tolls(sentence: "Span", *, counted_before: str | None) -> tuple[Toll, ...]:
    """The counts of a sentence, in order; `counted_before` is what "it" counts."""
    groups = numbers_in(sentence)
    taken = {token.i for group in groups for token in group}
    found = []
    for group in groups:
        value = number_of(group)
        if value is None or group[0].text in "$€£¥" or _no_count(group[-1]):
            continue
        verb = _verb_of(group[0])
        beside = _beside(group, taken) or _object_of(group)
        moved = None if beside else _numbered(group[0]) or _risen(group[0], verb, counted_before) or _given(group[0])
        what, foreseen = beside or moved, _is_forecast(verb)
        if what is None or (foreseen and beside and not _is_case(group)):
            continue  # "12 may die" is told by its verb
        found.append(
            Toll(
                counted=what,
                value=value,
                bound=_bound(group[0], verb if moved else None),
                words=tuple(group),
                verb=verb,
                is_old=_is_old(group[0], verb) or _is_part(sentence, group),
                is_forecast=foreseen,
                place=place_of(group[0], sentence),
            )
        )
    return tuple(found)


@kept
def counted_in(sentence: "Span") -> str | None:
    """What a sentence speaks of counting, if anything."""
    return next((what for token in sentence if (what := counted(token)) is not None), None)


# --- what is counted -------------------------------------------------------------------------------------------------
def _no_count(last: "Token") -> bool:
    return last.i + 1 < len(last.doc) and last.nbor().lower_ in _NO_COUNT


def _beside(group: "tuple[Token, ...]", numbers: set[int]) -> str | None:
    """What the words right after the number say that it counts."""
    last = group[-1]
    doc, things = last.doc, False
    for index in range(last.i + 1, min(last.i + 1 + _REACH, last.sent.end)):
        token = doc[index]
        if index in numbers or token.lower_ in (",", ";", "(", "and", "while", "with") or token.lower_ in _NO_COUNT:
            return None
        if token.lower_ == "found" and any(t.lower_ == "not" for t in doc[last.i + 1 : index]):
            return "missing"
        things |= is_no_people(token)
        what = said_of(token, last)
        if what is not None:
            return None if things and what != "destroyed" else what
        if not is_between(token):
            return None
    return None


def _object_of(group: "tuple[Token, ...]") -> str | None:
    """What a verb before the number did to those counted: killed 12 people, injuring 30, destroyed 300 homes."""
    number = group[-1]
    noun = number.head if number.dep_ in ("nummod", "quantmod", "compound") and number.head.i > number.i else number
    verb = noun.head
    if noun.dep_ != "dobj" or verb.i > number.i or verb.pos_ != "VERB" or verb.dep_ in ("csubj", "pcomp"):
        return None
    what = of_verb(verb)
    if what == "destroyed" and is_building(noun):
        return what
    if what in (None, "destroyed"):
        return _by_both(lemma(verb), lemma(noun), verb, noun)
    return None if is_no_people(noun) else what


def _by_both(verb: str, noun: str, head: "Token", thing: "Token") -> str | None:
    """What a verb counts only with the noun that is its object: claimed lives, carries passengers, burned hectares."""
    if verb == "claim" and noun == "life":
        return "dead"
    if verb in ("pull", "pluck", "save", "free", "lift", "dig"):
        return _from_wreck(head, thing)
    if verb == "carry":
        return "aboard" if is_person(thing) else None
    return BURNED.get(noun) if verb in _BURNS else None


def _numbered(number: "Token") -> str | None:
    """What "the injured number 40" counts, however it is parsed."""
    doc, at = number.doc, number.i - 1
    if at < 1 or doc[at].lower_ not in ("number", "numbered", "total", "totalled", "totaled"):
        return None
    return counted(doc[at - 1])


def _risen(number: "Token", verb: "Token | None", before: str | None) -> str | None:
    """What the subject counts whose verb gives the number: the number of people killed leaped to it."""
    if verb is None or number.i < verb.i or not (lemma(verb) in _MOVES or _is_given(verb)):
        return None
    if number.dep_ == "nummod" and number.head.pos_ == "NOUN":
        return None
    subject, above = child(verb, "nsubj", "nsubjpass"), verb
    while subject is None and above.dep_ in ("xcomp", "conj") and above.head != above:
        above = above.head  # the toll is expected to exceed 50
        subject = child(above, "nsubj", "nsubjpass")
    return _counted_by(subject, verb, before) if subject is not None else None


def _given(number: "Token") -> str | None:
    """What somebody puts at the number, or raises to it: its deaths, the number of dead."""
    preposition = number.head
    if number.dep_ != "pobj" or preposition.lower_ not in ("to", "at"):
        return None
    above = preposition
    for _ in range(_REACH):
        above = above.head
        if lemma(above) in _GIVES and (thing := child(above, "dobj")) is not None and thing.i < number.i:
            return _counted_by(thing, above, None)
    return None


def _from_wreck(verb: "Token", noun: "Token") -> str | None:
    """Whether people were saved from what they were in: pulled 70 people from the water."""
    sources = [t for c in (*children(verb, "prep"), *children(noun, "prep")) if c.lower_ == "from" for t in c.children]
    return "rescued" if any(lemma(t) in _PERILS for t in sources) else None


def _is_given(verb: "Token") -> bool:
    return lemma(verb) in _GIVES and child(verb, "auxpass") is not None


def _counted_by(noun: "Token", verb: "Token", before: str | None) -> str | None:
    what = counted_noun(noun) if noun.lower_ not in _COUNTS else None
    if what is None:
        of = [t for t in noun.subtree if t.i > noun.i or t.dep_ in ("compound", "amod")]
        what = next((found for t in of if (found := counted(t)) is not None), None)
        is_count = noun.lower_ in _COUNTS or lemma(noun) in _COUNTS
        what = what if is_count or noun.lower_ in ("those", "people") else None
        if what is None and is_count and lemma(verb) != "be":
            return before
    return what


def are_foreseen(sentence: "Span") -> bool:
    """Whether a sentence says of what was counted before it that it is only foreseen: *they are expected* by March."""
    first, verb = sentence[0], sentence.root
    plural = first.lower_ in ("they", "these", "those") and first.dep_ in ("nsubj", "nsubjpass", "det")
    return plural and lemma(verb) in _FORESEE and child(verb, "auxpass") is not None and child(verb, "neg") is None


# --- what is told of it ----------------------------------------------------------------------------------------------
def _verb_of(number: "Token") -> "Token | None":
    token = number
    for _ in range(6):
        clause = token.dep_ in ("acl", "amod") and child(token, "nsubj", "nsubjpass") is None
        if token.pos_ in ("VERB", "AUX") and not clause:
            return token
        if token.dep_ == "ROOT":
            return None
        token = token.head
    return None


def _is_forecast(verb: "Token | None") -> bool:
    """Whether a verb, or the one that governs its clause, speaks of what may come."""
    while verb is not None:
        if lemma(verb) in _FORESEE or any(t.tag_ == "MD" for t in children(verb, "aux")):
            return True
        before = verb.doc[verb.sent.start : verb.i]
        if verb.sent[0].lower_ == "what" and any(t.lower_.rstrip("s") in _FORESEE for t in before):
            return True  # what the authors foresee are 40 cases
        if any(lemma(c) in ("likely", "set", "sure", "bound") for c in children(verb, "acomp")):
            return True
        verb = verb.head if verb.dep_ in ("xcomp", "conj", "auxpass") and verb.head != verb else None
    return False


def _is_case(group: "tuple[Token, ...]") -> bool:
    noun = group[0].head
    return noun.pos_ == "NOUN" and counted_noun(noun) is not None


def _bound(number: "Token", verb: "Token | None") -> QuantityBound:
    bound = bound_before(number)
    if verb is None or bound is not QuantityBound.EXACT:
        return bound
    past = lemma(verb) == "go" and any(c.lower_ in ("past", "beyond", "over", "above") for c in verb.children)
    if past or lemma(verb) in _BEYOND:
        return QuantityBound.AT_LEAST
    return QuantityBound.ABOUT if lemma(verb) in _SHORT_OF else bound


def _is_old(number: "Token", verb: "Token | None") -> bool:
    """Whether it is a count of before: what a number rose from, what had been said; not what somebody said had been."""
    above = number.head
    if (
        number.dep_ == "pobj"
        and above.lower_ == "from"
        and (lemma(above.head) in _MOVES or lemma(above.head) in _GIVES)
    ):
        return True
    verb = verb or number.sent.root
    had = any(lemma(t) == "have" and t.tag_ == "VBD" for t in children(verb, "aux"))
    reported = verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"
    return had and not reported


def _is_part(sentence: "Span", group: "tuple[Token, ...]") -> bool:
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
