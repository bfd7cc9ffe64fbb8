"""The outbox, and the notices about ourselves."""

from datetime import datetime, timedelta
from typing import Protocol

from tracker.model import (
    Alert,
    Delivery,
    Notice,
    Stored,
)


class OutboxStore(Protocol):
    """Alerts that wait, and what becomes of them."""

    def claim_alerts(self, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
        """Called by the outbox pump (machine time): undelivered alerts due, leased. Oldest first.

        Those of a held story wait; one that `follows` another is given only once that one was delivered.
        """
        ...

    def record_delivery(self, delivery: Delivery) -> None:
        """Called after each attempt. DELIVERED and DEAD end the alert; RETRY sets its next moment."""
        ...

    def dead_alerts(self) -> tuple[Stored[Alert], ...]:
        """Called by `alerts`: dead letters of all stories, oldest first."""
        ...

    def retry_alert(self, key: str, *, now: datetime) -> None:
        """Called by `alerts retry`: a dead letter waits again, due at `now` (machine time). Raises NotFoundError."""
        ...

    def add_notice(self, notice: Notice) -> None:
        """Called when the daemon has something to say about itself."""
        ...
