"""Where a count is of: the place that its sentence names, or the state that the article is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.mentions.entities import state_beside
from tracker.claims.names import known_name
from tracker.model import ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WITHIN = frozenset({"in", "across", "from", "within", "around", "throughout"})
#: How much a name in the title weighs against one in the text.
_IN_TITLE = 3
#: A state that is named less often is one that takes part: a *British* broadcaster.
_OFTEN = 2
#: Sentences in which an article names the state that it is about.
_BEGINNING = 10


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
    home = max(counts, key=lambda key: counts[key], default="")
    return home if counts.get(home, 0) >= _OFTEN else None


@kept
def places_in(sentence: "Span") -> "tuple[Token, ...]":
    """The places in whose borders a sentence tells something: in Oslo, across Norway, in Oslo's old town."""
    return tuple(
        token
        for token in sentence
        if (token.ent_type_ in ("GPE", "LOC") and _is_within(token.head if token.dep_ == "poss" else token))
        or (_is_within(token) and token.ent_type_ != "ORG" and state_beside(token))
    )


def _is_within(token: "Token") -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _WITHIN


def place_of(number: "Token", sentence: "Span") -> "Token | None":
    """The place that the sentence counts in: the one named nearest to the number, before it where "there" is said."""
    named = places_in(sentence)
    if any(token.lower_ == "there" and token.dep_ == "advmod" for token in sentence):
        named = tuple(token for token in named if token.i < number.i)
    return min(named, key=lambda token: abs(token.i - number.i), default=None)
