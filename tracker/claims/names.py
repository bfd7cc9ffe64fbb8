"""Names as they are compared: states by capital and demonym, bodies by synonym, persons by folded spelling.

No parsing here: everything works on strings, so that a headline can be read cheaply.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from tracker.claims.lexicon_files import read_table
from tracker.model import ParticipantKind

#: Transliterations of one sound, the longest first. Persian, Arabic, Russian and Polish spellings meet here.
_SOUNDS = (
    ("sch", "s"), ("sz", "s"), ("sh", "s"), ("zh", "z"), ("kh", "k"), ("gh", "g"), ("ch", "c"), ("q", "g"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ay", "ai"), ("y", "i"), ("w", "v"), ("j", "j"),
)  # fmt: skip
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]+")
#: Names shorter than this are compared exactly: one letter makes another name.
_FUZZY_FROM = 6
#: Spellings of names whose keys are kept: names come again and again.
_KEPT = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTable:
    """Known names: lower-cased spelling -> key and kind; and sets of words that tell what a noun names."""

    known: Mapping[str, tuple[str, ParticipantKind]]
    states: frozenset[str]
    outlets: frozenset[str]
    #: Those of one word, as written.
    outlets_written: frozenset[str]
    outlet_words: frozenset[str]
    titles: frozenset[str]
    anonymous: frozenset[str]
    body_nouns: frozenset[str]
    #: Nouns that a body's name may follow: the airline Ryanair.
    named_bodies: frozenset[str]
    #: Document noun -> document key; "document" itself -> "".
    documents: Mapping[str, str]
    document_marks: frozenset[str]
    body_states: Mapping[str, str]
    #: Finds every known name in a text, the longest first; case matters ("US" is not "us").
    pattern: re.Pattern[str]


@functools.cache
def load_names() -> NameTable:
    """The name tables, read once."""
    table = read_table("names")
    known: dict[str, tuple[str, ParticipantKind]] = {}
    spellings: list[str] = []

    def learn(spelling: str, key: str, kind: ParticipantKind) -> None:
        spellings.append(spelling)
        known.setdefault(_plain(spelling), (key, kind))

    states = read_table("states")
    for key, names in states.items():
        title = " ".join(word if word in ("and", "of", "the") else word.capitalize() for word in key.split())
        for spelling in (title, *names.get("names", ()), *names["demonyms"], *names["seats"]):
            learn(spelling, key, ParticipantKind.STATE)
    for key, names in table["bodies"].items():
        for spelling in names:
            learn(spelling, key, ParticipantKind.BODY)
    documents = {noun: key for key, nouns in table["documents"].items() for noun in nouns if key != "bare"}
    documents.update(dict.fromkeys(table["documents"]["bare"], ""))
    alternatives = "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))
    return NameTable(
        known=known,
        states=frozenset(states),
        outlets=frozenset(_plain(name) for name in table["outlets"]["names"]),
        outlets_written=frozenset(name for name in table["outlets"]["names"] if " " not in name),
        outlet_words=frozenset(table["outlets"]["words"]),
        titles=frozenset(table["roles"]["titles"]),
        anonymous=frozenset(table["roles"]["anonymous"]),
        body_nouns=frozenset(table["roles"]["bodies"]),
        named_bodies=frozenset((*table["roles"]["bodies"], *table["roles"]["named"], *table["outlets"]["words"])),
        documents=documents,
        document_marks=frozenset(table["document_marks"]["words"]),
        body_states=table["body_states"],
        pattern=re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)"),
    )


@functools.lru_cache(maxsize=_KEPT)
def _plain(text: str) -> str:
    """Lower case without diacritics, apostrophes of one shape, no article and no possessive."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().strip()
    return bare.removeprefix("the ").removesuffix("'s")


def known_name(text: str) -> tuple[str, ParticipantKind] | None:
    """Key and kind of a state or body, by any of its spellings; None if it is in no table."""
    return load_names().known.get(_plain(text))


def is_outlet(text: str) -> bool:
    """Whether a name is that of a news outlet: by table, or by a word such as Times, Agency, Daily."""
    names = load_names()
    plain = _plain(text)
    words = text.casefold().split()
    return plain in names.outlets or (len(words) > 1 and (words[-1] in names.outlet_words or words[0] in names.outlets))


@functools.lru_cache(maxsize=_KEPT)
def fold(name: str) -> str:
    """The key of a person's or place's name: spelling variants of one name (Araghchi, Araqchi, Aragchi) are equal."""
    folded = re.sub(r"[^a-z0-9 -]", "", _plain(name))
    for written, sound in _SOUNDS:
        folded = folded.replace(written, sound)
    return re.sub(r"([a-z])\1", r"\1", folded).strip(" -")


def same_name(a: str, b: str) -> bool:
    """Whether two written names or keys name the same: by table, by folded spelling, or but for one letter."""
    known_a, known_b = known_name(a), known_name(b)
    if known_a or known_b:
        return known_a is not None and known_b is not None and known_a[0] == known_b[0]
    left, right = fold(a), fold(b)
    if left == right:
        return bool(left)
    if min(len(left), len(right)) < _FUZZY_FROM or left[0] != right[0]:
        return False
    return Levenshtein.distance(left, right, score_cutoff=1) <= 1


def name_keys(text: str) -> frozenset[str]:
    """Keys of the names in a headline or summary, comparable with `Term.key`: states, bodies, persons, documents."""
    names = load_names()
    keys: set[str] = set()
    for match in names.pattern.finditer(text):
        if found := known_name(match.group()):
            keys.add(found[0])
            keys.update({names.body_states[found[0]]} if found[0] in names.body_states else ())
    rest = names.pattern.sub(" ", text)
    keys.update(key for match in _CAPITALISED.finditer(rest) if len(key := fold(match.group())) > 2)
    keys.update(key for word in re.findall(r"[a-z]+", text.casefold()) if (key := document_key(word)))
    return frozenset(keys)


def document_key(word: str) -> str:
    """The key of a document noun, singular or plural: "pact" -> "treaty"; "" for a bare one or another word."""
    documents = load_names().documents
    return documents.get(word) or documents.get(word.removesuffix("s")) or ""
