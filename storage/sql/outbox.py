"""The outbox and the notices about ourselves."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from storage.mapping import alert_of, delivery_of, notice_of
from storage.rules import AFTER, WAITING
from storage.tables import alerts, deliveries, notices
from tracker.errors import NotFoundError
from tracker.model import Alert, Delivery, DeliveryOutcome, Notice


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
            state=WAITING,
        )
    )


def claim_alerts(connection: Connection, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
    """See the port."""
    free = or_(alerts.c.lease_until.is_(None), alerts.c.lease_until <= now)
    due = (
        select(alerts)
        .where(alerts.c.state == WAITING, alerts.c.not_before <= now, free)
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
    values: dict[str, object] = {"state": AFTER[delivery.outcome], "lease_until": None}
    if delivery.outcome is DeliveryOutcome.RETRY:
        values["not_before"] = delivery.retry_at or delivery.at
    if not connection.execute(select(alerts.c.id).where(alerts.c.key == delivery.alert_key)).first():
        raise NotFoundError(f"there is no alert {delivery.alert_key}", subject=delivery.alert_key)
    # A late word of a pump that was given up must not send again what another has delivered.
    waiting = update(alerts).where(alerts.c.key == delivery.alert_key, alerts.c.state == WAITING)
    connection.execute(waiting.values(**values))
    connection.execute(
        insert(deliveries).values(
            alert_key=delivery.alert_key,
            at=delivery.at,
            outcome=delivery.outcome.value,
            detail=delivery.detail,
            retry_at=delivery.retry_at,
        )
    )


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
