"""What every channel promises: one delivery a call, the alert's id with it, and trouble as a value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.builders import moment
from tests.fake_channel import FakeChannel
from tracker.alerts import LogChannel
from tracker.config import ChannelSettings
from tracker.model import Alert, DeliveryOutcome, Severity
from tracker.ports import Channel

NOW = moment("2025-01-16T14:12")


def make_alert(key: str = "a1b2", *, title: str = "POSTPONED: treaty signing", now: datetime = NOW) -> Alert:
    """An alert for the channel "log"."""
    return Alert(
        key=key,
        story_id=1,
        change_key="change",
        channel="log",
        not_before=now,
        created_at=now,
        title=title,
        body='"put off" - Peskov, via TASS',
        severity=Severity.ALERT,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A channel, what arrived through it, and a way to break it."""

    channel: Channel
    received: Callable[[], str]
    fail: Callable[[], None]


def log_bench(directory: Path) -> Bench:
    """The log file; it breaks when its directory turns out to be a file."""
    home = directory / "data"

    def fail() -> None:
        home.write_text("not a directory")

    channel = LogChannel(ChannelSettings(name="log"), home)
    path = home / "alerts.log"
    return Bench(channel=channel, received=lambda: path.read_text(encoding="utf-8"), fail=fail)


def fake_bench(_: Path) -> Bench:
    """The fake of the outbox's tests."""
    channel = FakeChannel("log")
    return Bench(
        channel=channel,
        received=lambda: "".join(f"{alert.title}\n{alert.body}\n{alert.key}\n" for alert in channel.sent),
        fail=lambda: channel.fail("unplugged"),
    )


@pytest.fixture(params=[log_bench, fake_bench])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    """Each implementation."""
    made: Bench = request.param(tmp_path)
    return made


def test_it_has_the_name_of_its_settings(bench: Bench) -> None:
    assert bench.channel.name == "log"


def test_a_delivery_names_its_alert_and_its_moment(bench: Bench) -> None:
    delivery = bench.channel.send(make_alert(), now=NOW)
    assert (delivery.alert_key, delivery.at, delivery.outcome) == ("a1b2", NOW, DeliveryOutcome.DELIVERED)


def test_what_arrives_is_the_whole_text_with_the_id(bench: Bench) -> None:
    bench.channel.send(make_alert(title="VERSCHOBEN: Вступление в силу 条約"), now=NOW)
    received = bench.received()
    for part in ("VERSCHOBEN: Вступление в силу 条約", '"put off" - Peskov, via TASS', "a1b2"):
        assert part in received


def test_alerts_arrive_in_the_order_they_were_sent_and_a_repeat_has_the_same_id(bench: Bench) -> None:
    for key in ("first", "second", "first"):
        bench.channel.send(make_alert(key), now=NOW)
    received = bench.received()
    assert received.count("first") == 2
    assert received.index("first") < received.index("second") < received.rindex("first")


def test_trouble_is_a_value_that_says_what_is_wrong(bench: Bench) -> None:
    bench.fail()
    delivery = bench.channel.send(make_alert(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert delivery.detail
    assert "Traceback" not in delivery.detail


def test_an_unwritable_log_names_the_file_and_what_to_do(tmp_path: Path) -> None:
    bench = log_bench(tmp_path)
    bench.fail()
    detail = bench.channel.send(make_alert(), now=NOW).detail
    assert str(tmp_path / "data" / "alerts.log") in detail
    assert "[[channels]] path" in detail
