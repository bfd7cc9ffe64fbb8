"""A TOML file as checked tables: every error names the file, the line, the key and the nearest valid name."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from tracker.errors import ConfigError

T = TypeVar("T")

HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
KEY = re.compile(r"\s*([\w.\"'-][\w.\"' -]*?)\s*=")


class TomlFile:
    """A parsed file that knows where its keys stand. Raises ConfigError when it can't be read or parsed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._text = path.read_text(encoding="utf-8")
            self._root: dict[str, Any] = tomllib.loads(self._text)
        except OSError as error:
            raise ConfigError(f"can't be read: {error.strerror or error}", path=str(path)) from error
        except UnicodeDecodeError as error:
            raise ConfigError("is not UTF-8 text", path=str(path)) from error
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            # What tomllib misses "at end of document" began somewhere before: the last line is where it gave up.
            at = int(line[1]) if line else len(self._text.splitlines())
            raise ConfigError(f"is no valid TOML: {error}", path=str(path), line=at) from error

    def root(self, known: Collection[str]) -> "TomlTable":
        """The top level, which has these keys only. Raises ConfigError."""
        return TomlTable(self, self._root, name="", known=known)

    def error(self, message: str, *, key: str, table: str = "", nth: int = 0) -> ConfigError:
        """An error at the line of a key of the `nth` table of that name, counted from 0."""
        line = self._line(key, table, nth)
        return ConfigError(message, path=str(self.path), line=line, key=key, table=table, nth=nth)

    def set_aside(self, error: ConfigError) -> bool:
        """Forget the key that an error is about, so that the rest can be read; False if there is nothing to forget.

        The table is forgotten whole where a key of it is missing.
        """
        tables = self._root.get(error.table) if error.table else self._root
        table = tables[error.nth] if isinstance(tables, list) and error.nth < len(tables) else tables
        if isinstance(table, dict) and error.key is not None and error.key in table:
            del table[error.key]
        elif isinstance(tables, list) and error.nth < len(tables) and table is not None:
            tables[error.nth] = None  # an empty place keeps the numbers of the tables after it
        else:
            return self._root.pop(error.table.partition(".")[0], None) is not None
        return True

    def _line(self, key: str, table: str, nth: int) -> int | None:
        """The line of a key in its table; the table's header where the key isn't found."""
        header = None
        for number, place in self._places():
            if place == (table, nth if table else 0, key):
                return number
            if place == (table or key, nth, ""):
                header = number
        return header

    def _places(self) -> Iterator[tuple[int, tuple[str, int, str]]]:
        """(line, (table, which of that name, key)); the key is "" for a header. Deeper names belong to their key."""
        above: list[str] = []
        seen: Counter[str] = Counter()
        for number, line in enumerate(self._text.splitlines(), start=1):
            if header := HEADER.match(line):
                above = _parts(header[1])
                seen[above[0]] += len(above) == 1
                names = above
            elif key := KEY.match(line):
                names = [*above, *_parts(key[1])]
            else:
                continue
            if len(names) > 1:
                yield number, (names[0], max(seen[names[0]] - 1, 0), names[1])
            elif header:
                yield number, (names[0], seen[names[0]] - 1, "")
            else:
                yield number, ("", 0, names[0])


class TomlTable:
    """One table of a file, with known keys only. Raises ConfigError."""

    def __init__(self, file: TomlFile, values: Any, *, name: str, known: Collection[str], nth: int = 0) -> None:
        self._file = file
        self._name = name
        self._nth = nth
        if not isinstance(values, dict):
            raise file.error(f"[{name}] must be a table of keys", key=name)
        self._values: Mapping[str, Any] = values
        for key in values:
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(known))}"
                raise self.error(f"unknown key '{key}'{self._where}; {hint}", key=key)

    @property
    def _where(self) -> str:
        return f" in [{self._name}]" if self._name else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the table has."""
        return tuple(self._values)

    def read(self, key: str, read: Callable[[Any], T]) -> T:
        """A value that must be there, checked by `read`, whose ValueError becomes the message. Raises ConfigError."""
        if key not in self._values:
            raise self.error(f"the key '{key}' is missing{self._where}", key=key)
        try:
            return read(self._values[key])
        except (ValueError, TypeError, OverflowError) as error:
            raise self.error(f"bad value for '{key}': {error}", key=key) from error

    def may(self, key: str, read: Callable[[Any], T]) -> T | None:
        """A value that may be absent. Raises ConfigError."""
        return self.read(key, read) if key in self._values else None

    def table(self, key: str, known: Collection[str]) -> "TomlTable":
        """The table below `key`. Raises ConfigError."""
        return TomlTable(self._file, self._values[key], name=key, known=known)

    def tables(self, key: str, known: Collection[str]) -> tuple["TomlTable", ...]:
        """The tables written as [[key]], none where there are none. Raises ConfigError."""
        values = self._values.get(key, [])
        if not isinstance(values, list):
            raise self.error(f"write each of them under a [[{key}]] of its own", key=key)
        return tuple(
            TomlTable(self._file, each, name=key, known=known, nth=nth)
            for nth, each in enumerate(values)
            if each is not None  # set aside
        )

    def error(self, message: str, *, key: str) -> ConfigError:
        """An error at the line of a key of this table."""
        return self._file.error(message, key=key, table=self._name, nth=self._nth)


def _parts(name: str) -> list[str]:
    """The parts of a dotted name, without quotes."""
    return [part.strip().strip("\"'") for part in name.split(".")]


def text(said: Any) -> str:
    """A string."""
    if not isinstance(said, str):
        raise ValueError(f'{said!r} is no text: write it in quotes, like "{said}"')
    return said


def whole(said: Any) -> int:
    """A whole number of 1 or more."""
    if not isinstance(said, int) or isinstance(said, bool) or said < 1:
        raise ValueError(f"{said!r} is no whole number above 0")
    return said


def flag(said: Any) -> bool:
    """True or false."""
    if not isinstance(said, bool):
        raise ValueError(f"{said!r} is neither true nor false")
    return said


def texts(said: Any) -> tuple[str, ...]:
    """A list of strings."""
    if not isinstance(said, list):
        raise ValueError(f'{said!r} is no list: write it like ["a", "b"]')
    return tuple(text(each) for each in said)


def mapping(said: Any) -> Mapping[str, str]:
    """A table of strings."""
    if not isinstance(said, dict):
        raise ValueError(f'{said!r} is no table: write it like {{ "name" = "value" }}')
    return {key: text(value) for key, value in said.items()}


def one_of(*choices: str) -> Callable[[Any], str]:
    """A reader for a closed choice."""

    def read(said: Any) -> str:
        if said not in choices:
            near = get_close_matches(str(said), choices, n=1)
            raise ValueError(
                f"{said!r} is none of {', '.join(choices)}" + (f"; did you mean '{near[0]}'?" if near else "")
            )
        return str(said)

    return read
