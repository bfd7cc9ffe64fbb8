"""Words of a sentence with their places, as two wordings are compared: lower case, contractions apart, families.

A family is what a word shares with its inflected and derived forms (sign, signed, signing); it is a key for comparing,
not a word of the language. No language model: tables and endings.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from tracker.diff.forms import CONTRACTIONS, DEMONYMS, IRREGULAR, SPELLINGS
from tracker.diff.numbers import DAYS, MONTHS, NUMBER_WORDS, ORDINALS

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|(?:[^\W\d_]\.){2,}|[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+|[%$€£¥]",
    re.IGNORECASE,
)
_FAMILY = """
ization isation fulness iveness ousness ation ition ment ness ity ional ion ance ence able ible ically ally ily ly ive
al ic ous ize ise iz is ied y ancy ency iv en
"""
#: Endings of derived words that leave a word in its family, longest first, and the letters that must stay before them.
_ENDINGS = tuple(sorted(_FAMILY.split(), key=len, reverse=True))
_LEAST_STEM = 3
_APART = "news policy organ generous relative communist university commune militant"
_EED = "need feed seed speed indeed deed breed weed greed bleed proceed exceed succeed heed"
#: Words in -eed that are no past tense.
_IN_EED = frozenset(_EED.split())
#: Words that keep their endings, as they would fall together with another one.
_WHOLE = frozenset({*_APART.split(), *NUMBER_WORDS, *ORDINALS, *MONTHS, *DAYS})
#: Prefixes that turn a word into its opposite.
_TURNING = ("un", "in", "im", "ir", "il", "dis", "non")
_LONG, _SHORT = 7, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word, number or sign of a sentence."""

    text: str
    #: Half-open offsets in the sentence.
    start: int
    end: int
    #: As compared: lower case, one apostrophe, contractions written out.
    plain: str
    #: Key that it shares with its inflected and derived forms.
    family: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[:1].isdecimal()


def words_of(sentence: str) -> list[Word]:
    """The words, numbers and signs of money and share, in order; other punctuation is left out."""
    return [
        Word(text=match.group(), start=match.start(), end=match.end(), plain=plain, family=family(plain))
        for match in _TOKEN.finditer(sentence)
        for plain in _plain(match.group(), sentence, match.end()).split()
    ]


def _plain(text: str, sentence: str, end: int) -> str:
    if text in ("US", "U.S.", "U.S"):
        return "usa"
    lower = text.lower().replace("’", "'")
    if lower.endswith(".") or ("." in lower and not lower[:1].isdecimal()):
        lower = lower.replace(".", "")
    if sentence[end : end + 3].lower().replace("’", "'") == "n't":
        lower = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}.get(lower, lower)
    return CONTRACTIONS.get(lower, lower)


@functools.lru_cache(maxsize=50_000)
def family(plain: str) -> str:
    """The key of a word's family."""
    if plain[:1].isdecimal():
        return plain.replace(",", "")
    base = IRREGULAR.get(plain, plain)
    base = SPELLINGS.get(base, base)
    if base in DEMONYMS:
        return DEMONYMS[base]
    if base in _WHOLE or len(base) <= _LEAST_STEM:
        return base
    stem = _uninflected(base)
    for _ in range(2):
        stem = _without_ending(stem)
    return stem.replace("our", "or").removesuffix("i")


def _uninflected(word: str) -> str:
    """Without the endings of number, tense and participle, and without what these change: sign, tri, discus, mov."""
    if word.endswith(("ies", "ied")) and len(word) > len("lies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "shes", "ches", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("eed"):
        word = word if word in _IN_EED else word[:-1]
    for ending in ("ed", "ing"):
        stem = word if word in _IN_EED else word.removesuffix(ending)
        if stem != word and len(stem) > 1 and any(letter in "aeiouy" for letter in stem):
            word = stem
            break
    word = word.removesuffix("e") if len(word) > 2 else word
    doubled = len(word) > _LEAST_STEM and word[-1] == word[-2]
    return word[:-1] if doubled else word


def _without_ending(stem: str) -> str:
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _LEAST_STEM:
            return stem[: -len(ending)].removesuffix("e")
    return stem


def is_spelling(a: Word, b: Word) -> bool:
    """Whether two words are one, spelt differently: one letter off, two in a long word, none of them the first."""
    if a.is_number or b.is_number or a.plain[0] != b.plain[0] or is_turned(a.plain, b.plain):
        return False
    short, long = sorted((a.plain, b.plain), key=len)
    if long in (f"{short}st", f"{short}est"):
        return False
    longest = len(long)
    most = 2 if longest >= _LONG else 1 if longest >= _SHORT else 0
    return OSA.distance(a.plain, b.plain, score_cutoff=most) <= most


def is_turned(a: str, b: str) -> bool:
    """Whether one word is the other with a prefix of the opposite: predictable, unpredictable."""
    short, long = sorted((a, b), key=len)
    return len(short) >= _LEAST_STEM and any(long == prefix + short for prefix in _TURNING)


def joined(words: Sequence[Word]) -> str:
    """The letters of words run together: a hyphen or a space more is no other word."""
    return "".join(word.plain for word in words)
