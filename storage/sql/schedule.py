"""The due table: leases with fencing tokens, and host slots, granted together."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, func, or_, select, update

from storage.inserting import insert_or_move
from storage.mapping import source_of
from storage.tables import checks, hosts, sources, stories
from tracker.model import Lease

#: A closed story's sources are not due.
OPEN_STORIES = select(stories.c.id).where(stories.c.closed.is_(False))


def claim_due(
    connection: Connection,
    *,
    limit: int,
    now: datetime,
    machine_now: datetime,
    lease_for: timedelta,
    host_gap: timedelta,
) -> tuple[Lease, ...]:
    """See the port."""
    free = or_(sources.c.lease_until.is_(None), sources.c.lease_until <= machine_now)
    open_host = or_(hosts.c.next_slot.is_(None), hosts.c.next_slot <= machine_now)
    due = (
        select(sources)
        .outerjoin(hosts, hosts.c.host == sources.c.host)
        .where(sources.c.next_check_at <= now, free, open_host, sources.c.story_id.in_(OPEN_STORIES))
        .order_by(sources.c.next_check_at, sources.c.id)
        .limit(limit if not host_gap else limit * 20)
        .with_for_update(skip_locked=True, of=sources)
    )
    chosen: list[RowMapping] = []
    for row in connection.execute(due).mappings():
        if len(chosen) < limit and not (host_gap and row["host"] in {each["host"] for each in chosen}):
            chosen.append(row)
    if host_gap:
        # In the order in which all take them. Another program may have taken one since they were looked at.
        wanted = sorted({row["host"] for row in chosen})
        granted = {host for host in wanted if _take_slot(connection, host, machine_now, host_gap)}
        chosen = [row for row in chosen if row["host"] in granted]
    leases: list[Lease] = []
    for row in chosen:
        token = row["lease_token"] + 1
        connection.execute(
            update(sources)
            .where(sources.c.id == row["id"])
            .values(lease_token=token, lease_until=machine_now + lease_for)
        )
        leases.append(Lease(source=source_of(row), token=token, due_at=row["next_check_at"]))
    return tuple(leases)


def _take_slot(connection: Connection, host: str, machine_now: datetime, gap: timedelta) -> bool:
    return _move_slot(connection, host, machine_now + gap, hosts.c.next_slot <= machine_now)


def delay_host(connection: Connection, host: str, until: datetime) -> None:
    """No slot on the host before `until`; an earlier moment than the one that stands changes nothing."""
    _move_slot(connection, host, until, hosts.c.next_slot < until)


def _move_slot(connection: Connection, host: str, to: datetime, where: ColumnElement[bool]) -> bool:
    row = {"host": host, "next_slot": to}
    return insert_or_move(connection, hosts, row, key=hosts.c.host, moved={"next_slot": to}, where=where)


def next_due_at(connection: Connection) -> datetime | None:
    """See the port."""
    due = select(func.min(sources.c.next_check_at)).where(sources.c.story_id.in_(OPEN_STORIES))
    return connection.execute(due).scalar()


def last_check_at(connection: Connection) -> datetime | None:
    """See the port."""
    return connection.execute(select(func.max(checks.c.at))).scalar()
