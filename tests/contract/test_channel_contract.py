"""What every channel promises: one delivery a call, the message's id with it, and trouble as a value."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.alert_values import NOW, make_message
from tests.fake_channel import FakeChannel
from tests.receivers import mail_receiver, web_receiver
from tracker.alerts import make_channel
from tracker.alerts.stdout import StdoutChannel
from tracker.alerts.text import message_text
from tracker.config import ChannelSettings, NetSettings, Secret
from tracker.model import DeliveryOutcome
from tracker.ports import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A channel, what arrived through it, and a way to break it."""

    channel: Channel
    received: Callable[[], str]
    fail: Callable[[], None]


def make(settings: ChannelSettings, directory: Path) -> Channel:
    """A channel as the application makes it."""
    return make_channel(settings, directory=directory, net=NetSettings())


@contextmanager
def log_bench(directory: Path) -> Iterator[Bench]:
    """The log file; it breaks when its directory turns out to be a file."""
    home = directory / "data"

    def fail() -> None:
        home.write_text("not a directory")

    path = home / "alerts.log"
    yield Bench(
        channel=make(ChannelSettings(name="it"), home),
        received=lambda: path.read_text(encoding="utf-8"),
        fail=fail,
    )


@contextmanager
def fake_bench(_: Path) -> Iterator[Bench]:
    """The fake of the outbox's tests."""
    channel = FakeChannel("it")
    yield Bench(
        channel=channel,
        received=lambda: "".join(f"{message_text(message)}\n{message.key}\n" for message in channel.sent),
        fail=lambda: channel.fail("unplugged"),
    )


@contextmanager
def stdout_bench(directory: Path) -> Iterator[Bench]:
    """Standard output, a file here; it breaks when that is closed."""
    path = directory / "out"
    with path.open("w", encoding="utf-8") as file:
        yield Bench(
            channel=StdoutChannel(ChannelSettings(name="it", kind="stdout"), file),
            received=lambda: path.read_text(encoding="utf-8"),
            fail=file.close,
        )


@contextmanager
def mail_bench(directory: Path) -> Iterator[Bench]:
    """A mail server; it breaks by asking to be tried later."""
    with mail_receiver() as server:
        settings = ChannelSettings(
            name="it",
            kind="mail",
            host="127.0.0.1",
            port=server.port,
            security="none",
            sender="claimwatch@desk.example",
            to=("me@desk.example",),
        )

        def received() -> str:
            mails = [(mail, mail.get_body(("plain",))) for mail in server.mails]
            return "".join(f"{mail['subject']}\n{body.get_content()}" for mail, body in mails if body)

        yield Bench(
            channel=make(settings, directory),
            received=received,
            fail=lambda: server.answers.update(DATA="451 try again later"),
        )


@contextmanager
def webhook_bench(directory: Path) -> Iterator[Bench]:
    """A web server; it breaks by being busy."""
    with web_receiver() as server:
        settings = ChannelSettings(
            name="it", kind="webhook", url=Secret(server.url), secret=Secret("whsec_bWFkZSBvZiAyNCBieXRlcyBvciBt")
        )

        def received() -> str:
            events = [json.loads(posted.body) for posted in server.posted]
            items = [(event["id"], item) for event in events for item in event["data"]["items"]]
            return "".join(f'{item["title"]}\n"{item["quote"]}" - {item["credit"]}\n{key}\n' for key, item in items)

        def fail() -> None:
            server.status = 503

        yield Bench(channel=make(settings, directory), received=received, fail=fail)


@contextmanager
def apprise_bench(directory: Path) -> Iterator[Bench]:
    """Apprise's own JSON over HTTP to a web server; it breaks by being busy."""
    with web_receiver() as server:
        server.status = 200
        settings = ChannelSettings(name="it", kind="apprise", url=Secret(f"json://127.0.0.1:{server.port}/t0ken"))

        def received() -> str:
            sent = [json.loads(posted.body) for posted in server.posted]
            return "".join(f"{each['title']}\n{each['message']}\n" for each in sent)

        def fail() -> None:
            server.status = 503

        yield Bench(channel=make(settings, directory), received=received, fail=fail)


@pytest.fixture(params=[log_bench, stdout_bench, mail_bench, webhook_bench, apprise_bench, fake_bench])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """Each implementation."""
    with request.param(tmp_path) as made:
        yield made


def test_it_has_the_name_of_its_settings(bench: Bench) -> None:
    assert bench.channel.name == "it"


def test_a_delivery_names_its_message_and_its_moment(bench: Bench) -> None:
    delivery = bench.channel.send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.DELIVERED, delivery.detail
    assert (delivery.alert_key, delivery.at) == ("a1b2", NOW)


def test_what_arrives_is_the_whole_text_with_the_id(bench: Bench) -> None:
    bench.channel.send(make_message(title="VERSCHOBEN: Вступление в силу 条約"), now=NOW)
    received = " ".join(bench.received().split())
    for part in (
        "VERSCHOBEN: Вступление в силу 条約",
        '"It will now be signed on 24 January, Peskov said." - Peskov, via TASS (1 voice, 4 copies)',
        "a1b2",
    ):
        assert part in received


def test_messages_arrive_in_the_order_they_were_sent_and_a_repeat_has_the_same_id(bench: Bench) -> None:
    for key in ("first", "second", "first"):
        bench.channel.send(make_message(key), now=NOW)
    received = bench.received()
    assert received.count("first") == 2
    assert received.index("first") < received.index("second") < received.rindex("first")


def test_trouble_is_a_value_that_says_what_is_wrong(bench: Bench) -> None:
    bench.fail()
    delivery = bench.channel.send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert delivery.detail
    assert "Traceback" not in delivery.detail
    assert "t0ken" not in delivery.detail


def test_an_unwritable_log_names_the_file_and_what_to_do(tmp_path: Path) -> None:
    with log_bench(tmp_path) as bench:
        bench.fail()
        detail = bench.channel.send(make_message(), now=NOW).detail
    assert str(tmp_path / "data" / "alerts.log") in detail
    assert "[[channels]] path" in detail
