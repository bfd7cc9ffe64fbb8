"""The words around a mention: what tells one event from another where no name does. Works on the text alone."""

import functools
import re
from dataclasses import dataclass

from tracker.model import Claim
from tracker.model.families import family

#: Words on either side of the predicate that belong to what it tells.
NEAR = 7
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*\d|\d")
_STOP_WORDS = """
a an the this that these those his her its their our my your he she it they we i you who whom which what whose
is are was were be been being am do does did done doing has have had having will would shall should can could
may might must and or but nor so yet if than then as at by for from in into of off on onto out over per to
toward towards under until up upon via with within without about above across after again against ago all
along already also although always among amid any around away back because before behind below between both
down during each either else even ever every few first following further here how however just last later
least less like likely made make makes many more most much near never new next no not now often once one only
other others own past same several since some still such there therefore though through thus today together
tomorrow too very well when where while why yesterday said says say saying told tell according reported
reports mr mrs ms dr two three monday tuesday wednesday thursday friday saturday sunday january february march
april june july august september october november december day days week weeks month months year years hour
hours minute minutes time times am pm utc gmt est
"""
_STOP = frozenset(_STOP_WORDS.split())


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
    before = _words(text[:start])
    after = _words(text[end:])
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


def _words(text: str) -> list[tuple[str, str]]:
    """The words of a text with their stems; words that say nothing count as empty ones, so that distances stay."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        plain = word.casefold()
        found.append(("" if plain in _STOP else stem_of(plain), word))
    return found


def _modifiers(before: str) -> set[str]:
    """The words before a noun, up to the first that says nothing; those that any such event may have left out."""
    found: set[str] = set()
    for word in reversed(re.split(r"[\s-]+", before.rstrip(" -"))):
        plain = word.casefold()
        if not _WORD.fullmatch(word) or plain in _STOP:
            break
        if plain not in _COMMON:
            found.add(stem_of(plain))
    return found


@functools.lru_cache(maxsize=16384)
def stem_of(word: str) -> str:
    """A word as it is compared: the family of a long one, a short one as it is."""
    return word.rstrip(".,") if word[0].isdigit() else family(word) if len(word) > 3 else word


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
