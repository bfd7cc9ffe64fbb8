"""Changes to alerts: which channel is told what, in which words; the outbox and the channels."""

from tracker.alerts.log import LogChannel
from tracker.alerts.outbox import Outbox
from tracker.alerts.select import select

__all__ = ["LogChannel", "Outbox", "select"]
