"""The outbox pump: each alert to its channel, worded as it is sent, tried again with growing pauses, given up at last.

What waits together and is of one event is sent as one message, and a channel with a digest gets all in one.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from tracker.alerts.settling import Settled, settle
from tracker.alerts.timing import after_quiet
from tracker.alerts.wording import Occasion, digest_message, item_of, message_of
from tracker.config import Settings
from tracker.errors import NotFoundError
from tracker.model import (
    Alert,
    AlertKind,
    AlertState,
    Delivery,
    DeliveryOutcome,
    Message,
    MessageItem,
    Notice,
    NoticeKind,
    Past,
    Story,
    inert,
)
from tracker.ports import Channel, Clock, Store

logger = logging.getLogger(__name__)

#: Alerts taken at once, and how long a pump that died keeps them from the next.
BATCH = 50
LEASE = timedelta(minutes=2)
#: Attempts before an alert is a dead letter: two and a half days with the pauses below, longer than a weekend.
MOST_ATTEMPTS = 20
#: The longest pause that a receiver may ask for.
LONGEST = timedelta(days=1)
#: Messages of a thread that an answer names.
MOST_EARLIER = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One thing to be said, with the alerts that it stands for: the newest, last, gives the message its id."""

    alerts: tuple[Alert, ...]
    item: MessageItem
    story: Story
    earlier: tuple[str, ...]


class Outbox:
    """Delivers what is due. At least once: a crash between a send and its record repeats it, with the same id.

    `clock` is the machine's; `story_clock` is the one that changes were seen by, and says when they are told.
    """

    def __init__(
        self,
        store: Store,
        channels: Sequence[Channel],
        clock: Clock,
        *,
        settings: Settings,
        story_clock: Clock | None = None,
    ) -> None:
        self._store = store
        self._channels = {channel.name: channel for channel in channels}
        self._clock = clock
        self._story_clock = story_clock or clock
        self._settings = settings.alerts
        self._digests = {channel.name for channel in settings.channels if channel.digest is not None}
        #: Channels that failed and have not delivered since: each is told of once, not with every alert.
        self._failing: set[str] = set()

    def pump(self) -> int:
        """Give every alert that is due its turn; gives the number delivered."""
        delivered = 0
        had_turn: set[str] = set()
        digests: dict[str, list[Alert]] = {}
        # A channel that failed rests for this pump: its others come again when their leases end. So a server that
        # does not answer costs one time limit, and not one for each alert.
        resting: set[str] = set()
        while fresh := [alert for alert in self._claimed() if alert.key not in had_turn]:
            for alert in fresh:
                if alert.channel in self._digests:
                    digests.setdefault(alert.channel, []).append(alert)
                elif alert.key not in had_turn and alert.channel not in resting:
                    deliveries = self._take_turn([alert])
                    had_turn |= {delivery.alert_key for delivery in deliveries}
                    delivered += _count(deliveries)
                    if any(delivery.outcome is DeliveryOutcome.RETRY for delivery in deliveries):
                        resting.add(alert.channel)
                had_turn.add(alert.key)
        for alerts in digests.values():
            delivered += _count(self._take_turn(alerts))
        return delivered

    def _claimed(self) -> tuple[Alert, ...]:
        return self._store.claim_alerts(limit=BATCH, now=self._clock.now(), lease_for=LEASE)

    def _take_turn(self, alerts: Sequence[Alert]) -> list[Delivery]:
        """Send what alerts of one channel come to, in one message, and record what became of each."""
        try:
            deliveries = self._send(alerts)
        except Exception as error:
            # A bug met on one message: said, tried again like any failure, and the others go on.
            logger.exception("alert %s was not sent", alerts[0].key)
            detail = f"internal error: {type(error).__name__}; the log has the details"
            deliveries = self._each(alerts, DeliveryOutcome.RETRY, detail)
        deliveries = [self._paced(delivery, alerts[0]) for delivery in deliveries]
        try:
            self._store.record_deliveries(deliveries)
        except NotFoundError:  # its story was deleted while it was sent: nothing is left to be recorded or told of
            logger.info("alert %s is not on record any more", alerts[0].key)
            return deliveries
        titles = {alert.key: alert for alert in alerts}
        for delivery in deliveries:
            self._tell_trouble(titles.get(delivery.alert_key, alerts[0]), delivery)
        return deliveries

    def _send(self, alerts: Sequence[Alert]) -> list[Delivery]:
        now, name = self._clock.now(), alerts[0].channel
        channel = self._channels.get(name)
        if channel is None:
            return self._each(alerts, DeliveryOutcome.DEAD, f"no channel is named '{name}' in the settings any more")
        loudest = max(alert.severity for alert in alerts)
        begins = now if name in self._digests else after_quiet(now, loudest, settings=self._settings)
        if begins > now:
            return self._each(alerts, DeliveryOutcome.PUT_OFF, "quiet hours", retry_at=begins)
        occasion = Occasion(told_at=self._story_clock.now(), zone=self._settings.zone)
        parcels, overtaken = self._packed(alerts, occasion)
        if not parcels:
            return overtaken
        sent = channel.send(_message(parcels, occasion), now=now)
        return [*_of_each(parcels, sent), *overtaken]

    def _packed(self, alerts: Sequence[Alert], occasion: Occasion) -> tuple[list[Parcel], list[Delivery]]:
        """What is to be said, and what is not said by itself any more."""
        parcels: list[Parcel] = []
        overtaken: list[Delivery] = []
        done: set[str] = set()
        pasts: dict[int, Past] = {}
        for alert in alerts:
            if alert.key in done:
                continue
            if alert.story_id not in pasts:
                pasts[alert.story_id] = self._store.past(alert.story_id)
            past = pasts[alert.story_id]
            settled = self._settled(alert, past)
            done |= {each.key for each in settled.alerts}
            if settled.why:
                overtaken += self._each(settled.alerts, DeliveryOutcome.OVERTAKEN, settled.why)
            else:
                parcels.append(self._parcel(settled, past, occasion))
        return parcels, overtaken

    def _settled(self, alert: Alert, past: Past) -> Settled:
        if alert.kind is AlertKind.TOLD:
            return settle(alert, past, window=self._settings.settle)
        change = next((each for each in past.changes if each.value.key == alert.change_key), None)
        return Settled(alerts=(alert,), change=change, title=alert.title)

    def _parcel(self, settled: Settled, past: Past, occasion: Occasion) -> Parcel:
        newest = settled.alerts[-1]
        alert = replace(newest, title=settled.title, severity=max(each.severity for each in settled.alerts))
        change, story = settled.change, self._store.story(alert.story_id)
        spans = [*change.value.evidence, *change.value.evidence_before] if change is not None else []
        versions = {number: self._store.version(number) for number in {span.version_id for span in spans}}
        item = item_of(alert, story=story, change=change, versions=versions, occasion=occasion)
        if settled.path:
            way = inert(" -> ".join(settled.path))
            item = replace(item, lines=(*item.lines, f"{len(settled.alerts)} changes in a row, told as one: {way}"))
        return Parcel(alerts=settled.alerts, item=item, story=story, earlier=_earlier(newest, past))

    def _each(
        self, alerts: Sequence[Alert], outcome: DeliveryOutcome, detail: str, *, retry_at: datetime | None = None
    ) -> list[Delivery]:
        at = self._clock.now()
        return [
            Delivery(alert_key=alert.key, at=at, outcome=outcome, detail=detail, retry_at=retry_at) for alert in alerts
        ]

    def _paced(self, delivery: Delivery, alert: Alert) -> Delivery:
        """A failure with the moment of the next attempt, or the last one given up."""
        if delivery.outcome is not DeliveryOutcome.RETRY:
            return delivery
        tried = self._store.deliveries(delivery.alert_key)
        attempt = sum(each.outcome is not DeliveryOutcome.PUT_OFF for each in tried) + 1
        if attempt >= MOST_ATTEMPTS:
            detail = f"given up after {attempt} attempts: {delivery.detail}"
            return replace(delivery, outcome=DeliveryOutcome.DEAD, detail=detail, retry_at=None)
        asked = min(delivery.retry_at or delivery.at, delivery.at + LONGEST)
        again = max(asked, delivery.at + back_off(attempt))
        return replace(delivery, retry_at=after_quiet(again, alert.severity, settings=self._settings))

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
            case DeliveryOutcome.PUT_OFF | DeliveryOutcome.OVERTAKEN:
                return
            case _:
                assert_never(delivery.outcome)
        self._store.add_notice(
            Notice(kind=NoticeKind.DELIVERY_FAILING, story_id=alert.story_id, source_id=None, at=delivery.at, text=text)
        )


def back_off(attempt: int) -> timedelta:
    """The pause after that many attempts: 30 s, doubling up to 6 h."""
    return min(timedelta(seconds=30 * 2.0 ** (attempt - 1)), timedelta(hours=6))


def _message(parcels: Sequence[Parcel], occasion: Occasion) -> Message:
    if len(parcels) > 1:
        items = [(parcel.alerts[-1].key, parcel.item) for parcel in parcels]
        return digest_message(parcels[0].alerts[-1].channel, items, occasion=occasion)
    (parcel,) = parcels
    return message_of(parcel.alerts[-1], parcel.item, story=parcel.story, occasion=occasion, earlier=parcel.earlier)


def _of_each(parcels: Sequence[Parcel], sent: Delivery) -> list[Delivery]:
    """What a message's delivery means for the alerts in it."""
    deliveries = []
    for parcel in parcels:
        *older, newest = parcel.alerts
        deliveries.append(replace(sent, alert_key=newest.key))
        told = replace(sent, outcome=DeliveryOutcome.OVERTAKEN, detail=f"told by {newest.key}")
        each = told if sent.outcome is DeliveryOutcome.DELIVERED else sent
        deliveries += [replace(each, alert_key=alert.key) for alert in older]
    return deliveries


def _earlier(alert: Alert, past: Past) -> tuple[str, ...]:
    """Keys of what the channel delivered in the thread before; what the alert follows comes last."""
    before = [
        told.alert.key
        for told in past.told
        if told.state is AlertState.DELIVERED
        and alert.thread
        and (told.alert.channel, told.alert.thread) == (alert.channel, alert.thread)
        and told.alert.key not in (alert.key, alert.follows)
    ]
    return (*before[-MOST_EARLIER:], *([alert.follows] if alert.follows else []))


def _count(deliveries: Sequence[Delivery]) -> int:
    return sum(delivery.outcome is DeliveryOutcome.DELIVERED for delivery in deliveries)
