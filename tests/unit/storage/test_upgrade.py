"""A database of an earlier release, with a row in every table, is upgraded and keeps everything."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Boolean, Connection, Float, Integer, LargeBinary, MetaData, String, Table, insert, select, text

from storage import open_store
from storage.database import alembic_config, engine_of
from storage.places import parse_url
from storage.tables import metadata
from tests.builders import make_article, make_event, moment
from tests.postgres import Postgres
from tracker.model import NewSource, NewStory, SourceKind

AT = "2025-01-15T12:00:00.000000Z"
NOW = datetime(2025, 1, 15, 12, tzinfo=UTC)
#: Values that refer to rows, by the end of their column's name.
KEYS = {"event_key": "event", "claim_key": "claim", "change_key": "change", "alert_key": "alert"}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/claimwatch.db"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.bare_database() as made:
            yield made


def value_of(table: str, column: Any) -> object:
    """A value that fits the column; numbers are those of the first row."""
    name, kind = str(column.name), column.type
    if name == "key":
        value: object = table.removesuffix("s")
    elif name in KEYS:
        value = KEYS[name]
    elif name.endswith("sha256"):
        value = "a" * 64 if name != "base_sha256" else None
    elif name.endswith("_at") or name in ("at", "not_before", "lease_until", "next_slot"):
        value = AT
    elif isinstance(kind, Boolean):
        value = table in ("sources", "versions")
    elif isinstance(kind, Integer | Float):
        value = 1
    elif isinstance(kind, LargeBinary):
        value = b"bytes"
    else:
        assert isinstance(kind, String), (table, name, kind)
        value = f"{name} of {table}"[: kind.length]
    return value


def make_first_schema(url: str) -> dict[str, dict[str, object]]:
    """Make the database as the first schema had it, with one row in every table; gives the rows."""
    engine = engine_of(parse_url(url))
    rows: dict[str, dict[str, object]] = {}
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        with alembic_config() as config:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
        for table in tables_of(connection):
            rows[table.name] = {column.name: value_of(table.name, column) for column in table.columns}
            connection.execute(insert(table).values(rows[table.name]))
            if connection.dialect.name == "postgresql" and "id" in table.columns:
                connection.execute(text(f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id'))"))
    engine.dispose()
    return rows


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they are in the database."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def test_everything_is_kept(url: str) -> None:
    before = make_first_schema(url)
    open_store(url).close()
    engine = engine_of(parse_url(url))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        tables = {table.name: table for table in tables_of(connection)}
        assert set(before) < set(tables) == set(metadata.tables)
        for name, row in before.items():
            kept = dict(connection.execute(select(tables[name])).mappings().one())
            assert {column: kept[column] for column in row} == row, name
        assert connection.execute(select(tables["stories"].c.baseline_at)).scalar() == AT
        assert connection.execute(select(tables["sources"].c.baseline_at, tables["sources"].c.polling)).one() == (
            AT,
            "on",
        )
        assert connection.execute(select(tables["alerts"].c.kind, tables["alerts"].c.thread)).one() == ("told", "")
    engine.dispose()


def test_work_goes_on_in_it(url: str) -> None:
    make_first_schema(url)
    engine = engine_of(parse_url(url))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        table = {table.name: table for table in tables_of(connection)}
        readable = {"stories": {"terms": "[]"}, "sources": {"kind": "page", "health": "read"}}
        for name, values in readable.items():
            connection.execute(table[name].update().values(values))
    engine.dispose()
    store = open_store(url)
    story = store.stories()[0]
    assert (story.generation, story.baseline_at, story.held_until) == (1, NOW, None)
    new = NewSource(story_id=1, url="https://x.example/", kind=SourceKind.PAGE, outlet="X", next_check_at=NOW)
    assert store.add_source(new).id == 2
    assert store.add_story(NewStory(slug="next", title="Next", language="en", created_at=NOW)).id == 2
    version = store.add_pasted(1, article=make_article("x", published_at=moment("2025-01-13")), outlet="P", seen_at=NOW)
    assert version.id == 2
    assert make_event().story_id == story.id
    removed = store.delete_story(1)
    assert removed["alerts"] == removed["deliveries"] == removed["ledger"] == 1
    store.close()


def test_what_it_removed_gives_its_number_to_nothing_else(url: str) -> None:
    make_first_schema(url)
    open_store(url).close()
    engine = engine_of(parse_url(url))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        tables = metadata.tables
        for name in ("deliveries", "alerts"):
            connection.execute(tables[name].delete())
        row = {"story_id": 1, "channel": "log", "not_before": NOW, "created_at": NOW, "title": "", "body": ""}
        added = insert(tables["alerts"]).values(**row, key="k", severity=1, state="waiting")
        key = connection.execute(added).inserted_primary_key
        assert key is not None
        assert key[0] == 2
    engine.dispose()
