"""The outbox pump: each alert to its channel, tried again with growing pauses, given up in the end and said so."""

from collections.abc import Sequence
from datetime import timedelta
from typing import assert_never

from tracker.model import Alert, Delivery, DeliveryOutcome, Notice, NoticeKind
from tracker.ports import Channel, Clock, Store

#: Alerts taken at once, and how long a pump that died keeps them from the next.
BATCH = 50
LEASE = timedelta(minutes=2)
#: Attempts before an alert is a dead letter: two and a half days with the pauses below, longer than a weekend.
MOST_ATTEMPTS = 20


class Outbox:
    """Delivers what is due. At least once: a crash between a send and its record repeats it, with the same id."""

    def __init__(self, store: Store, channels: Sequence[Channel], clock: Clock) -> None:
        self._store = store
        self._channels = {channel.name: channel for channel in channels}
        self._clock = clock
        #: Channels that failed and have not delivered since: each is told of once, not with every alert.
        self._failing: set[str] = set()

    def pump(self) -> int:
        """Try every alert that is due; gives the number delivered."""
        delivered = 0
        while alerts := self._store.claim_alerts(limit=BATCH, now=self._clock.now(), lease_for=LEASE):
            for alert in alerts:
                delivery = self._deliver(alert)
                self._store.record_delivery(delivery)
                self._tell_trouble(alert, delivery)
                delivered += delivery.outcome is DeliveryOutcome.DELIVERED
        return delivered

    def _deliver(self, alert: Alert) -> Delivery:
        now = self._clock.now()
        channel = self._channels.get(alert.channel)
        if channel is None:
            detail = f"no channel is named '{alert.channel}' in the settings any more"
            return Delivery(alert_key=alert.key, at=now, outcome=DeliveryOutcome.DEAD, detail=detail)
        delivery = channel.send(alert, now=now)
        if delivery.outcome is not DeliveryOutcome.RETRY:
            return delivery
        attempt = len(self._store.deliveries(alert.key)) + 1
        if attempt >= MOST_ATTEMPTS:
            detail = f"given up after {attempt} attempts: {delivery.detail}"
            return Delivery(alert_key=alert.key, at=now, outcome=DeliveryOutcome.DEAD, detail=detail)
        return Delivery(
            alert_key=alert.key,
            at=now,
            outcome=DeliveryOutcome.RETRY,
            detail=delivery.detail,
            retry_at=now + back_off(attempt),
        )

    def _tell_trouble(self, alert: Alert, delivery: Delivery) -> None:
        """Say once that a channel fails, and of each alert that was given up."""
        match delivery.outcome:
            case DeliveryOutcome.DELIVERED:
                self._failing.discard(alert.channel)
                return
            case DeliveryOutcome.RETRY:
                if alert.channel in self._failing:
                    return
                self._failing.add(alert.channel)
                text = f"channel '{alert.channel}' fails and will be tried again: {delivery.detail}"
            case DeliveryOutcome.DEAD:
                text = f"alert \"{alert.title}\" was not delivered by channel '{alert.channel}': {delivery.detail}"
            case _:
                assert_never(delivery.outcome)
        self._store.add_notice(
            Notice(kind=NoticeKind.DELIVERY_FAILING, story_id=alert.story_id, source_id=None, at=delivery.at, text=text)
        )


def back_off(attempt: int) -> timedelta:
    """The pause after that many attempts: 30 s, doubling up to 6 h."""
    return min(timedelta(seconds=30 * 2.0 ** (attempt - 1)), timedelta(hours=6))
