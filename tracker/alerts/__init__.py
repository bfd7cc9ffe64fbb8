"""Changes to alerts: which channel is told what, in which words; the outbox and the channels."""

from tracker.alerts.channels import make_channel, make_channels
from tracker.alerts.follow_ups import FollowUps, reinstatements, summary, withdrawals
from tracker.alerts.outbox import Outbox
from tracker.alerts.select import select, unwanted, watched_after

__all__ = [
    "FollowUps",
    "Outbox",
    "make_channel",
    "make_channels",
    "reinstatements",
    "select",
    "summary",
    "unwanted",
    "watched_after",
    "withdrawals",
]
