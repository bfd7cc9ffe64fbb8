"""One daemon a database: a lock that ends with its process, however that ends."""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy import Engine, text

from tracker.errors import AlreadyRunningError

#: Any number, the same in every release: PostgreSQL's advisory locks are named by numbers.
ADVISORY = 0x636C61696D


@contextlib.contextmanager
def daemon_lock(engine: Engine) -> Iterator[None]:
    """Hold the database's daemon lock. Raises AlreadyRunningError."""
    place = engine.url.database or ""
    if engine.dialect.name == "postgresql":
        with _advisory(engine):
            yield
    elif place in ("", ":memory:"):
        yield  # nobody else can open it
    else:
        with _beside(f"{place}.lock", place):
            yield


def _refused(place: str) -> AlreadyRunningError:
    return AlreadyRunningError(f"{place}: another claimwatch works on this database: end it, or use another --data")


@contextlib.contextmanager
def _advisory(engine: Engine) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY}).scalar():
            raise _refused(engine.url.render_as_string(hide_password=True))
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY})


@contextlib.contextmanager
def _beside(path: str, place: str) -> Iterator[None]:
    """SQLite locks files alike on every system: an exclusive transaction on a file beside the database."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise _refused(place) from error
        yield
    finally:
        connection.close()
