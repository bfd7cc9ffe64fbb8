"""A TOML file as checked tables: every error names the file, the line, the key and the nearest valid name."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from tracker.errors import ConfigError

T = TypeVar("T")


class TomlFile:
    """A parsed file that knows where its keys stand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._text = path.read_text(encoding="utf-8")
            self.root: Mapping[str, Any] = tomllib.loads(self._text)
        except OSError as error:
            raise ConfigError(f"can't be read: {error.strerror or error}", path=str(path)) from error
        except UnicodeDecodeError as error:
            raise ConfigError("is not UTF-8 text", path=str(path)) from error
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            raise ConfigError(
                f"is no valid TOML: {error}", path=str(path), line=int(line[1]) if line else None
            ) from error

    def table(self, values: Any, *, name: str, known: Collection[str]) -> Mapping[str, Any]:
        """A table with known keys only; "" names the top level. Raises ConfigError."""
        if not isinstance(values, dict):
            raise self.error(f"[{name}] must be a table of keys", key=name)
        for key in values:
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(known))}"
                where = f" in [{name}]" if name else ""
                raise self.error(f"unknown key '{key}'{where}; {hint}", key=key, table=name)
        return values

    def read(self, values: Mapping[str, Any], key: str, read: Callable[[Any], T], *, table: str) -> T:
        """One value, checked by `read`, whose ValueError becomes the message. Raises ConfigError."""
        try:
            return read(values[key])
        except KeyError as error:
            raise self.error(f"the key '{key}' is missing in [{table}]", key=key, table=table) from error
        except (ValueError, TypeError) as error:
            raise self.error(f"bad value for '{key}': {error}", key=key, table=table) from error

    def error(self, message: str, *, key: str, table: str = "") -> ConfigError:
        """An error at the key's line."""
        return ConfigError(message, path=str(self.path), line=self._line(key, table), key=key)

    def _line(self, key: str, table: str) -> int | None:
        """The line of a key below its table's header; the header's own line where the key isn't found."""
        at, header = "", None
        for number, line in enumerate(self._text.splitlines(), start=1):
            found = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
            if found:
                at = found[1].replace('"', "")
                header = number if at == (table or key) else header
            elif at == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return header


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
