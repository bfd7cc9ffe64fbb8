"""A log file as a channel: one readable block a message, appended and on disk before it counts as delivered."""

import os
from datetime import datetime
from pathlib import Path

from tracker.alerts.text import message_text
from tracker.config import ChannelSettings
from tracker.model import Delivery, DeliveryOutcome, Message


class LogChannel:
    """Implements the `Channel` port over a file."""

    def __init__(self, settings: ChannelSettings, directory: Path) -> None:
        self.name = settings.name
        self._path = directory / settings.path.expanduser()

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Append the message; see the port."""
        block = f"{message_text(message)}\nid {message.key}, {message.told_at:%Y-%m-%d %H:%M} UTC\n\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(block)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            detail = f"{self._path}: {error.strerror or error}; check its directory and rights, or [[channels]] path"
            return Delivery(alert_key=message.key, at=now, outcome=DeliveryOutcome.RETRY, detail=detail)
        return Delivery(alert_key=message.key, at=now, outcome=DeliveryOutcome.DELIVERED, detail=str(self._path))
