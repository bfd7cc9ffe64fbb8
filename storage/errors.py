"""Translates SQLAlchemy's and the driver's errors to `StorageError`, once, at the edge."""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tracker.errors import StorageError

#: What a driver says -> what the user can do about it.
ADVICE = (
    # SQLite
    ("locked", "another program holds it: end that one, or wait"),
    ("readonly", "no permission to write: change its owner or rights, or name another directory with --data"),
    ("unable to open", "it can't be opened: check that its directory exists and may be written"),
    ("disk is full", "the disk is full: free some space, nothing was lost"),
    ("disk i/o error", "the disk fails: check it, and restore from a backup if needed"),
    ("not a database", "the file is no database: name another directory with --data"),
    ("malformed", "the database is damaged: restore it from a backup"),
    # PostgreSQL
    ("connection refused", "no server answers there: start it, or correct the address in [data] database"),
    ("no such file or directory", "no server answers there: start it, or correct the address in [data] database"),
    ("resolve host", "no such host: correct the address in [data] database"),
    ("translate host name", "no such host: correct the address in [data] database"),
    ("timeout expired", "no answer in time: check the address in [data] database, and the network"),
    ("password authentication failed", "correct user and password in [data] database, or in ~/.pgpass"),
    ("no password supplied", "put the password in [data] database, or in ~/.pgpass"),
    ("no pg_hba.conf entry", "the server lets nobody in from here: add a line to its pg_hba.conf"),
    ("too many clients", "the server has no connection left: end other programs, or raise its max_connections"),
    ("remaining connection slots", "the server has no connection left: end others, or raise its max_connections"),
    ("permission denied", "its user may not: make it the owner of the database (ALTER DATABASE ... OWNER TO ...)"),
    ("read-only transaction", "the server takes no writes, as a standby does: name the primary in [data] database"),
    ("lock timeout", "another program holds it: end that one, or wait"),
    ("deadlock detected", "two programs waited for each other: try again, nothing was lost"),
    ("no space left", "the server's disk is full: free some space, nothing was lost"),
    ("server closed the connection", "the server went away: start it again, nothing was lost"),
    ("terminating connection", "the server went away: start it again, nothing was lost"),
    ("connection is closed", "the server went away: start it again, nothing was lost"),
    ("connection is lost", "the server went away: start it again, nothing was lost"),
)
#: Said of names that the server doesn't know: the kind of name, and what makes one.
UNKNOWN = (("database", "createdb"), ("role", "createuser"))


@contextlib.contextmanager
def translated(place: str) -> Iterator[None]:
    """Raise StorageError for whatever the database below raises; `place` names it for the user."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        # sqlite3's own errors come bare from the pragmas of a new connection.
        raise StorageError(f"{place}: {_sentence(error)}") from error


def _sentence(error: SQLAlchemyError | sqlite3.Error) -> str:
    whole = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    # The further lines of PostgreSQL's errors name values and statements.
    said = whole.strip().partition("\n")[0]
    advice = next((advice for sign, advice in ADVICE if sign in said.lower()), "")
    for kind, command in UNKNOWN:
        if f'{kind} "' in said and said.endswith("does not exist"):
            advice = f"make it with {command}, or correct [data] database"
    return f"{said}; {advice}" if advice else said
