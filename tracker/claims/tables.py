"""The lexicon: tables of news events, governing verbs and names, as the rules use them.

What the fields of the files mean stands in `docs/lexicon.md`; `tracker.claims.lexicon_files` reads and checks them.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.claims.lexicon_files import ClassTable, Tables, read_table, read_tables, wrong
from tracker.model import ClassKind, EventClass

#: Prepositions that make a noun phrase headed by its first word: "entry into force", "vote of confidence".
_HEADED_FIRST = frozenset({"into", "to", "of", "for", "on", "in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to name an event class: a head lemma, the lemmas beside it, and what its nouns must and must not be."""

    event_class: str
    words: tuple[str, ...] = ()
    #: One of these must be its object or subject: noun lemmas, document keys, kinds ("@person"). Empty: anything.
    needs: frozenset[str] = frozenset()
    #: None of these may be.
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassForm:
    """What the rules, but not the ledger, must know of an event class."""

    #: "subject" or "object": whom "its <noun>" and "the <noun> of" name.
    possessive: str
    of: str
    #: The role in which a bare noun ("the signing") takes the document at hand; "" for events of other things.
    document: str
    units: frozenset[str]
    #: Scope of the people that it counts ("dead"); "" where it counts nobody.
    figure: str
    #: Verbs that carry its nouns out, beside those that carry out any event: *cast* a vote.
    light: frozenset[str]
    #: Verbs that say of its nouns that they happened, beside take place: an explosion *rocked* the town.
    occurs: frozenset[str]


NO_FORM = ClassForm(
    possessive="subject", of="object", document="", units=frozenset(), figure="", light=frozenset(), occurs=frozenset()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All tables of the claim rules. Values are plain dictionaries so that it can be sent to a worker."""

    classes: Mapping[str, EventClass]
    forms: Mapping[str, ClassForm]
    #: By head lemma, those with conditions first, then the longest.
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    idioms: Mapping[str, tuple[Pattern, ...]]
    #: The words of all idioms of a verb: what is worth looking for below it.
    idiom_words: Mapping[str, frozenset[str]]
    #: "speech.say", "governors.firm", "operators.postponed" ... -> lemmas, with their particles.
    cues: Mapping[str, frozenset[str]]

    def cue(self, table: str, *words: str) -> bool:
        """Whether one of the words stands in that table of cues."""
        return any(word in self.cues[table] for word in words)

    def class_of(self, class_id: str | None) -> EventClass | None:
        """The class of that id, or None."""
        return self.classes.get(class_id) if class_id else None


@functools.cache
def load_lexicon(folder: str = "") -> Lexicon:
    """The lexicon, checked, with the files of a user's folder where one is named.

    Raises ConfigError for an unknown key, a bad value, a class or group that isn't there, a word of two classes.
    """
    tables = read_tables(Path(folder) if folder else None)
    cues = {
        f"{group}.{table}": frozenset(words)
        for group, words_of in (*read_table("verbs").items(), *read_table("signatures").items())
        for table, words in words_of.items()
    }
    idioms = _patterns(tables, "idioms")
    return Lexicon(
        classes={table.id: _event_class(table, tables) for table in tables.classes.values()},
        forms={table.id: _form(table) for table in tables.classes.values()},
        verbs=_patterns(tables, "verbs"),
        nouns=_patterns(tables, "nouns"),
        idioms=idioms,
        idiom_words={
            verb: frozenset(word for pattern in patterns for word in pattern.words) for verb, patterns in idioms.items()
        },
        cues=cues,
    )


def _event_class(table: ClassTable, tables: Tables) -> EventClass:
    # What contradicts it, whichever of the two says so.
    naming = (other.id for other in tables.classes.values() if table.id in other.words("opposites"))
    return EventClass(
        id=table.id,
        kind=ClassKind(table.fields.get("kind", "event")),
        noun=table.fields["noun"],
        next_steps=table.words("next_steps"),
        next_acts=table.words("next_acts"),
        settled_by=table.words("settled_by"),
        ended_by=table.words("ended_by"),
        opposites=tuple(dict.fromkeys((*table.words("opposites"), *naming))),
        by_subject=table.fields.get("by_subject", False),
        by_place=table.fields.get("by_place", False),
        minor=table.fields.get("minor", False),
    )


def _form(table: ClassTable) -> ClassForm:
    return ClassForm(
        possessive=table.fields.get("possessive", "subject"),
        of=table.fields.get("of", "object"),
        document=table.fields.get("document", ""),
        units=frozenset(table.words("units")),
        figure=table.fields.get("figure", ""),
        light=frozenset(table.words("light")),
        occurs=frozenset(table.words("occurs")),
    )


def _patterns(tables: Tables, name: str) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for table in tables.classes.values():
        for phrase in table.words(name):
            head, pattern = _pattern(tables, table, name, phrase)
            rivals = found.setdefault(head, [])
            for rival in rivals:
                _check_rival(tables, table, name, phrase, pattern=pattern, rival=rival)
            rivals.append(pattern)
    return {
        # What asks for its nouns goes first: to withdraw troops from a valley is not to withdraw from a treaty.
        lemma: tuple(sorted(patterns, key=lambda p: (not p.needs, -len(p.words))))
        for lemma, patterns in found.items()
    }


def _pattern(tables: Tables, table: ClassTable, name: str, phrase: str) -> tuple[str, Pattern]:
    words = phrase.split()
    # Nominal idioms ("entry into force") are headed by their first word, compounds by their last.
    at = 0 if name != "nouns" or _HEADED_FIRST & set(words) else len(words) - 1
    needs: Iterable[str] = ()
    unless: Iterable[str] = ()
    if name == "verbs":
        needs = table.fields.get("needs", {}).get(phrase) or table.words("takes")
        unless = table.fields.get("unless", {}).get(phrase, ())
    elif name == "nouns":
        needs = table.fields.get("noun_needs", {}).get(phrase, ())
        unless = table.fields.get("noun_unless", {}).get(phrase, ())
    pattern = Pattern(
        event_class=table.id,
        words=tuple(word for index, word in enumerate(words) if index != at),
        needs=tables.nouns(needs),
        unless=tables.nouns(unless),
    )
    return words[at], pattern


def _check_rival(
    tables: Tables, table: ClassTable, name: str, phrase: str, *, pattern: Pattern, rival: Pattern
) -> None:
    """Two classes may share a word only where their conditions tell them apart."""
    if pattern.words != rival.words:
        return
    shared = sorted(pattern.needs & rival.needs)
    if not shared and (pattern.needs or rival.needs):
        return
    ids = (table.id, rival.event_class)
    file, class_id, key = tables.source(ids, name, phrase, shared[0] if shared else "")
    other = next((each for each in reversed(ids) if each != class_id), class_id)
    raise wrong(file, class_id, key, f"{phrase!r}{f' with {shared[0]!r}' if shared else ''} names {other} too")
