"""The words of a text as they are compared without a parse: stemmed by family, without those that say nothing."""

import functools
import re

from tracker.model.families import family

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*\d|\d")
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
STOP = frozenset(_STOP_WORDS.split())

#: Shorter words tell little.
_LEAST = 4
#: What half of all news is full of.
_EVERYWHERE = """
kill kills killed people police attack attacks force forces claim claims member members government official officials
president minister country state leader leaders group security city region province military military leading least
national international public world
"""


def content_words(text: str) -> list[tuple[str, str]]:
    """The words of a text that are no names, with their stems; left out is what half of all news is full of.

    The first word of a text is written like a name whatever it is.
    """
    return [
        (stem, word)
        for number, (stem, word) in enumerate(words_of(text))
        if stem and (word[0].islower() or not number) and len(word) >= _LEAST and stem not in _everywhere()
    ]


@functools.cache
def _everywhere() -> frozenset[str]:
    return frozenset(stem_of(word) for word in _EVERYWHERE.split())


def words_of(text: str) -> list[tuple[str, str]]:
    """The words of a text with their stems; words that say nothing count as empty ones, so that distances stay."""
    found = []
    for match in WORD.finditer(text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        plain = word.casefold()
        found.append(("" if plain in STOP else stem_of(plain), word))
    return found


@functools.lru_cache(maxsize=16384)
def stem_of(word: str) -> str:
    """A word as it is compared: the family of a long one, a short one as it is."""
    return word.rstrip(".,") if word[0].isdigit() else family(word) if len(word) > 3 else word
