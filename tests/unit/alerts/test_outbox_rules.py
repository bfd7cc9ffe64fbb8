"""The outbox with its rules: settle windows, quiet hours, digests, threads, bugs, receivers that ask for patience."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from storage import MemoryStore
from tests.alert_values import NOW, postponed
from tests.builders import moment
from tests.fake_channel import FakeChannel
from tests.unit.alerts.test_settling import BACK, FIRST, SECOND
from tracker.alerts import Outbox, select, withdrawals
from tracker.clock import StepClock
from tracker.config import AlertSettings, ChannelSettings, Digest, Quiet, Settings
from tracker.model import (
    Alert,
    AlertState,
    Change,
    Delivery,
    DeliveryOutcome,
    Judgement,
    Message,
    MessageKind,
    NewStory,
    Severity,
    Withdrawal,
)

MINUTE = timedelta(minutes=1)
LOG = ChannelSettings(name="log")


class Desk:
    """A store with one story, an outbox over it and a machine clock that is stepped."""

    def __init__(self, *channels: ChannelSettings, alerts: AlertSettings | None = None) -> None:
        self.settings = Settings(channels=channels or (LOG,), alerts=alerts or AlertSettings())
        self.store = MemoryStore()
        new = NewStory(slug="iran-russia", title="Iran-Russia treaty", language="en", created_at=NOW)
        self.story = self.store.add_story(new)
        self.clock = StepClock(NOW)
        self.channels = {channel.name: FakeChannel(channel.name) for channel in self.settings.channels}
        self.outbox = self.restarted()

    def restarted(self) -> Outbox:
        """An outbox as after a restart."""
        return Outbox(self.store, tuple(self.channels.values()), self.clock, settings=self.settings)

    def judge(self, *changes: Change) -> None:
        """Changes are seen and written with their alerts; what they point to is silent here."""
        quiet = [replace(change, evidence=(), evidence_before=()) for change in changes]
        alerts = select(
            quiet,
            channels=self.settings.channels,
            settings=self.settings.alerts,
            now=self.clock.now(),
            story=self.story,
            watched=frozenset(),
        )
        self.write(Judgement(changes=tuple(quiet), alerts=alerts))

    def write(self, judgement: Judgement) -> None:
        """One transaction."""
        self.store.judge(self.story.id, lambda _: judgement)

    def pump_at(self, at: datetime) -> int:
        """Step there and pump."""
        self.clock.step_to(at)
        return self.outbox.pump()

    def sent(self, name: str = "log") -> list[str]:
        """Titles that arrived."""
        return [message.title for message in self.channels[name].sent]

    def states(self) -> list[AlertState]:
        """What became of each alert."""
        return [told.state for told in self.store.past(self.story.id).told]


def soft(key: str = "abc", event: str = "sign") -> Change:
    """A notice of an event."""
    return replace(postponed(key=key, severity=Severity.NOTICE), event_key=event)


class TestSettling:
    def test_a_notice_waits_for_what_overtakes_it_and_both_are_one_message(self) -> None:
        desk = Desk()
        desk.judge(FIRST)
        assert desk.outbox.pump() == 0
        desk.clock.step_to(NOW + 2 * MINUTE)
        desk.judge(SECOND)
        assert desk.pump_at(NOW + 5 * MINUTE) == 1
        assert desk.sent() == ["NEW DATE: treaty signing, Mon -> Wed"]
        assert "2 changes in a row, told as one: Mon -> Tue -> Wed" in desk.channels["log"].sent[0].items[0].lines
        assert desk.pump_at(NOW + timedelta(hours=1)) == 0
        assert desk.states() == [AlertState.CANCELLED, AlertState.DELIVERED]

    def test_what_is_again_as_it_was_is_never_sent(self) -> None:
        desk = Desk()
        desk.judge(FIRST, SECOND, BACK)
        assert desk.pump_at(NOW + timedelta(hours=1)) == 0
        assert desk.states() == [AlertState.CANCELLED] * 3

    def test_an_alert_goes_at_once_and_takes_the_notice_before_it_along(self) -> None:
        desk = Desk()
        desk.judge(FIRST)
        desk.judge(replace(SECOND, severity=Severity.ALERT))
        assert desk.outbox.pump() == 1
        assert desk.sent() == ["NEW DATE: treaty signing, Mon -> Wed"]
        assert desk.channels["log"].sent[0].severity is Severity.ALERT

    def test_a_failed_message_and_what_overtakes_it_while_it_waits_are_one(self) -> None:
        desk = Desk()
        desk.judge(FIRST)
        desk.channels["log"].fail("unplugged")
        desk.pump_at(NOW + 5 * MINUTE)
        desk.judge(SECOND)
        desk.channels["log"].recover()
        assert desk.pump_at(NOW + 6 * MINUTE) == 1
        assert desk.sent() == ["NEW DATE: treaty signing, Mon -> Wed"]

    def test_the_same_message_after_a_crash_before_its_record_has_the_same_id(self) -> None:
        desk = Desk()
        desk.judge(FIRST, SECOND)
        desk.clock.step_to(NOW + 5 * MINUTE)
        record = desk.store.record_deliveries

        def crash(deliveries: Sequence[Delivery]) -> None:
            raise KeyboardInterrupt

        desk.store.record_deliveries = crash  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            desk.outbox.pump()
        desk.store.record_deliveries = record  # type: ignore[method-assign]
        desk.clock.step_to(NOW + 10 * MINUTE)
        assert desk.restarted().pump() == 1
        first, second = desk.channels["log"].sent
        assert (first.key, first.title) == (second.key, second.title)


class TestQuietHours:
    NIGHT = AlertSettings(settle=timedelta(0), quiet=Quiet(begins=time(22), ends=time(7)), quiet_alerts=False)

    def test_what_fell_due_before_is_put_off_to_their_end_and_no_attempt_is_lost(self) -> None:
        desk = Desk(alerts=self.NIGHT)
        desk.judge(postponed())
        assert desk.pump_at(moment("2025-01-16T23:00")) == 0
        (told,) = desk.store.past(1).told
        (delivery,) = desk.store.deliveries(told.alert.key)
        assert (delivery.outcome, delivery.retry_at) == (DeliveryOutcome.PUT_OFF, moment("2025-01-17T07:00"))
        assert desk.store.notices() == ()
        assert desk.pump_at(moment("2025-01-17T06:59")) == 0
        assert desk.pump_at(moment("2025-01-17T07:00")) == 1

    def test_a_second_attempt_does_not_fall_into_them(self) -> None:
        desk = Desk(alerts=self.NIGHT)
        desk.judge(postponed())
        desk.channels["log"].fail("unplugged")
        desk.pump_at(moment("2025-01-16T21:59:50"))
        (told,) = desk.store.past(1).told
        assert told.alert.not_before == moment("2025-01-17T07:00")

    def test_an_alert_breaks_through_where_it_may(self) -> None:
        desk = Desk(alerts=replace(self.NIGHT, quiet_alerts=True))
        desk.judge(postponed(), soft("soft", "visit"))
        assert desk.pump_at(moment("2025-01-16T23:00")) == 1


class TestDigests:
    DAILY = ChannelSettings(name="paper", digest=Digest(at=time(8)))
    MORNING = moment("2025-01-17T08:00")

    def test_all_that_waits_is_one_message_most_weighty_first(self) -> None:
        desk = Desk(self.DAILY, LOG)
        desk.judge(soft("a", "visit"), postponed(key="b"), soft("c", "ratify"))
        desk.pump_at(NOW + 5 * MINUTE)
        assert (len(desk.sent("log")), desk.sent("paper")) == (3, [])
        assert desk.pump_at(self.MORNING) == 3
        (message,) = desk.channels["paper"].sent
        assert (message.kind, message.severity, len(message.items)) == (MessageKind.DIGEST, Severity.ALERT, 3)
        assert [item.severity for item in message.items] == [Severity.ALERT, Severity.NOTICE, Severity.NOTICE]
        assert message.title.startswith("3 changes, Fri 17 Jan 2025: POSTPONED: treaty signing")
        assert set(desk.states()) == {AlertState.DELIVERED}

    def test_more_than_a_batch_is_still_one_message(self) -> None:
        desk = Desk(self.DAILY)
        desk.judge(*(soft(str(number), f"event {number}") for number in range(120)))
        assert desk.pump_at(self.MORNING) == 120
        assert [len(message.items) for message in desk.channels["paper"].sent] == [120]

    def test_one_alone_is_told_like_any_other(self) -> None:
        desk = Desk(self.DAILY)
        desk.judge(postponed())
        desk.pump_at(self.MORNING)
        assert desk.channels["paper"].sent[0].kind is MessageKind.TOLD

    def test_what_settles_is_settled_in_it(self) -> None:
        desk = Desk(self.DAILY)
        desk.judge(FIRST, SECOND, postponed(key="p"))
        desk.pump_at(self.MORNING)
        (message,) = desk.channels["paper"].sent
        assert [item.title for item in message.items][1] == "NEW DATE: treaty signing, Mon -> Wed"

    def test_it_is_tried_again_whole_with_the_same_id(self) -> None:
        desk = Desk(self.DAILY)
        desk.judge(soft("a", "visit"), soft("b", "ratify"))
        desk.channels["paper"].fail("unplugged")
        desk.pump_at(self.MORNING)
        desk.channels["paper"].recover()
        assert desk.pump_at(self.MORNING + MINUTE) == 2
        assert [len(message.items) for message in desk.channels["paper"].sent] == [2]


def test_a_withdrawal_answers_what_it_takes_back_and_only_where_that_arrived() -> None:
    desk = Desk(LOG, ChannelSettings(name="mail"), ChannelSettings(name="hook"))
    desk.judge(postponed())
    desk.channels["hook"].fail("unplugged")
    assert desk.outbox.pump() == 2
    wrong = {"abc": Withdrawal(at=NOW, why="Marked wrong.")}
    ups = withdrawals(
        desk.store.past(1), wrong, channels=desk.settings.channels, settings=desk.settings.alerts, now=NOW
    )
    desk.write(Judgement(withdrawn=wrong, alerts=ups.alerts, cancelled_alerts=ups.cancelled))
    desk.channels["hook"].recover()
    assert desk.pump_at(NOW + timedelta(hours=1)) == 2
    for name in ("log", "mail"):
        first, second = desk.channels[name].sent
        assert (second.kind, second.earlier, second.thread) == (MessageKind.WITHDRAWN, (first.key,), first.thread)
    assert desk.sent("hook") == []


def test_later_messages_of_an_event_name_the_earlier_ones() -> None:
    desk = Desk(alerts=AlertSettings(settle=timedelta(0)))
    for key in ("a", "b", "c"):
        desk.judge(postponed(key=key))
        desk.outbox.pump()
    desk.judge(replace(postponed(key="d"), event_key="visit"))
    desk.outbox.pump()
    first, second, third, other = desk.channels["log"].sent
    assert (first.earlier, second.earlier) == ((), (first.key,))
    assert (third.earlier, other.earlier) == ((first.key, second.key), ())


class Busy(FakeChannel):
    """A channel whose receiver asks for patience."""

    asked = NOW + timedelta(hours=3)

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Not now; see the port."""
        return Delivery(
            alert_key=message.key, at=now, outcome=DeliveryOutcome.RETRY, detail="busy", retry_at=self.asked
        )


@pytest.mark.parametrize(
    ("asked", "again"),
    [
        (NOW + timedelta(hours=3), NOW + timedelta(hours=3)),
        (NOW + timedelta(days=30), NOW + timedelta(days=1)),
        (NOW - timedelta(days=1), NOW + timedelta(seconds=30)),
    ],
)
def test_a_receiver_that_names_a_moment_is_not_asked_before_within_reason(asked: datetime, again: datetime) -> None:
    desk = Desk()
    busy = Busy("log")
    busy.asked = asked
    desk.channels["log"] = busy
    desk.outbox = desk.restarted()
    desk.judge(postponed())
    desk.outbox.pump()
    (told,) = desk.store.past(1).told
    assert told.alert.not_before == again


class Broken(FakeChannel):
    """A channel with a bug."""

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """A bug; see the port."""
        raise LookupError(message.title)


def test_a_bug_on_one_channel_stops_no_other_and_is_tried_again() -> None:
    desk = Desk(ChannelSettings(name="broken"), LOG)
    desk.channels["broken"] = Broken("broken")
    desk.outbox = desk.restarted()
    desk.judge(postponed())
    assert desk.outbox.pump() == 1
    alerts: list[Alert] = [told.alert for told in desk.store.past(1).told]
    (delivery,) = desk.store.deliveries(alerts[0].key)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert delivery.detail == "internal error: LookupError; the log has the details"


def test_a_channel_that_fails_is_tried_once_a_pump_and_the_rest_follow_when_it_is_back() -> None:
    desk = Desk(LOG, ChannelSettings(name="mail"))
    desk.judge(*(replace(postponed(key=key), event_key=key) for key in "abcde"))
    desk.channels["mail"].fail("unplugged")
    assert desk.outbox.pump() == 5
    keys = [told.alert.key for told in desk.store.past(1).told if told.alert.channel == "mail"]
    assert [len(desk.store.deliveries(key)) for key in keys] == [1, 0, 0, 0, 0]
    desk.channels["mail"].recover()
    assert desk.pump_at(NOW + 5 * MINUTE) == 5
    assert len(desk.channels["mail"].sent) == 5


class Deleting(FakeChannel):
    """A channel during whose sending somebody deletes the story."""

    store: MemoryStore | None = None

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Sent, and the story is gone; see the port."""
        if self.store is not None:
            self.store.delete_story(1)
        return super().send(message, now=now)


def test_a_story_that_is_deleted_while_its_alert_is_sent_stops_nothing() -> None:
    desk = Desk()
    channel = Deleting("log")
    desk.channels["log"] = channel
    desk.outbox = desk.restarted()
    desk.judge(postponed())
    channel.store = desk.store
    assert desk.outbox.pump() == 1
    assert desk.outbox.pump() == 0
