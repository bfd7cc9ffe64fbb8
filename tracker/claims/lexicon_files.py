"""The class tables of the lexicon as files: read, checked and joined; our own first, then those of a user's folder.

Every mistake is one ConfigError that names file, class and key. What the fields mean stands in `docs/lexicon.md`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from tracker.errors import ConfigError

#: Our own files of event classes, in the order in which areas are listed.
CLASS_FILES = (
    "treaties", "diplomacy", "politics", "elections", "law", "conflict", "disasters", "business", "markets", "work",
    "sport", "space", "science", "health", "society", "everyday", "facts", "figures",
)  # fmt: skip
OURS = "tracker/claims/lexicon/"
#: The table of a file that holds named groups of nouns; "@rates" in a condition stands for all of its words.
GROUPS = "groups"
#: What a condition can ask for by what a noun names; they hold for objects, never for who acts.
KINDS = frozenset({"@document", "@body", "@person", "@place", "@money", "@nothing"})

_WORD_LISTS = frozenset({"verbs", "nouns", "idioms", "light", "occurs", "units", "takes"})
_CLASS_LISTS = frozenset({"next_steps", "next_acts", "opposites", "settled_by", "ended_by"})
#: Conditions and the words that they may hang on.
_CONDITIONS = {"needs": "verbs", "unless": "verbs", "noun_needs": "nouns", "noun_unless": "nouns"}
_FLAGS = frozenset({"by_subject", "by_place", "minor"})
_CHOICES = {
    "kind": ("event", "fact"),
    "possessive": ("subject", "object"),
    "of": ("subject", "object"),
    "document": ("subject", "object"),
}
_TEXTS = frozenset({"noun", "figure", *_CHOICES})
FIELDS = _WORD_LISTS | _CLASS_LISTS | frozenset(_CONDITIONS) | _FLAGS | _TEXTS
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTable:
    """One event class as the files write it."""

    id: str
    #: "law and courts": what its file is about.
    area: str
    #: Where the class is first written.
    file: str
    fields: dict[str, Any]
    #: (key, word) -> the other file that adds it; the key of a condition is "needs.raise".
    added: dict[tuple[str, str], str] = field(default_factory=dict)

    def words(self, name: str) -> tuple[str, ...]:
        """The words or class ids of a list field."""
        return tuple(self.fields.get(name, ()))

    def where(self, name: str, word: str) -> str:
        """The file that gives the class this word."""
        return self.added.get((name, word), self.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All class tables by id, and the groups of nouns that their conditions name."""

    classes: Mapping[str, ClassTable]
    groups: Mapping[str, frozenset[str]]
    #: Noun of a group -> the user's file that adds it.
    added: Mapping[str, str]

    def nouns(self, words: Iterable[str]) -> frozenset[str]:
        """The words of a condition with its groups written out; kinds stay as they are."""
        found: set[str] = set()
        for word in words:
            found.update(self.groups.get(word[1:], (word,)) if word.startswith("@") else (word,))
        return frozenset(found)

    def source(self, class_ids: Iterable[str], name: str, phrase: str, noun: str = "") -> tuple[str, str, str]:
        """File, class and key that make classes clash over a phrase and a noun: what a user added, else the first."""
        condition = f"{'needs' if name == 'verbs' else 'noun_needs'}.{phrase}"
        tables = [self.classes[class_id] for class_id in class_ids]
        for table in tables:
            for key, word in ((name, phrase), (condition, noun)):
                if (key, word) in table.added:
                    return table.added[key, word], table.id, key
            if not table.file.startswith(OURS):
                return table.file, table.id, name
        if noun in self.added:
            return self.added[noun], GROUPS, noun
        return tables[0].file, tables[0].id, name


def wrong(file: str, class_id: str, key: str, text: str) -> ConfigError:
    """A mistake in a table, told as "FILE: CLASS, KEY: what is wrong"."""
    return ConfigError(f"{class_id}, {key}: {text}" if key else f"{class_id}: {text}", path=file, key=class_id)


def read_table(name: str) -> dict[str, Any]:
    """One TOML file of the lexicon folder."""
    path = resources.files("tracker.claims") / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_tables(folder: Path | None = None) -> Tables:
    """Our own tables, and those of a user's folder. Raises ConfigError for the first mistake."""
    classes: dict[str, ClassTable] = {}
    groups = {name: dict.fromkeys(words, "") for name, words in read_table(GROUPS)[GROUPS].items()}
    for name in CLASS_FILES:
        _take_file(classes, groups, file=f"{OURS}{name}.toml", raw=read_table(name), own=True)
    for path in _files_of(folder) if folder is not None else ():
        _take_file(classes, groups, file=str(path), raw=_read_user_file(path), own=False)
    tables = Tables(
        classes=classes,
        groups={name: frozenset(nouns) for name, nouns in groups.items()},
        added={noun: file for nouns in groups.values() for noun, file in nouns.items() if file},
    )
    for table in classes.values():
        _check_references(table, tables)
    return tables


def _files_of(folder: Path) -> list[Path]:
    try:
        place = folder.expanduser()
        files = sorted(path for path in place.iterdir() if path.suffix == ".toml" and path.is_file())
    except (OSError, RuntimeError) as error:
        said = getattr(error, "strerror", None) or error
        raise ConfigError(f"the lexicon folder can't be read: {said}", path=str(folder)) from error
    if not files:
        raise ConfigError("the lexicon folder holds no .toml file", path=str(folder))
    return files


def _read_user_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror or error}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"is no valid TOML: {error}", path=str(path)) from error


def _take_file(
    classes: dict[str, ClassTable], groups: dict[str, dict[str, str]], *, file: str, raw: dict[str, Any], own: bool
) -> None:
    area = raw.pop("area", Path(file).stem)
    if not isinstance(area, str):
        raise wrong(file, "area", "", "is one text, the name of the file's area")
    added = raw.pop(GROUPS, {})
    if not isinstance(added, dict):
        raise wrong(file, GROUPS, "", "is a table of word lists")
    for name, words in added.items():
        if f"@{name}" in KINDS:
            raise wrong(file, GROUPS, name, "is what a noun names, not a group: take another name")
        known_nouns = groups.setdefault(name, {})
        known_nouns.update({word: file for word in _words(file, GROUPS, name, words) if word not in known_nouns})
    for class_id, fields in raw.items():
        _check_table(file, class_id, fields)
        known = classes.get(class_id)
        if known is None:
            if "noun" not in fields:
                raise wrong(file, class_id, "noun", "a new class needs a noun for titles")
            classes[class_id] = ClassTable(id=class_id, area=area, file=file, fields=fields)
        elif own:
            raise wrong(file, class_id, "", "is a class of another file already")
        else:
            _join(known, file, fields)
        _check_conditions(file, classes[class_id], fields)


def _check_table(file: str, class_id: str, fields: Any) -> None:
    """The form of one table: known keys, each with the right sort of value."""
    if not isinstance(fields, dict):
        raise wrong(file, class_id, "", "is no table: write [class_name] and its keys below")
    if not _ID.fullmatch(class_id):
        raise wrong(file, class_id, "", "is no class name: small letters, digits and _, a letter first")
    if unknown := sorted(set(fields) - FIELDS):
        raise wrong(file, class_id, unknown[0], f"is an unknown key; known are {', '.join(sorted(FIELDS))}")
    for key, value in fields.items():
        if key in _WORD_LISTS | _CLASS_LISTS:
            _words(file, class_id, key, value)
        elif key in _CONDITIONS:
            if not isinstance(value, dict):
                raise wrong(file, class_id, key, "is a table: { word = [nouns] }")
            for phrase, nouns in value.items():
                _words(file, class_id, f"{key}.{phrase}", nouns)
        elif key in _FLAGS:
            if not isinstance(value, bool):
                raise wrong(file, class_id, key, "is true or false")
        elif not isinstance(value, str) or not value.strip():
            raise wrong(file, class_id, key, "is one text")
        elif value not in _CHOICES.get(key, (value,)):
            raise wrong(file, class_id, key, f"is {' or '.join(_CHOICES[key])}, not {value!r}")


def _words(file: str, class_id: str, key: str, value: Any) -> list[str]:
    """A list of words in small letters, none of them empty or there twice."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise wrong(file, class_id, key, 'is a list of words, like ["word", "two words"]')
    for word in value:
        if word != " ".join(word.split()).lower() or not word:
            raise wrong(file, class_id, key, f"{word!r} is written with small letters and single spaces")
        if value.count(word) > 1:
            raise wrong(file, class_id, key, f"has {word!r} twice")
    return value


def _join(known: ClassTable, file: str, fields: dict[str, Any]) -> None:
    """Add what another file says of a known class: words, conditions, neighbours; never another meaning."""
    for key, value in fields.items():
        if key in _CONDITIONS:
            had: dict[str, list[str]] = known.fields.setdefault(key, {})
            words = set(known.fields.get(_CONDITIONS[key], ())) - set(fields.get(_CONDITIONS[key], ()))
            for phrase, nouns in value.items():
                if key.endswith("needs") and phrase in words and phrase not in had:
                    raise wrong(file, known.id, f"{key}.{phrase}", "would narrow a word that holds for every noun")
                known.added.update(
                    {(f"{key}.{phrase}", noun): file for noun in nouns if noun not in had.get(phrase, ())}
                )
                had[phrase] = [*had.get(phrase, ()), *(noun for noun in nouns if noun not in had.get(phrase, ()))]
        elif isinstance(value, list):
            fresh = [word for word in value if word not in known.words(key)]
            known.fields[key] = [*known.words(key), *fresh]
            known.added.update({(key, word): file for word in fresh})
        else:
            raise wrong(file, known.id, key, f"is set in {known.file}; a known class takes words only")


def _check_conditions(file: str, table: ClassTable, fields: Mapping[str, Any]) -> None:
    for key, among in _CONDITIONS.items():
        if strangers := sorted(set(fields.get(key, {})) - set(table.words(among))):
            raise wrong(file, table.id, key, f"{strangers[0]!r} is not among its {among}")


def _check_references(table: ClassTable, tables: Tables) -> None:
    """What a table names must be there: classes, and groups of nouns."""
    for key in sorted(_CLASS_LISTS):
        for other in table.words(key):
            if other not in tables.classes:
                raise wrong(table.where(key, other), table.id, key, f"names the class {other!r}, which no file holds")
    conditions = [("takes", table.words("takes"))]
    conditions += [
        (f"{key}.{phrase}", nouns) for key in _CONDITIONS for phrase, nouns in table.fields.get(key, {}).items()
    ]
    for key, nouns in conditions:
        for noun in nouns:
            if noun.startswith("@") and noun not in KINDS and noun[1:] not in tables.groups:
                raise wrong(table.where(key, noun), table.id, key, f"names {noun!r}, which is no group of nouns")
