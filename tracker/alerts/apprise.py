"""Any Apprise address as a channel: Telegram, Matrix, ntfy, desktop notifications and the rest of what Apprise knows.

Apprise makes its own connections: they do not pass this program's address guard and caps. Its addresses come from the
operator's settings only.
"""

import re
from datetime import datetime
from typing import Any

from tracker.alerts.text import body_text
from tracker.config import ChannelSettings
from tracker.errors import ConfigError
from tracker.model import Delivery, DeliveryOutcome, Message, MessageKind, Severity, inert

#: Parts of an address that may be a secret are blotted out from what Apprise says, from this length on.
LEAST_SECRET = 4


class AppriseChannel:
    """Implements the `Channel` port over Apprise, which says no more than whether it worked."""

    def __init__(self, settings: ChannelSettings) -> None:
        self.name = settings.name
        self._url = settings.url

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Hand the message to Apprise; see the port."""
        outcome = DeliveryOutcome.RETRY
        try:
            url = self._url.reveal() if self._url is not None else ""
        except ConfigError as error:
            detail = f"channel '{self.name}': {error}"
        else:
            is_sent, said = _notify(url, message)
            outcome = DeliveryOutcome.DELIVERED if is_sent else DeliveryOutcome.RETRY
            detail = "taken over by Apprise" if is_sent else f"channel '{self.name}': {_blotted(said, url)}"
        return Delivery(alert_key=message.key, at=now, outcome=outcome, detail=detail)


def _notify(url: str, message: Message) -> tuple[bool, str]:
    """Whether Apprise sent it, and what it said if it didn't."""
    import apprise  # slow to import, and used by few

    notifier = apprise.Apprise()
    with apprise.LogCapture(level=apprise.logging.WARNING, fmt="%(message)s") as log:
        if not notifier.add(url):
            return False, "its url is no address that Apprise knows"
        is_sent = notifier.notify(
            title=message.title,
            body=f"{body_text(message)}\nid {message.key}",
            notify_type=_type_of(message, apprise.NotifyType),
            body_format=apprise.NotifyFormat.TEXT,
        )
        said = inert(log.getvalue())
    return bool(is_sent), said or "Apprise could not send it, and says no more"


def _type_of(message: Message, types: Any) -> Any:
    if message.kind is MessageKind.NOTICE or message.severity >= Severity.ALERT:
        return types.WARNING
    return types.INFO


def _blotted(said: str, url: str) -> str:
    """What Apprise said, without any part of the address but its scheme and host."""
    _, _, rest = url.partition("://")
    host = re.split(r"[/?]", rest)[0].rpartition("@")[2].partition(":")[0]
    parts = [part for part in re.split(r"[/:@?&=,#]", rest) if len(part) >= LEAST_SECRET and part != host]
    for part in sorted(parts, key=len, reverse=True):
        said = said.replace(part, "***")
    return said[:300]
