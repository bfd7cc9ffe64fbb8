"""Stretches of watching: when a daemon was running on the store."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.mapping import watch_of
from storage.rules import RECENT_WATCHES
from storage.tables import watches
from tracker.model import Watch


def begin_watch(connection: Connection, now: datetime) -> int:
    """See the port."""
    key = connection.execute(insert(watches).values(began_at=now, last_at=now)).inserted_primary_key
    assert key is not None
    return int(key[0])


def keep_watch(connection: Connection, watch_id: int, now: datetime) -> None:
    """See the port."""
    connection.execute(update(watches).where(watches.c.id == watch_id).values(last_at=now))


def all_watches(connection: Connection) -> tuple[Watch, ...]:
    """See the port."""
    found = select(watches).order_by(watches.c.began_at, watches.c.id)
    return tuple(watch_of(row) for row in connection.execute(found).mappings())


def latest_watches(connection: Connection) -> tuple[Watch, ...]:
    """The latest ones, oldest first."""
    found = select(watches).order_by(watches.c.began_at.desc(), watches.c.id.desc()).limit(RECENT_WATCHES)
    return tuple(reversed([watch_of(row) for row in connection.execute(found).mappings()]))
