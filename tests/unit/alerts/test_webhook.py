"""Webhooks against a real server on loopback: CloudEvents, signatures, the guard, and what each answer means."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.alert_values import NOW, make_message
from tests.receivers import WebReceiver, web_receiver
from tracker.alerts.webhook import WebhookChannel
from tracker.config import ChannelSettings, NetSettings, Secret
from tracker.model import Delivery, DeliveryOutcome

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def channel(url: str, *, secret: Secret | None = None) -> WebhookChannel:
    """A webhook; nothing private is allowed but what it names."""
    settings = ChannelSettings(name="hook", kind="webhook", url=Secret(url), secret=secret)
    return WebhookChannel(settings, NetSettings(deadline=timedelta(seconds=5)))


def sent(server: WebReceiver, *, now: datetime = NOW) -> Delivery:
    """What a message to that server comes to."""
    return channel(server.url).send(make_message(), now=now)


def test_it_is_a_cloud_event_in_structured_mode() -> None:
    with web_receiver() as server:
        delivery = sent(server)
    assert delivery.outcome is DeliveryOutcome.DELIVERED
    (posted,) = server.posted
    assert posted.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    event = json.loads(posted.body)
    assert {key: event[key] for key in ("specversion", "id", "type", "source", "subject", "time")} == {
        "specversion": "1.0",
        "id": "a1b2",
        "type": "claimwatch.change.told",
        "source": "urn:claimwatch:story:iran-russia",
        "subject": "N41",
        "time": "2025-01-16T14:12:00Z",
    }
    assert event["data"]["items"][0]["change"]["after"]["time"]["first"] == "2025-01-24"


def test_its_signature_is_that_of_standard_webhooks() -> None:
    now = datetime.now(UTC)  # a verifier believes no old signature
    with web_receiver() as server:
        channel(server.url, secret=Secret(KEY)).send(make_message("a1b2"), now=now)
    (posted,) = server.posted
    assert posted.headers["webhook-id"] == "a1b2"
    Webhook(KEY).verify(posted.body, dict(posted.headers))
    with pytest.raises(WebhookVerificationError):
        Webhook(KEY).verify(posted.body.replace("24", "25"), dict(posted.headers))
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "B" * 32).verify(posted.body, dict(posted.headers))


def test_a_repeat_has_the_same_id_and_a_new_moment() -> None:
    with web_receiver() as server:
        for now in (NOW, NOW + timedelta(hours=1)):
            channel(server.url, secret=Secret(KEY)).send(make_message(), now=now)
    first, second = (posted.headers for posted in server.posted)
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 3600
    assert first["webhook-signature"] != second["webhook-signature"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, DeliveryOutcome.DELIVERED),
        (202, DeliveryOutcome.DELIVERED),
        (301, DeliveryOutcome.RETRY),
        (400, DeliveryOutcome.DEAD),
        (401, DeliveryOutcome.RETRY),
        (404, DeliveryOutcome.RETRY),
        (410, DeliveryOutcome.DEAD),
        (422, DeliveryOutcome.DEAD),
        (429, DeliveryOutcome.RETRY),
        (500, DeliveryOutcome.RETRY),
        (503, DeliveryOutcome.RETRY),
    ],
)
def test_what_an_answer_means(status: int, outcome: DeliveryOutcome) -> None:
    with web_receiver() as server:
        server.status = status
        server.answer_headers["location"] = "http://127.0.0.1:1/elsewhere"
        delivery = sent(server)
    assert delivery.outcome is outcome
    assert str(status) in delivery.detail
    assert "t0ken" not in delivery.detail
    assert len(server.posted) == 1


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("120", NOW + timedelta(minutes=2)),
        ("Thu, 16 Jan 2025 15:00:00 GMT", NOW.replace(hour=15, minute=0)),
        ("soon", None),
        ("-5", None),
        ("9" * 30, None),
        ("", None),
    ],
)
def test_a_receiver_may_say_when_to_come_again(said: str, moment: datetime | None) -> None:
    with web_receiver() as server:
        server.status = 503
        server.answer_headers["retry-after"] = said
        delivery = sent(server)
    assert delivery.retry_at == moment


def test_its_own_address_may_be_private_by_number_or_by_name() -> None:
    with web_receiver() as server:
        for host in ("127.0.0.1", "localhost"):
            url = f"http://{host}:{server.port}/hook"
            assert channel(url).send(make_message(), now=NOW).outcome is DeliveryOutcome.DELIVERED


def test_where_nobody_listens_it_is_tried_again_and_the_address_is_not_shown() -> None:
    with web_receiver() as server:
        url = server.url
    delivery = channel(url).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert "t0ken" not in delivery.detail
    assert "channel 'hook': its url" in delivery.detail


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/t0ken", "http://me:t0ken@127.0.0.1/", "nonsense t0ken"])
def test_what_is_no_web_address_is_said_without_it(url: str) -> None:
    delivery = channel(url).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert "t0ken" not in delivery.detail


def test_a_key_that_is_none_is_said_without_it() -> None:
    with web_receiver() as server:
        delivery = channel(server.url, secret=Secret("whsec_a")).send(make_message(), now=NOW)
    assert delivery.outcome is DeliveryOutcome.RETRY
    assert delivery.detail == "channel 'hook': its secret: is no Standard Webhooks key: whsec_ and base64"
    assert server.posted == []
