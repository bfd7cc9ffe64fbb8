"""Transactions of a database, read or write, with its errors translated."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, Engine

from storage.database import open_engine
from storage.errors import translated
from storage.places import place_of
from tracker.errors import StorageError

ONE_READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Transactions:
    """An open database, and transactions on it."""

    def __init__(self, url: str) -> None:
        self._engine: Engine | None = open_engine(url)
        self._place = place_of(self._engine.url)

    @contextlib.contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        engine = self._engine_in_use()
        # What is read is one reading: PostgreSQL would show each statement what was committed before it.
        apart = {} if writes or engine.dialect.name != "postgresql" else ONE_READING
        with (
            translated(self._place),
            engine.connect().execution_options(writes=writes, **apart) as connection,
            connection.begin(),
        ):
            yield connection

    def _engine_in_use(self) -> Engine:
        if self._engine is None:
            raise StorageError(f"{self._place}: the store is closed")
        return self._engine

    def _read(self) -> contextlib.AbstractContextManager[Connection]:
        return self._transaction(writes=False)

    def _write(self) -> contextlib.AbstractContextManager[Connection]:
        return self._transaction(writes=True)

    def close(self) -> None:
        """See the port."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
