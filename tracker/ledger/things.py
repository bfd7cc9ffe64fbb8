"""Whether two things that something is done to can be one: hostages and the last 14 of them, not hostages and soldiers.

Names of persons, bodies and states are compared elsewhere; here are the things that a text only describes.
"""

import functools

from tracker.model import Participant
from tracker.model.plain_words import WORD, stem_of

#: Words that only count: what they count is what is left.
_COUNTING = """
a an the this that these those its his her their all both some any several many most few each every dozen dozens
score couple hundred hundreds thousand thousands million millions billion billions about nearly almost over
at least another other further additional remaining rest new fresh one two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
eighty ninety number none
"""
#: A part of something, or somebody at large: it fits whatever it is a part of.
_PARTS = """
group batch wave part tranche set lot share contingent convoy majority minority
people person man woman child men women children individual human everyone
day week month year time date deadline moment
"""
_ORDINALS = "first second third fourth fifth sixth seventh eighth"
#: Places in an order: what is the first is not the second.
_PLACES = {
    **{word: number for number, word in enumerate(_ORDINALS.split(), 1)},
    **{f"{number}{end}": number for number, end in enumerate(("st", "nd", "rd", *("th",) * 5), 1)},
    **dict.fromkeys(("last", "final"), 99),
}
#: Words for one thing.
_SAME = """
hostage captive | worker employee staff docker | soldier troop | share stock | car vehicle | plane aircraft jet airliner
| ship vessel boat | offer bid | takeover merger acquisition purchase | talk negotiation | rule regulation | crew
astronaut | shareholder stockholder owner investor | pupil student | policeman officer | migrant refugee
| bill law legislation | home house | firm company
"""


def thing_fit(a: Participant, b: Participant) -> float | None:
    """1 for one thing, less where one says less than the other, 0 where nothing is told of what it is; None for two."""
    mine, other = _core(a.key), _core(b.key)
    if is_ordered_apart(a, b):
        return None
    if not mine or not other:
        return 0.0
    if mine == other:
        return 0.75
    if mine[-1] != other[-1]:
        return None
    # The same head: "old contract" and "contract" can be one, "sick men" and "armed men" are two.
    return 0.5 if len(mine) == 1 or len(other) == 1 or set(mine) & set(other[:-1]) else None


def is_ordered_apart(a: Participant, b: Participant) -> bool:
    """Whether each has a place in an order, and not the same: the first group, the last one."""
    mine, other = place_in_order(a), place_in_order(b)
    return mine is not None and other is not None and mine != other


def place_in_order(thing: Participant) -> int | None:
    """The place in an order that its words give it: 1 for the first, 99 for the last; None where they give none."""
    words = f"{thing.text} {thing.key}".casefold().split()
    return next((_PLACES[word] for word in words if word in _PLACES), None)


def is_part(thing: Participant) -> bool:
    """Whether it only counts, or names a part: twelve, the second group."""
    return not _core(thing.key)


@functools.lru_cache(maxsize=4096)
def _core(key: str) -> tuple[str, ...]:
    """The words of a thing that say what it is, the head last; words for one thing are one."""
    words = (word for word in WORD.findall(key.casefold().replace("-", " ")) if not word[0].isdigit())
    stems = (stem_of(word) for word in words if word not in _PLACES)
    return tuple(_one_word().get(stem, stem) for stem in stems if stem and stem not in _empty())


@functools.cache
def _empty() -> frozenset[str]:
    words = (*_COUNTING.split(), *_PARTS.split())
    return frozenset((*words, *(stem_of(word) for word in words)))


@functools.cache
def _one_word() -> dict[str, str]:
    groups = [[stem_of(word) for word in group.split()] for group in _SAME.split("|")]
    return {stem: group[0] for group in groups for stem in group}
