"""The words around a mention: what tells one event from another where no name does. Works on the text alone."""

import functools
import re
from dataclasses import dataclass

from tracker.model import Claim
from tracker.model.plain_words import STOP, WORD, stem_of, words_of

#: Words on either side of the predicate that belong to what it tells.
NEAR = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The words of a mention's sentence, stemmed, without the predicate and without words that say nothing."""

    near: frozenset[str]
    all: frozenset[str]
    #: Words written with a capital inside the sentence: names.
    names: frozenset[str]
    #: The words that follow the predicate: what a verb of telling tells.
    after: frozenset[str]
    figures: frozenset[str]
    #: What stands right before the predicate: *medical* leave, *first test* flight.
    modifiers: frozenset[str]


@functools.lru_cache(maxsize=4096)
def surroundings(claim: Claim) -> Surroundings:
    """What stands around the predicate of a mention in its sentence."""
    text, begin = claim.evidence.quote, claim.evidence.start
    start, end = claim.trigger.start - begin, claim.trigger.end - begin
    before = words_of(text[:start])
    after = words_of(text[end:])
    near = {stem for stem, _ in (*before[-NEAR:], *after[:NEAR])}
    every = (*before, *after)
    return Surroundings(
        near=frozenset(near - _EMPTY),
        all=frozenset({stem for stem, _ in every} - _EMPTY),
        names=frozenset({stem for stem, word in every[1:] if word[:1].isupper()} - _EMPTY),
        after=frozenset({stem for stem, _ in after} - _EMPTY),
        modifiers=frozenset(_modifiers(text[:start])),
        figures=frozenset(word for _, word in every if word[0].isdigit()),
    )


def _modifiers(before: str) -> set[str]:
    """The words before a noun, up to the first that says nothing; those that any such event may have left out."""
    found: set[str] = set()
    for word in reversed(re.split(r"[\s-]+", before.rstrip(" -"))):
        plain = word.casefold()
        if not WORD.fullmatch(word) or plain in STOP:
            break
        if plain not in _COMMON:
            found.add(stem_of(plain))
    return found


#: Modifiers that tell no event from the next of its kind.
_COMMON_WORDS = """
annual quarterly monthly weekly daily yearly regular usual big bigger biggest large larger largest major huge
small slight sharp steep heavy great record recent latest early late second third fourth final initial
previous former current coming upcoming future possible potential planned proposed expected official special
important significant main key long short full partial total overall net public private joint local national
international global further additional similar different successful failed
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_EMPTY = frozenset({""})
