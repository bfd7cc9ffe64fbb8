"""Opening a database: migrations, newer schemas, and trouble that a user can mend."""

import inspect
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy.exc
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from storage import open_store
from storage.database import open_engine
from storage.errors import translated
from storage.tables import metadata
from tracker.errors import SchemaTooNewError, StorageError


def test_migrations_lead_from_nothing_to_the_tables(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_database_is_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/deep/er/a.db"
    open_store(url).close()
    store = open_store(url)
    assert store.stories() == ()
    store.close()


def test_sqlite_waits_for_writers_and_holds_its_references(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with engine.connect() as connection:
        values = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys")
        }
    engine.dispose()
    assert values == {"journal_mode": "wal", "foreign_keys": 1}


def test_a_newer_schema_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    open_store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SchemaTooNewError, match="update claimwatch"):
        open_store(url)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("this is a letter, not a database, and it is long enough to be read as a header " * 4)
    with pytest.raises(StorageError, match=r"a\.db.*no database"):
        open_store(f"sqlite:///{path}")


def test_a_password_that_needs_to_be_written_otherwise_is_not_shown() -> None:
    with pytest.raises(StorageError, match=r"^postgresql://\*\*\*@localhost/x: .*%40") as caught:
        open_store("postgresql://me:sec@ret@localhost/x")
    assert "sec" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "not a url",
        "postgresql://me:secret@localhost:port/x",
        "postgresql:/me:secret@localhost/x",
        "me:secret@localhost",
    ],
)
def test_a_bad_url_is_named_without_its_password(url: str) -> None:
    with pytest.raises(StorageError, match="no database URL") as caught:
        open_store(url)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_database_whose_driver_is_missing_is_named() -> None:
    with pytest.raises(StorageError, match="oracle databases need the package 'oracledb'"):
        open_store("oracle+oracledb://me@localhost/x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="--data"):
        open_store(f"sqlite:///{tmp_path}/deep/a.db")


def test_a_directory_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="--data"):
        open_store(f"sqlite:///{tmp_path}/file/a.db")


def test_a_database_held_by_another_is_a_storage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.BUSY_MS", 50)
    path = tmp_path / "a.db"
    store = open_store(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError, match="another program holds it"):
        store.hurry(1, now=datetime(2025, 1, 15, tzinfo=UTC))
    other.close()
    store.close()


FOREIGN = [
    error
    for _, error in inspect.getmembers(sqlalchemy.exc, inspect.isclass)
    if issubclass(error, sqlalchemy.exc.SQLAlchemyError)
]


@pytest.mark.parametrize("error", FOREIGN, ids=lambda error: error.__name__)
def test_every_error_of_the_layer_below_is_translated(error: type[Exception]) -> None:
    made = error.__new__(error)
    Exception.__init__(made, "below")
    with pytest.raises(StorageError) as caught, translated("place"):
        raise _filled(made)
    assert caught.value.__cause__ is made


def _filled(error: Exception) -> Exception:
    """The error with what its text needs; made without its constructor, whose arguments differ from class to class."""
    defaults: dict[str, object] = {"code": None, "orig": Exception("below"), "statement": None, "params": None}
    for name, value in {**defaults, "detail": []}.items():
        if not hasattr(type(error), name):
            error.__dict__.setdefault(name, value)
    error.__dict__.update(hide_parameters=False, ismulti=False)
    return error
