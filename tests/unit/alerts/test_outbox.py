"""The outbox: at least once, tried again with growing pauses, given up in the end and said so."""

from datetime import timedelta

import pytest

from tests.builders import moment
from tests.fake_channel import FakeChannel
from tests.report_play import ReportPlay, says
from tracker.alerts import Outbox
from tracker.alerts.outbox import MOST_ATTEMPTS, back_off
from tracker.clock import StepClock
from tracker.config import Settings
from tracker.model import DeliveryOutcome, NoticeKind, Status


@pytest.fixture
def play() -> ReportPlay:
    """A story with one alert: the treaty was signed as announced."""
    play = ReportPlay()
    play.paste("It will be signed on Friday.", says("It will be signed on Friday.", day="2025-01-17"))
    play.publish(
        "Volga Wire",
        "They signed it today.",
        says("They signed it today.", status=Status.HAPPENED, day="2025-01-17"),
        on="2025-01-17",
    )
    return play


def outbox_at(play: ReportPlay, *channels: FakeChannel) -> tuple[Outbox, StepClock]:
    """An outbox whose machine clock stands just after the alert was written."""
    clock = StepClock(moment("2025-01-17T12:01"))
    return Outbox(play.store, channels, clock, settings=Settings()), clock


def outcomes(play: ReportPlay) -> list[DeliveryOutcome]:
    """What became of the one alert, attempt by attempt."""
    (stored,) = play.store.alerts(play.story.id)
    return [delivery.outcome for delivery in play.store.deliveries(stored.value.key)]


def test_an_alert_is_delivered_once(play: ReportPlay) -> None:
    channel = FakeChannel("log")
    outbox, _ = outbox_at(play, channel)
    assert (outbox.pump(), outbox.pump()) == (1, 0)
    assert [alert.title for alert in channel.sent] == ["HAPPENED: treaty signing, as announced, Fri 17 Jan 2025"]


def test_a_channel_that_fails_is_tried_again_with_the_same_id_after_a_pause(play: ReportPlay) -> None:
    channel = FakeChannel("log")
    channel.fail("unplugged")
    outbox, clock = outbox_at(play, channel)
    assert outbox.pump() == 0
    channel.recover()
    clock.step_to(clock.now() + back_off(1) - timedelta(seconds=1))
    assert outbox.pump() == 0
    clock.step_to(clock.now() + timedelta(seconds=1))
    assert outbox.pump() == 1
    assert outcomes(play) == [DeliveryOutcome.RETRY, DeliveryOutcome.DELIVERED]


def test_a_channel_that_keeps_failing_is_given_up_and_told_of(play: ReportPlay) -> None:
    channel = FakeChannel("log")
    channel.fail("unplugged")
    outbox, clock = outbox_at(play, channel)
    for _ in range(MOST_ATTEMPTS):
        outbox.pump()
        clock.step_to(clock.now() + timedelta(hours=7))
    outbox.pump()
    assert outcomes(play) == [*[DeliveryOutcome.RETRY] * (MOST_ATTEMPTS - 1), DeliveryOutcome.DEAD]
    notices = [notice for notice in play.store.notices() if notice.kind is NoticeKind.DELIVERY_FAILING]
    assert [notice.text for notice in notices] == [
        "channel 'log' fails and will be tried again: unplugged",
        f"alert \"HAPPENED: treaty signing, as announced, Fri 17 Jan 2025\" was not delivered by channel 'log': "
        f"given up after {MOST_ATTEMPTS} attempts: unplugged",
    ]


def test_a_channel_that_left_the_settings_is_a_dead_letter_with_its_reason(play: ReportPlay) -> None:
    outbox, _ = outbox_at(play)
    assert outbox.pump() == 0
    (stored,) = play.store.alerts(play.story.id)
    (delivery,) = play.store.deliveries(stored.value.key)
    assert delivery.outcome is DeliveryOutcome.DEAD
    assert "no channel is named 'log'" in delivery.detail


def test_pauses_grow_and_are_bounded() -> None:
    pauses = [back_off(attempt) for attempt in range(1, 40)]
    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=6)
