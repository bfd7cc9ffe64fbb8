"""Copies a whole database to another, row by row and byte by byte: all or nothing, and compared before it counts."""

import contextlib
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import Column, Connection, Engine, RowMapping, Table, func, insert, select, text

from storage.database import open_engine
from storage.errors import translated
from storage.places import parse_url, place_of, url_of
from storage.sql.lock import daemon_lock
from storage.tables import blobs, metadata
from tracker.errors import InputError, StorageError

#: Rows in one statement: a blob can have megabytes.
BATCH = 100
NOTHING: Sequence[RowMapping] = ()
#: Told now and then: what is done of all there is to do, in rows copied and rows compared.
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What was copied: where to, as a URL without its password, and how many rows of each table."""

    url: str
    rows: Mapping[str, int]


def copy_database(source: str, target: str, on_progress: OnProgress | None = None) -> Copied:
    """Copy everything from one database URL to another, which has to be empty.

    Raises InputError: the target has rows, or is the source. StorageError: a database can't be opened, read or
    written; AlreadyRunningError: a daemon works on one of them. Then the target is as it was, but for empty tables.
    """
    place = place_of(parse_url(target))
    if _identity(source) == _identity(target):
        raise InputError(f"{place}: that is the database in use: name another one to copy to", subject=place)
    with contextlib.ExitStack() as closing:
        engines = [_opened(closing, url) for url in (source, target)]
        for engine in engines:
            closing.enter_context(daemon_lock(engine))
        connections = [_alone(closing, engine) for engine in engines]
        with translated(place):
            rows = _copy(*connections, place=place, told=on_progress or _untold)
    return Copied(url=url_of(parse_url(target)), rows=rows)


def _untold(done: int, total: int) -> None:
    """Nobody wants to know."""


def _identity(url: str) -> str:
    return url_of(parse_url(url))


def _opened(closing: contextlib.ExitStack, url: str) -> Engine:
    engine = open_engine(url)
    closing.callback(engine.dispose)
    return engine


def _alone(closing: contextlib.ExitStack, engine: Engine) -> Connection:
    """A transaction beside which nobody else writes: what is read is all there is."""
    closing.enter_context(translated(place_of(engine.url)))
    connection = closing.enter_context(engine.connect().execution_options(writes=True))
    closing.enter_context(connection.begin())
    if engine.dialect.name == "postgresql":
        names = ", ".join(table.name for table in metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
    return connection


def _copy(source: Connection, target: Connection, *, place: str, told: OnProgress) -> Mapping[str, int]:
    there = {name: count for name, count in _counts(target).items() if count}
    if there:
        rows = ", ".join(f"{count} {name}" for name, count in there.items())
        raise InputError(f"{place}: it is not empty ({rows}): name an empty database to copy to", subject=place)
    counts = _counts(source)
    done, total = 0, 2 * sum(counts.values())
    for table in metadata.sorted_tables:
        with contextlib.closing(_batches(source, table)) as batches:
            for batch in batches:
                target.execute(insert(table), [dict(row) for row in batch])
                done += len(batch)
                told(done, total)
    for table in metadata.sorted_tables:
        with (
            contextlib.closing(_batches(source, table)) as ours,
            contextlib.closing(_batches(target, table)) as theirs,
        ):
            for batch, copies in zip_longest(ours, theirs, fillvalue=NOTHING):
                _compare(batch, copies, table, place)
                done += len(batch)
                told(done, total)
        _go_on(source, target, table)
    return counts


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def _batches(connection: Connection, table: Table) -> Generator[Sequence[RowMapping]]:
    # A delta comes after what it is a delta to.
    order = [blobs.c.depth, blobs.c.sha256] if table is blobs else list(table.primary_key)
    found = select(table).order_by(*order)
    with connection.execute(found, execution_options={"yield_per": BATCH}) as rows:
        yield from rows.mappings().partitions(BATCH)


def _compare(ours: Sequence[RowMapping], theirs: Sequence[RowMapping], table: Table, place: str) -> None:
    """Raises StorageError where a row, read again, is not what was written."""
    for mine, copy in zip_longest(ours, theirs):
        if mine is None or copy is None or dict(mine) != dict(copy):
            which = mine if mine is not None else copy
            key = ", ".join(str(which[column.name]) for column in table.primary_key)
            raise StorageError(f"{place}: row {key} of {table.name} did not arrive as it was; nothing was copied")


# --- numbers ---------------------------------------------------------------------------------------------------------
def _go_on(source: Connection, target: Connection, table: Table) -> None:
    """Let the numbers of new rows go on after all that were ever given, those of removed rows included."""
    number = table.c.get("id")
    if number is None:
        return
    latest = max(_last_given(source, table), source.execute(select(func.max(number))).scalar() or 0)
    if latest and target.dialect.name == "postgresql":
        target.execute(select(func.setval(_sequence(target, number), latest)))
    elif latest:
        target.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        row = {"name": table.name, "latest": latest}
        target.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :latest)"), row)


def _last_given(connection: Connection, table: Table) -> int:
    if connection.dialect.name == "postgresql":
        sequence = _sequence(connection, table.c.id)
        found = connection.execute(text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"))
    else:
        found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return int(found.scalar() or 0)


def _sequence(connection: Connection, number: Column[int]) -> str:
    name = connection.execute(select(func.pg_get_serial_sequence(number.table.name, number.name))).scalar_one()
    return str(name)
