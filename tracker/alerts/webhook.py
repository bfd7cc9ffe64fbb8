"""A webhook as a channel: a CloudEvents 1.0 event, signed as Standard Webhooks says, through the guarded client."""

import asyncio
import binascii
import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from standardwebhooks.webhooks import Webhook

from tracker.alerts.cloud_event import event_of
from tracker.config import ChannelSettings, NetSettings
from tracker.errors import ConfigError, NetError
from tracker.model import Delivery, DeliveryOutcome, Message
from tracker.net import Answer, open_client, trusting

#: Answers that no repeat will change: the event itself is refused, or the receiver is gone for good (410).
FINAL = frozenset({400, 405, 406, 410, 411, 413, 414, 415, 422, 501})


class WebhookChannel:
    """Implements the `Channel` port over HTTP. 2xx is delivered; redirects are not followed."""

    def __init__(self, settings: ChannelSettings, net: NetSettings) -> None:
        self.name = settings.name
        self._url = settings.url
        self._secret = settings.secret
        self._net = net

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Post the message; see the port."""
        body = json.dumps(event_of(message), ensure_ascii=False, separators=(",", ":"))
        try:
            url = self._url.reveal() if self._url is not None else ""
            headers = self._headers(message.key, body, now)
        except ConfigError as error:
            return _delivery(message, now, DeliveryOutcome.RETRY, f"channel '{self.name}': {error}")
        try:
            answer = asyncio.run(self._post(url, body, headers))
        except NetError as error:
            # What is refused or unreachable is named by its own address, which may hold a token.
            detail = str(error).replace(url, "its url") if url else str(error)
            return _delivery(message, now, DeliveryOutcome.RETRY, f"channel '{self.name}': {detail}")
        return self._judged(message, answer, now)

    def _headers(self, key: str, body: str, now: datetime) -> dict[str, str]:
        headers = {
            "content-type": "application/cloudevents+json; charset=utf-8",
            "webhook-id": key,
            "webhook-timestamp": str(int(now.timestamp())),
        }
        if self._secret is not None:
            try:
                signer = Webhook(self._secret.reveal())
            except (binascii.Error, ValueError, RuntimeError) as error:
                raise ConfigError("is no Standard Webhooks key: whsec_ and base64", path="its secret") from error
            headers["webhook-signature"] = signer.sign(key, now, body)
        return headers

    async def _post(self, url: str, body: str, headers: dict[str, str]) -> Answer:
        async with open_client(await trusting(self._net, url)) as client:
            return await client.post(url, content=body.encode(), headers=headers)

    def _judged(self, message: Message, answer: Answer, now: datetime) -> Delivery:
        status = answer.status
        if 200 <= status < 300:
            return _delivery(message, now, DeliveryOutcome.DELIVERED, f"answered {status}")
        what = f"channel '{self.name}': its url answered {status}"
        if status in FINAL:
            return _delivery(message, now, DeliveryOutcome.DEAD, f"{what}, and would again")
        if 300 <= status < 400:
            what += "; redirects are not followed: write the address that it leads to"
        return _delivery(message, now, DeliveryOutcome.RETRY, what, retry_at=_asked(answer, now))


def _delivery(
    message: Message, now: datetime, outcome: DeliveryOutcome, detail: str, *, retry_at: datetime | None = None
) -> Delivery:
    return Delivery(alert_key=message.key, at=now, outcome=outcome, detail=detail, retry_at=retry_at)


def _asked(answer: Answer, now: datetime) -> datetime | None:
    """When the receiver wants to be asked again: Retry-After in seconds or as a date (RFC 9110)."""
    said = (answer.header("retry-after") or "").strip()
    try:
        if said.isascii() and said.isdigit():
            return now + timedelta(seconds=int(said))
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
