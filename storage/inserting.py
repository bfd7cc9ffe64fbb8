"""Rows that another program may be adding at the same moment."""

from collections.abc import Mapping

from sqlalchemy import Column, ColumnElement, Connection, Table, literal
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Add a row, unless one with its key is there or comes first; gives whether it was added.

    Look before: a number is used up where the row comes to nothing.
    """
    statement = _insert(connection, table).values(**values).on_conflict_do_nothing()
    return connection.execute(statement.returning(literal(1))).first() is not None


def insert_or_move(
    connection: Connection,
    table: Table,
    row: Mapping[str, object],
    *,
    key: Column[str],
    moved: Mapping[str, object],
    where: ColumnElement[bool],
) -> bool:
    """Add a row, or change the one that has its key, if that meets the condition; gives whether either was done."""
    statement = _insert(connection, table).values(**row)
    changed = statement.on_conflict_do_update(index_elements=[key], set_=dict(moved), where=where)
    return connection.execute(changed.returning(literal(1))).first() is not None


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
