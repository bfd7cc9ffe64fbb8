"""Locks on more than a row: one daemon a database, and bytes that stay while others lean on them."""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.places import place_of
from tracker.errors import AlreadyRunningError

#: Any number, the same in every release: PostgreSQL's advisory locks are named by numbers.
ADVISORY = 0x636C61696D
#: While bytes are removed nobody adds a delta to them.
BYTES = 0x636C61696F


def hold_bytes(connection: Connection, *, alone: bool) -> None:
    """Until the transaction ends, no bytes are removed; with `alone`, none are added either."""
    if connection.dialect.name == "postgresql":  # SQLite's writers are alone anyway
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        connection.execute(text(f"SELECT {lock}(:name)"), {"name": BYTES})


@contextlib.contextmanager
def daemon_lock(engine: Engine) -> Iterator[None]:
    """Hold the database's daemon lock. Raises AlreadyRunningError."""
    file = engine.url.database or ""
    place = place_of(engine.url)
    if engine.dialect.name == "postgresql":
        with _advisory(engine, place):
            yield
    elif file in ("", ":memory:"):
        yield  # nobody else can open it
    else:
        with _beside(f"{file}.lock", place):
            yield


def _refused(place: str) -> AlreadyRunningError:
    return AlreadyRunningError(f"{place}: another claimwatch works on this database: end it, or use another --data")


@contextlib.contextmanager
def _advisory(engine: Engine, place: str) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY}).scalar():
            raise _refused(place)
        try:
            yield
        finally:
            # A connection that was lost has lost its locks.
            with contextlib.suppress(DBAPIError):
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY})


@contextlib.contextmanager
def _beside(path: str, place: str) -> Iterator[None]:
    """SQLite locks files alike on every system: an exclusive transaction on a file beside the database."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise _refused(place) from error
        yield
    finally:
        connection.close()
