"""Standard output as a channel: for a daemon whose output somebody reads or a supervisor keeps."""

import sys
from datetime import datetime
from typing import TextIO

from tracker.alerts.text import message_text
from tracker.config import ChannelSettings
from tracker.model import Delivery, DeliveryOutcome, Message


class StdoutChannel:
    """Implements the `Channel` port over standard output."""

    def __init__(self, settings: ChannelSettings, output: TextIO | None = None) -> None:
        self.name = settings.name
        self._output = output

    def send(self, message: Message, *, now: datetime) -> Delivery:
        """Write the message; see the port."""
        outcome, detail = DeliveryOutcome.DELIVERED, "written to standard output"
        try:
            output = self._output or sys.stdout
            output.write(f"{message_text(message)}\nid {message.key}\n\n")
            output.flush()
        except (OSError, ValueError) as error:  # its reader has gone, or it was closed
            outcome, detail = DeliveryOutcome.RETRY, f"standard output can't be written to: {error}"
        return Delivery(alert_key=message.key, at=now, outcome=outcome, detail=detail)
