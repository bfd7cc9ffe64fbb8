"""Opens a database: engine, SQLite's pragmas and locking, migrations under a lock."""

import contextlib
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

from storage.errors import translated
from tracker.errors import SchemaTooNewError, StorageError

#: Machine time that a writer waits for another one.
BUSY_MS = 10_000


def open_engine(url: str) -> Engine:
    """An engine with the newest schema. Raises StorageError, SchemaTooNewError."""
    parsed = _parsed(url)
    place = parsed.database or url
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        _make_directory(Path(parsed.database).parent)
    with translated(place):
        engine = _engine_of(parsed)
        if parsed.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _on_connect)
            event.listen(engine, "begin", _on_begin)
        try:
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                _migrate(connection, place)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except Exception as error:
        raise StorageError(f"{url!r} is no database URL: write it like sqlite:////home/me/claimwatch.db") from error


def _engine_of(parsed: URL) -> Engine:
    try:
        return create_engine(parsed)
    except ModuleNotFoundError as error:
        kind = parsed.get_backend_name()
        raise StorageError(f"{kind} databases need the package '{error.name}', which isn't installed") from error


def _make_directory(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"{directory}: {reason}; name another directory with --data or [data] dir") from error


def _on_connect(connection: Any, _: object) -> None:
    # The driver's own transactions begin too late for BEGIN IMMEDIATE: it is switched off, and `begin` says it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    # A reader that turns writer half-way can be refused by SQLite; a declared writer only waits.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextlib.contextmanager
def alembic_config() -> Iterator[Config]:
    """Alembic's configuration for the migrations inside this package."""
    with as_file(files("storage") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


def _migrate(connection: Connection, place: str) -> None:
    with alembic_config() as config:
        script = ScriptDirectory.from_config(config)
        here = MigrationContext.configure(connection).get_current_revision()
        if here == script.get_current_head():
            return
        known = {revision.revision for revision in script.walk_revisions()}
        if here is not None and here not in known:
            raise SchemaTooNewError(
                f"{place}: made by a newer claimwatch (schema {here}): update claimwatch, or name another directory "
                "with --data"
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
