"""Counts of people dead, hurt, missing, displaced, infected, arrested ..., and of buildings destroyed.

"Lists at least 144 people killed", "the number of dead leaped to 1,002", "raised the toll to 40", "lost their lives".
A count is read where a number stands beside what it counts, or is what a count moved to. The number it rose from, what
an earlier count had said, counts of a part (at that site) and of another time are background. What a count may come to
is a forecast. Differences (600 more) are no counts.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.figures.elsewhere import is_elsewhere
from tracker.claims.figures.quantities import number_of, numbers_in
from tracker.claims.figures.toll_places import place_of
from tracker.claims.figures.toll_states import in_state, state_in
from tracker.claims.figures.toll_telling import bound_of, is_case, is_forecast, is_old, is_part, verb_of
from tracker.claims.figures.toll_words import (
    BURNED,
    GIVES,
    MOVES,
    ON_TOP,
    ORDINALS,
    counted,
    counted_noun,
    is_anybody,
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

#: Words after a number that make it a difference, a share or another measure.
_NO_COUNT = frozenset(
    {"more", "higher", "above", "fewer", "percent", "%", "times", "year", "day", "hour", "mile", "km", "years", "days",
     "hours", "miles", "week", "weeks", "month", "months", "per", "metres", "meters", "degrees", "-", "less"}
)  # fmt: skip
#: More than these are aboard of nothing.
_MOST_ABOARD = 20_000
#: Subjects that stand for the count last spoken of.
_COUNTS = frozenset({"it", "figure", "count", "tally", "number", "total"})
_BURNS = frozenset({"burn", "scorch", "char", "consume", "blacken", "ravage", "destroy"})
_PERILS = frozenset({"water", "sea", "rubble", "wreckage", "wreck", "debris", "river", "lake", "building", "ruin",
                     "mine", "flame", "mud", "snow", "ocean"})  # fmt: skip
#: How far to the right of its number what is counted may stand.
_REACH = 7


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
        verb = verb_of(group[0])
        beside = _beside(group, taken) or _object_of(group) or in_state(group)
        moved = None if beside else _moved(group[0], verb, counted_before)
        what, foreseen = beside or moved, is_forecast(verb)
        if what is None or (foreseen and beside and not is_case(group)) or _is_too_many(what, value):
            continue  # "12 may die" is told by its verb
        if _is_on_top(group[0], what, counted_before):
            continue
        found.append(
            Toll(
                counted=what,
                value=value,
                bound=bound_of(group[0], verb if moved else None),
                words=tuple(group),
                verb=verb,
                is_old=is_old(group[0], verb) or is_part(sentence, group) or is_elsewhere(group[0]),
                is_forecast=foreseen,
                place=place_of(group[0], sentence),
            )
        )
    return (*found, *_last_of_them(sentence))


def _last_of_them(sentence: "Span") -> list[Toll]:
    """The counts that are told of their last: a fourth patient has died."""
    found = []
    for token in sentence:
        value = ORDINALS.get(token.lower_)
        noun = token.head
        if value is None or token.dep_ != "amod" or not is_anybody(noun):
            continue
        first = {c.lower_ for c in children(noun, "det", "poss")}
        verb = noun.head if noun.head.pos_ == "VERB" else None
        what = counted_noun(noun)
        if what is None and verb is not None and noun.dep_ in ("nsubj", "nsubjpass", "conj"):
            what = of_verb(verb) if noun.dep_ != "nsubj" or lemma(verb) in ("die", "perish", "drown") else None
        if what is None or not first <= {"a", "an"} or not first or noun.doc[token.i - 1].lower_ not in ("a", "an"):
            continue
        old = is_old(token, verb) or is_elsewhere(token)
        found.append(
            Toll(counted=what, value=value, bound=QuantityBound.AT_LEAST, words=(token, noun), verb=verb,
                 is_old=old, is_forecast=is_forecast(verb), place=place_of(token, sentence))
        )  # fmt: skip
    return found


@kept
def counted_in(sentence: "Span") -> str | None:
    """What a sentence speaks of counting, if anything."""
    return next((what for token in sentence if (what := counted(token)) is not None), None) or state_in(sentence)


# --- what is counted -------------------------------------------------------------------------------------------------
def _no_count(last: "Token") -> bool:
    """Whether a number is a difference or measures something else: 600 more, two new cases."""
    doc = last.doc
    return last.i + 1 < len(doc) and last.nbor().lower_ in (_NO_COUNT | ON_TOP)


def _is_on_top(number: "Token", what: str | None, before: str | None) -> bool:
    """Whether a number adds to the count last spoken of: another 12 died. Of another kind it is a count of its own."""
    sentence = number.sent
    words = number.doc[max(sentence.start, number.i - 2) : number.i]
    if not any(token.lower_ in ("another", "further", "additional") for token in words):
        return False
    so_far = [found for token in number.doc[sentence.start : number.i] if (found := counted(token)) is not None]
    return what == (so_far[-1] if so_far else before) or (before is None and not so_far)


def _is_too_many(what: str, value: float) -> bool:
    """Whether no ship holds so many: 11 million passengers are those of a year."""
    return what == "aboard" and value > _MOST_ABOARD


def _moved(number: "Token", verb: "Token | None", before: str | None) -> str | None:
    """What is counted whose count came, or was brought, to a number."""
    sentence, so_far = number.sent, before
    for token in sentence.doc[sentence.start : number.i]:
        so_far = counted(token) or so_far
    return _numbered(number) or _risen(number, verb, before) or _given(number, so_far)


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
    if verb is None or number.i < verb.i or not (lemma(verb) in MOVES or _is_given(verb)):
        return None
    if number.dep_ == "nummod" and number.head.pos_ == "NOUN":
        return None
    subject, above = child(verb, "nsubj", "nsubjpass"), verb
    while subject is None and above.dep_ in ("xcomp", "conj") and above.head != above:
        above = above.head  # the toll is expected to exceed 50
        subject = child(above, "nsubj", "nsubjpass")
    return _counted_by(subject, verb, before) if subject is not None else None


def _given(number: "Token", before: str | None) -> str | None:
    """What somebody puts at the number, or raises to it: its deaths, the number of dead."""
    preposition = number.head
    if number.dep_ != "pobj" or preposition.lower_ not in ("to", "at"):
        return None
    above = preposition
    for _ in range(_REACH):
        above = above.head
        if lemma(above) in GIVES and (thing := child(above, "dobj")) is not None and thing.i < number.i:
            return _counted_by(thing, above, before if child(thing, "prep", "poss", "compound") is None else None)
    return None


def _from_wreck(verb: "Token", noun: "Token") -> str | None:
    """Whether people were saved from what they were in: pulled 70 people from the water."""
    sources = [t for c in (*children(verb, "prep"), *children(noun, "prep")) if c.lower_ == "from" for t in c.children]
    return "rescued" if any(lemma(t) in _PERILS for t in sources) else None


def _is_given(verb: "Token") -> bool:
    return lemma(verb) in GIVES and child(verb, "auxpass") is not None


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
