"""A channel that keeps what it was sent, and fails when told to."""

from datetime import datetime

from tracker.model import Delivery, DeliveryOutcome, Message


class FakeChannel:
    """Implements the `Channel` port in memory: fail("unplugged"), then recover()."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sent: list[Message] = []
        self._trouble = ""

    def fail(self, detail: str) -> None:
        """From now on every delivery fails for that reason."""
        self._trouble = detail

    def recover(self) -> None:
        """From now on deliveries succeed."""
        self._trouble = ""

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Keep the message; see the port."""
        if self._trouble:
            return Delivery(alert_key=message.key, at=now, outcome=DeliveryOutcome.RETRY, detail=self._trouble)
        self.sent.append(message)
        return Delivery(alert_key=message.key, at=now, outcome=DeliveryOutcome.DELIVERED, detail="kept")
