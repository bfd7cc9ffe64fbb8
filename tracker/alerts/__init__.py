"""Changes to alerts: which channel is told what, in which words; the outbox and the channels."""

from tracker.alerts.channels import make_channel, make_channels
from tracker.alerts.dry_run import Tried, dry_run
from tracker.alerts.follow_ups import FollowUps, reinstatements, summary, withdrawals
from tracker.alerts.outbox import Outbox
from tracker.alerts.reach import out_of_reach
from tracker.alerts.select import refusals, select, unwanted, watched_after
from tracker.alerts.wording import Occasion, trial

__all__ = [
    "FollowUps",
    "Occasion",
    "Outbox",
    "Tried",
    "dry_run",
    "make_channel",
    "make_channels",
    "out_of_reach",
    "refusals",
    "reinstatements",
    "select",
    "summary",
    "trial",
    "unwanted",
    "watched_after",
    "withdrawals",
]
