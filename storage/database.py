"""Opens a database: engine, SQLite's pragmas and locking, migrations under a lock."""

import contextlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from storage.errors import translated
from storage.places import parse_url, place_of
from tracker.errors import SchemaTooNewError, StorageError

#: Machine time that a writer waits for another one.
BUSY_MS = 10_000
#: Seconds that a server has to answer.
CONNECT_S = 10
#: Any number, the same in every release: who migrates a PostgreSQL database holds the lock of this name.
MIGRATING = 0x636C61696E


def open_engine(url: str) -> Engine:
    """An engine with the newest schema. Raises StorageError, SchemaTooNewError."""
    parsed = parse_url(url)
    place = place_of(parsed)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        _make_directory(Path(parsed.database).parent)
    with translated(place):
        engine = engine_of(parsed)
        try:
            with (
                engine.connect().execution_options(writes=True) as connection,
                _references_unchecked(connection),
                connection.begin(),
            ):
                _migrate(connection, place)
        except BaseException:
            engine.dispose()
            raise
    return engine


def engine_of(parsed: URL) -> Engine:
    """An engine of a parsed URL; nothing is made or migrated. Raises StorageError where its driver is missing."""
    kind = parsed.get_backend_name()
    arguments: dict[str, Any] = {}
    if kind == "postgresql":
        own = {"connect_timeout": CONNECT_S, "application_name": "claimwatch", "options": f"-c lock_timeout={BUSY_MS}"}
        given = {name: value for name, value in own.items() if name not in parsed.query}
        # A server that was restarted is noticed before a connection is used, not by the user.
        arguments = {"connect_args": given, "pool_pre_ping": True}
    try:
        engine = create_engine(parsed, **arguments)
    except ModuleNotFoundError as error:
        raise StorageError(f"{kind} databases need the package '{error.name}', which isn't installed") from error
    if kind == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


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
def _references_unchecked(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it, and would refuse to drop the old one that others refer to."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # Outside of a transaction, as SQLite ignores it inside of one: past SQLAlchemy, which would begin one.
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


@contextlib.contextmanager
def alembic_config() -> Iterator[Config]:
    """Alembic's configuration for the migrations inside this package."""
    with as_file(files("storage") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


def _migrate(connection: Connection, place: str) -> None:
    if _revision(connection) == _revisions()[0]:
        return
    if connection.dialect.name == "postgresql":
        _prepare(connection, place)
    here = _revision(connection)
    if here is not None and here not in _revisions():
        raise SchemaTooNewError(
            f"{place}: made by a newer claimwatch (schema {here}): update claimwatch, or use another database "
            "(--data, or [data] database)"
        )
    with alembic_config() as config:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    if connection.dialect.name == "sqlite" and (lost := connection.execute(text("PRAGMA foreign_key_check")).all()):
        raise StorageError(f"{place}: rows of {lost[0][0]} lead nowhere; nothing was migrated: restore a backup")


@cache
def _revisions() -> tuple[str, ...]:
    """All revisions that this release knows, the newest first."""
    with alembic_config() as config:
        return tuple(each.revision for each in ScriptDirectory.from_config(config).walk_revisions())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _prepare(connection: Connection, place: str) -> None:
    """Wait for whoever migrates this database, and see that it can hold any text."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": MIGRATING})
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StorageError(f"{place}: its encoding is {encoding}: make one with CREATE DATABASE ... ENCODING 'UTF8'")
