"""Translates SQLAlchemy's and the driver's errors to `StorageError`, once, at the edge."""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tracker.errors import StorageError

#: What a driver says -> what the user can do about it.
ADVICE = (
    ("locked", "another program holds it: end that one, or wait"),
    ("readonly", "no permission to write: change its owner or rights, or name another directory with --data"),
    ("unable to open", "it can't be opened: check that its directory exists and may be written"),
    ("disk is full", "the disk is full: free some space, nothing was lost"),
    ("disk i/o error", "the disk fails: check it, and restore from a backup if needed"),
    ("not a database", "the file is no database: name another directory with --data"),
    ("malformed", "the database is damaged: restore it from a backup"),
)


@contextlib.contextmanager
def translated(place: str) -> Iterator[None]:
    """Raise StorageError for whatever the database below raises; `place` names it for the user."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        # sqlite3's own errors come bare from the pragmas of a new connection.
        raise StorageError(f"{place}: {_sentence(error)}") from error


def _sentence(error: SQLAlchemyError | sqlite3.Error) -> str:
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error).partition("\n")[0]
    advice = next((advice for sign, advice in ADVICE if sign in said.lower()), "")
    return f"{said}; {advice}" if advice else said
