"""The outbox and the notices about ourselves."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from storage.mapping import alert_of, delivery_of, notice_of
from storage.rules import state_after
from storage.tables import alerts, deliveries, notices, stories
from tracker.errors import NotFoundError
from tracker.model import Alert, AlertState, Delivery, Notice, Stored


def add_alert(connection: Connection, alert: Alert) -> None:
    """One outbox row, waiting."""
    connection.execute(
        insert(alerts).values(
            key=alert.key,
            story_id=alert.story_id,
            change_key=alert.change_key,
            channel=alert.channel,
            not_before=alert.not_before,
            created_at=alert.created_at,
            title=alert.title,
            body=alert.body,
            severity=int(alert.severity),
            kind=alert.kind.value,
            thread=alert.thread,
            follows=alert.follows,
            state=AlertState.WAITING.value,
        )
    )


def claim_alerts(connection: Connection, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
    """See the port."""
    free = or_(alerts.c.lease_until.is_(None), alerts.c.lease_until <= now)
    before = alerts.alias("before")
    arrived = select(before.c.id).where(before.c.key == alerts.c.follows, before.c.state == AlertState.DELIVERED.value)
    in_turn = or_(alerts.c.follows.is_(None), arrived.exists())
    held = select(stories.c.id).where(stories.c.held_until > now)
    waiting = (alerts.c.state == AlertState.WAITING.value, alerts.c.not_before <= now, free)
    due = (
        select(alerts)
        .where(*waiting, in_turn, alerts.c.story_id.not_in(held))
        .order_by(alerts.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = connection.execute(due).mappings().all()
    ids = [row["id"] for row in rows]
    connection.execute(update(alerts).where(alerts.c.id.in_(ids)).values(lease_until=now + lease_for))
    return tuple(alert_of(row) for row in rows)


def record_delivery(connection: Connection, delivery: Delivery) -> None:
    """See the port."""
    found = select(alerts.c.state).where(alerts.c.key == delivery.alert_key).with_for_update()
    said = connection.execute(found).scalar()
    if said is None:
        raise NotFoundError(f"there is no alert {delivery.alert_key}", subject=delivery.alert_key)
    state = AlertState(said)
    after = state_after(state, delivery.outcome)
    values: dict[str, object] = {"state": after.value, "lease_until": None}
    if after is AlertState.WAITING:
        values["not_before"] = delivery.retry_at or delivery.at
    connection.execute(update(alerts).where(alerts.c.key == delivery.alert_key).values(**values))
    connection.execute(
        insert(deliveries).values(
            alert_key=delivery.alert_key,
            at=delivery.at,
            outcome=delivery.outcome.value,
            detail=delivery.detail,
            retry_at=delivery.retry_at,
        )
    )


def move_alerts(connection: Connection, keys: Sequence[str], before: AlertState, after: AlertState) -> None:
    """Those of the alerts that stand in one state stand in another from now on."""
    moved = update(alerts).where(alerts.c.key.in_(keys), alerts.c.state == before.value)
    connection.execute(moved.values(state=after.value))


def dead_alerts(connection: Connection) -> tuple[Stored[Alert], ...]:
    """See the port."""
    found = select(alerts).where(alerts.c.state == AlertState.DEAD.value).order_by(alerts.c.id)
    return tuple(Stored(id=row["id"], value=alert_of(row)) for row in connection.execute(found).mappings())


def retry_alert(connection: Connection, key: str, now: datetime) -> None:
    """See the port."""
    dead = update(alerts).where(alerts.c.key == key, alerts.c.state == AlertState.DEAD.value)
    if not connection.execute(dead.values(state=AlertState.WAITING.value, not_before=now, lease_until=None)).rowcount:
        raise NotFoundError(f"there is no dead letter {key}", subject=key)


def deliveries_of(connection: Connection, alert_key: str) -> tuple[Delivery, ...]:
    """See the port."""
    found = select(deliveries).where(deliveries.c.alert_key == alert_key).order_by(deliveries.c.id)
    return tuple(delivery_of(row) for row in connection.execute(found).mappings())


def add_notice(connection: Connection, notice: Notice) -> None:
    """See the port."""
    connection.execute(
        insert(notices).values(
            kind=notice.kind.value,
            story_id=notice.story_id,
            source_id=notice.source_id,
            at=notice.at,
            text=notice.text,
        )
    )


def all_notices(connection: Connection, story_id: int | None) -> tuple[Notice, ...]:
    """See the port."""
    found = select(notices).order_by(notices.c.id)
    if story_id is not None:
        found = found.where(notices.c.story_id == story_id)
    return tuple(notice_of(row) for row in connection.execute(found).mappings())
