"""A log file as a channel: one readable block an alert, appended and on disk before it counts as delivered."""

import os
import textwrap
from datetime import datetime
from pathlib import Path

from tracker.config import ChannelSettings
from tracker.model import Alert, Delivery, DeliveryOutcome

WIDTH = 80


class LogChannel:
    """Implements the `Channel` port over a file."""

    def __init__(self, settings: ChannelSettings, directory: Path) -> None:
        self.name = settings.name
        self._path = directory / settings.path.expanduser()

    def send(self, alert: Alert, *, now: datetime) -> Delivery:
        """Append the alert; see the port."""
        block = f"{textwrap.fill(alert.title, WIDTH)}\n{alert.body}\nid {alert.key}\n\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(block)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            detail = f"{self._path}: {error.strerror or error}; check its directory and rights, or [[channels]] path"
            return Delivery(alert_key=alert.key, at=now, outcome=DeliveryOutcome.RETRY, detail=detail)
        return Delivery(alert_key=alert.key, at=now, outcome=DeliveryOutcome.DELIVERED, detail=str(self._path))
