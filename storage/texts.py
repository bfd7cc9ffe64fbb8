"""Text as databases take it: pages hold characters that one database or another refuses."""

import re
from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator

#: PostgreSQL takes no NUL in a text: it stands there as ESC 0, and ESC itself as ESC 1.
ESCAPES = {"\x00": "\x1b0", "\x1b": "\x1b1"}
ESCAPED = re.compile("[\x00\x1b]")
KEPT = re.compile("\x1b([01])")
#: Halves of a character, as broken JSON has them: no encoding takes them.
LONE = re.compile("[\ud800-\udfff]")


def _bound(value: str | None, dialect: Dialect) -> str | None:
    if value is None:
        return None
    if not value.isascii():
        value = LONE.sub("\ufffd", value)
    if dialect.name == "postgresql" and ("\x00" in value or "\x1b" in value):
        return ESCAPED.sub(lambda found: ESCAPES[found[0]], value)
    return value


def _result(value: Any, dialect: Dialect) -> str | None:
    if dialect.name == "postgresql" and value is not None and "\x1b" in value:
        return KEPT.sub(lambda found: "\x1b" if found[1] == "1" else "\x00", value)
    return value  # type: ignore[no-any-return]  # the driver's


class Words(TypeDecorator[str]):
    """Text of any length."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """As the database takes it."""
        return _bound(value, dialect)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """As it was given."""
        return _result(value, dialect)


class Name(TypeDecorator[str]):
    """A short text: `Name(64)` has at most so many characters."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """As the database takes it."""
        return _bound(value, dialect)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """As it was given."""
        return _result(value, dialect)
