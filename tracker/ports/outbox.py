"""The outbox, and the notices about ourselves."""

from collections.abc import Sequence
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
        """Called after each turn: RETRY and PUT_OFF set the alert's next moment, all others end it."""
        ...

    def record_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Called by the outbox pump: what one message came to for each alert in it, in one transaction."""
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
