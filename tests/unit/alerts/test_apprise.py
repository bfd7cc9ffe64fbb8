"""Apprise against a real server on loopback; what it says of trouble names no secret."""

import json

import pytest

from tests.alert_values import NOW, make_message
from tests.receivers import web_receiver
from tracker.alerts.apprise import AppriseChannel
from tracker.config import ChannelSettings, Secret
from tracker.model import DeliveryOutcome


def channel(url: str) -> AppriseChannel:
    """A channel of that address."""
    return AppriseChannel(ChannelSettings(name="phone", kind="apprise", url=Secret(url)))


def test_title_and_text_arrive_and_an_alert_is_a_warning() -> None:
    with web_receiver() as server:
        server.status = 200
        delivery = channel(f"json://127.0.0.1:{server.port}/").send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.DELIVERED
    sent = json.loads(server.posted[0].body)
    assert sent["title"] == "POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025"
    assert 'Before: "The treaty will be signed on Friday." - Caspian Courier, 13 Jan' in sent["message"]
    assert sent["type"] == "warning"


@pytest.mark.parametrize("status", [404, 500])
def test_a_failure_says_why_and_no_secret(status: int) -> None:
    with web_receiver() as server:
        server.status = status
        url = f"json://desk:hunter22@127.0.0.1:{server.port}/t0kenhook?+X-Key=k3yk3y"
        delivery = channel(url).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert delivery.detail.startswith("channel 'phone': ")
    assert str(status) in delivery.detail
    for secret in ("hunter22", "t0kenhook", "k3yk3y"):
        assert secret not in delivery.detail


def test_an_address_of_nothing_is_said_without_it() -> None:
    delivery = channel("nonsense://t0kent0ken").send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert "t0ken" not in delivery.detail
    assert "no address that Apprise knows" in delivery.detail
