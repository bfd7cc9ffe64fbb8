"""A channel that keeps what it was sent, and fails when told to."""

from datetime import datetime

from tracker.model import Alert, Delivery, DeliveryOutcome


class FakeChannel:
    """Implements the `Channel` port in memory: fail("unplugged"), then recover()."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sent: list[Alert] = []
        self._trouble = ""

    def fail(self, detail: str) -> None:
        """From now on every delivery fails for that reason."""
        self._trouble = detail

    def recover(self) -> None:
        """From now on deliveries succeed."""
        self._trouble = ""

    def send(self, alert: Alert, *, now: datetime) -> Delivery:
        """Keep the alert; see the port."""
        if self._trouble:
            return Delivery(alert_key=alert.key, at=now, outcome=DeliveryOutcome.RETRY, detail=self._trouble)
        self.sent.append(alert)
        return Delivery(alert_key=alert.key, at=now, outcome=DeliveryOutcome.DELIVERED, detail="kept")
