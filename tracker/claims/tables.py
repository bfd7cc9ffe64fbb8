"""The lexicon: tables of news events, governing verbs and names, read once from the TOML files beside this module.

Fields of an event class in the files: `kind` (event or fact), `noun` for titles, `verbs` (lemma, then a particle or
preposition), `nouns` (nominalisations; words before the last are required modifiers), `idioms` (a verb, then lemmas
that must stand below it), `needs` (verb -> nouns or document keys, one of which must be its object or subject),
`possessive` and `of` (who "its signing" and "the signing of" name: subject or object), `document` (the role in which a
bare noun takes the document at hand), `units` (of its figure),
`figure` (the scope of the people it counts), `next_steps`, `next_acts`, `opposites`, `by_subject`, `by_place`.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from tracker.errors import ConfigError
from tracker.model import ClassKind, EventClass

_CLASS_FILES = ("treaties", "meetings", "state", "conflict", "economy", "facts")
_FIELDS = frozenset(
    [
        "kind",
        "noun",
        "verbs",
        "nouns",
        "idioms",
        "needs",
        "possessive",
        "of",
        "document",
        "units",
        "figure",
        "next_steps",
        "next_acts",
        "opposites",
        "by_subject",
        "by_place",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to name an event class: a head lemma, the lemmas that must stand beside it, the nouns it needs."""

    event_class: str
    words: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All tables of the claim rules. Values are plain dictionaries so that it can be sent to a worker."""

    classes: Mapping[str, EventClass]
    forms: Mapping[str, ClassForm]
    #: By head lemma, the longest patterns first.
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    idioms: Mapping[str, tuple[Pattern, ...]]
    #: "speech.say", "governors.firm", "operators.postponed" ... -> lemmas, with their particles.
    cues: Mapping[str, frozenset[str]]

    def cue(self, table: str, *words: str) -> bool:
        """Whether one of the words stands in that table of cues."""
        return any(word in self.cues[table] for word in words)

    def class_of(self, class_id: str | None) -> EventClass | None:
        """The class of that id, or None."""
        return self.classes.get(class_id) if class_id else None


def read_table(name: str) -> dict[str, Any]:
    """One TOML file of the lexicon folder."""
    path = resources.files("tracker.claims") / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def load_lexicon() -> Lexicon:
    """The lexicon, checked. Raises ConfigError for an unknown field, a class named that isn't there, a word twice."""
    raw: dict[str, dict[str, Any]] = {}
    for name in _CLASS_FILES:
        for class_id, fields in read_table(name).items():
            _check_fields(name, class_id, fields, known=raw)
            raw[class_id] = fields
    classes = {class_id: _event_class(class_id, fields) for class_id, fields in raw.items()}
    for event_class in classes.values():
        for other in (*event_class.next_steps, *event_class.next_acts, *event_class.opposites):
            if other not in classes:
                raise _wrong("lexicon", event_class.id, f"names the class {other!r}, which no file holds")
    cues = {
        f"{group}.{table}": frozenset(words)
        for group, tables in read_table("verbs").items()
        for table, words in tables.items()
    }
    return Lexicon(
        classes=classes,
        forms={class_id: _form(fields) for class_id, fields in raw.items()},
        verbs=_patterns(raw, "verbs", head=0),
        nouns=_patterns(raw, "nouns", head=-1),
        idioms=_patterns(raw, "idioms", head=0),
        cues=cues,
    )


def _wrong(file: str, key: str, text: str) -> ConfigError:
    return ConfigError(f"{key} {text}", path=f"tracker/claims/lexicon/{file}.toml", key=key)


def _check_fields(file: str, class_id: str, fields: Mapping[str, Any], *, known: Mapping[str, Any]) -> None:
    if class_id in known:
        raise _wrong(file, class_id, "is a class of another file already")
    if unknown := set(fields) - _FIELDS:
        raise _wrong(file, class_id, f"has unknown fields {sorted(unknown)}; known are {sorted(_FIELDS)}")
    if "noun" not in fields:
        raise _wrong(file, class_id, "needs a noun for titles")
    if strangers := set(fields.get("needs", {})) - set(fields.get("verbs", ())):
        raise _wrong(file, class_id, f"has needs for {sorted(strangers)}, which are not among its verbs")
    for field in ("possessive", "of"):
        if fields.get(field, "subject") not in ("subject", "object"):
            raise _wrong(file, class_id, f"has {field} = {fields[field]!r}; it is subject or object")


def _event_class(class_id: str, fields: Mapping[str, Any]) -> EventClass:
    return EventClass(
        id=class_id,
        kind=ClassKind(fields.get("kind", "event")),
        noun=fields["noun"],
        next_steps=tuple(fields.get("next_steps", ())),
        next_acts=tuple(fields.get("next_acts", ())),
        opposites=tuple(fields.get("opposites", ())),
        by_subject=fields.get("by_subject", False),
        by_place=fields.get("by_place", False),
    )


def _form(fields: Mapping[str, Any]) -> ClassForm:
    return ClassForm(
        possessive=fields.get("possessive", "subject"),
        of=fields.get("of", "object"),
        document=fields.get("document", ""),
        units=frozenset(fields.get("units", ())),
        figure=fields.get("figure", ""),
    )


def _patterns(raw: Mapping[str, Mapping[str, Any]], field: str, *, head: int) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for class_id, fields in raw.items():
        for phrase in fields.get(field, ()):
            words = phrase.split()
            # Nominal idioms ("entry into force") are headed by their first word, compounds by their last.
            at = 0 if "into" in words or "to" in words else head
            others = tuple(word for index, word in enumerate(words) if index != at % len(words))
            needs = frozenset(fields.get("needs", {}).get(phrase, ()))
            pattern = Pattern(event_class=class_id, words=others, needs=needs)
            rivals = found.setdefault(words[at], [])
            if any(rival.words == others and not rival.needs and not needs for rival in rivals):
                raise _wrong("lexicon", class_id, f"has {phrase!r}, which another class has too")
            rivals.append(pattern)
    return {
        lemma: tuple(sorted(patterns, key=lambda p: (-len(p.words), not p.needs))) for lemma, patterns in found.items()
    }
