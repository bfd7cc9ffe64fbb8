"""Counts of people killed, hurt or missing: "lists at least 144 people killed", "the number of dead leaped to 1,002".

A count is read where a number stands beside what it counts, or is what a subject that counts rises to. The number it
rose from, and what an earlier count had said, are background. Forecasts and differences (600 more) are no counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.entities import state_beside
from tracker.claims.kept import kept
from tracker.claims.names import known_name
from tracker.claims.parse import child, children, lemma
from tracker.claims.quantities import bound_before, number_of, numbers_in
from tracker.model import ParticipantKind, QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What is counted -> words for it, as lemmas or forms.
_COUNTED = {
    "dead": frozenset({"dead", "kill", "killed", "death", "die", "died", "fatality", "perish", "toll"}),
    "injured": frozenset({"injured", "injure", "injury", "wounded", "wound", "hurt"}),
    "missing": frozenset({"missing", "unaccounted"}),
}
CLASSES = {"dead": "toll_dead", "injured": "toll_injured", "missing": "toll_missing"}
UNITS = {"dead": "death", "injured": "injury", "missing": "missing person"}
_MOVES = frozenset(
    {"rise", "climb", "leap", "jump", "soar", "increase", "grow", "reach", "pass", "exceed", "hit", "stand", "be",
     "number", "top", "surge", "swell", "edge"}
)  # fmt: skip
_WITHIN = frozenset({"in", "across", "from", "within", "around", "throughout"})
#: Words after a number that make it a difference or a share.
_NO_COUNT = frozenset(
    {"more", "higher", "above", "fewer", "percent", "%", "times", "year", "day", "hour", "mile", "km"}
)
#: Subjects that stand for the count last spoken of.
_COUNTS = frozenset({"it", "figure", "count", "tally", "number", "total"})
#: How much a name in the title weighs against one in the text.
_IN_TITLE = 3
#: Sentences in which an article names the state that it is about.
_BEGINNING = 10
#: How far to the right of its number what is counted may stand.
_REACH = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One count, as words of a sentence."""

    #: "dead", "injured" or "missing".
    counted: str
    value: float
    bound: QuantityBound
    #: The number's tokens, and the verb that tells it, where there is one.
    words: "tuple[Token, ...]"
    verb: "Token | None"
    #: What an earlier count had said.
    is_old: bool
    #: The place named in the sentence that it is of: its key and words; None for the article's own.
    place: "Token | None"


def find_tolls(sentence: "Span", *, counted_before: str | None) -> tuple[Toll, ...]:
    """The counts of a sentence, in order; `counted_before` is what "it" counts."""
    groups = numbers_in(sentence)
    taken = {token.i for group in groups for token in group}
    found = []
    for group in groups:
        value = number_of(group)
        verb = _verb_of(group[0])
        counted = _beside(group[-1], taken) or _risen(group[0], verb, counted_before)
        if value is None or counted is None or _is_forecast(verb):
            continue
        found.append(
            Toll(
                counted=counted,
                value=value,
                bound=bound_before(group[0]),
                words=tuple(group),
                verb=verb,
                is_old=_is_old(group[0], verb),
                place=_place(group[0], sentence),
            )
        )
    return tuple(found)


@kept
def counted_in(sentence: "Span") -> str | None:
    """What a sentence speaks of counting, if anything."""
    return next((counted for token in sentence if (counted := _counted(token)) is not None), None)


@kept
def _states_named(sentence: "Span") -> tuple[str, ...]:
    named = [known_name(token.text) for token in sentence]
    return tuple(known[0] for known in named if known is not None and known[1] is ParticipantKind.STATE)


def home_of(title: str, sentences: "Iterable[Span]") -> str | None:
    """The state that title and beginning name most: whose counts an article tells where it names no place."""
    counts: dict[str, int] = {}
    for word in title.split():
        known = known_name(word.strip(".,:;'\"!?").removesuffix("'s"))
        if known is not None and known[1] is ParticipantKind.STATE:
            counts[known[0]] = counts.get(known[0], 0) + _IN_TITLE
    for number, sentence in enumerate(sentences):
        if number == _BEGINNING:
            break
        for state in _states_named(sentence):
            counts[state] = counts.get(state, 0) + 1
    return max(counts, key=lambda key: counts[key], default=None)


def _beside(last: "Token", numbers: set[int]) -> str | None:
    """What the words right after the number say that it counts."""
    doc, after = last.doc, range(last.i + 1, min(last.i + 1 + _REACH, last.sent.end))
    for index in after:
        token = doc[index]
        if index in numbers or token.lower_ in (",", ";", "(", "and", "while", "with") or token.lower_ in _NO_COUNT:
            return None
        if token.lower_ == "found" and any(t.lower_ == "not" for t in doc[last.i + 1 : index]):
            return "missing"
        counted = _counted(token)
        if counted is not None and token.lower_ != "toll":
            return counted
    return None


def _risen(number: "Token", verb: "Token | None", before: str | None) -> str | None:
    """What the subject counts whose verb gives the number: the number of people killed leaped to it."""
    if verb is None or lemma(verb) not in _MOVES or number.i < verb.i:
        return None
    subject = child(verb, "nsubj", "nsubjpass")
    after = verb.doc[number.i + 1] if number.i + 1 < len(verb.doc) else None
    if subject is None or (after is not None and after.lower_ in _NO_COUNT):
        return None
    counted = next((counted for t in subject.subtree if (counted := _counted(t)) is not None), None)
    if counted is None and subject.lower_ in _COUNTS and lemma(verb) != "be":
        return before
    return counted


def _counted(token: "Token") -> str | None:
    return next((what for what, words in _COUNTED.items() if token.lower_ in words or lemma(token) in words), None)


def _verb_of(number: "Token") -> "Token | None":
    token = number
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("acl", "amod"):
            return token
        if token.dep_ == "ROOT":
            return None
        token = token.head
    return None


def _is_forecast(verb: "Token | None") -> bool:
    if verb is None:
        return False
    return any(t.tag_ == "MD" for t in children(verb, "aux")) or lemma(verb) in (
        "expect",
        "fear",
        "estimate",
        "predict",
    )


def _is_old(number: "Token", verb: "Token | None") -> bool:
    """Whether it is a count of before: what a number rose from, what had been said; not what somebody said had been."""
    above = number.head
    if number.dep_ == "pobj" and above.lower_ == "from" and lemma(above.head) in _MOVES:
        return True
    verb = verb or number.sent.root
    had = any(lemma(t) == "have" and t.tag_ == "VBD" for t in children(verb, "aux"))
    reported = verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"
    return had and not reported


def places_in(sentence: "Span") -> "tuple[Token, ...]":
    """The places in whose borders a sentence tells something: in Oslo, across Norway, in Oslo's old town."""
    return tuple(
        token
        for token in sentence
        if (token.ent_type_ in ("GPE", "LOC") and _is_within(token.head if token.dep_ == "poss" else token))
        or (_is_within(token) and state_beside(token))
    )


def _is_within(token: "Token") -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _WITHIN


def _place(number: "Token", sentence: "Span") -> "Token | None":
    """The place that the sentence counts in: the one named nearest to the number; None where "there" says it."""
    if any(token.lower_ == "there" and token.dep_ == "advmod" for token in sentence):
        return None
    return min(places_in(sentence), key=lambda token: abs(token.i - number.i), default=None)
