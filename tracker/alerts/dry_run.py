"""What a channel would have been told of changes that are on record, and why not of the others. Nothing is sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.alerts.select import unwanted
from tracker.alerts.settling import overtakes
from tracker.alerts.timing import due_at
from tracker.config import AlertSettings, ChannelSettings
from tracker.model import Change, Severity, Stored, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One change and one channel."""

    change: Stored[Change]
    story: Story
    channel: str
    #: Why it would not have been told by itself; "" if it would.
    why_not: str
    #: When it would have been sent; None if it would not.
    due: datetime | None


def dry_run(
    changes: Sequence[Stored[Change]],
    channel: ChannelSettings,
    *,
    settings: AlertSettings,
    story: Story,
    watched: Collection[str],
) -> tuple[Tried, ...]:
    """The changes of a story, in the order they were seen, as the rules in force would treat them."""
    reasons = {
        each.value.key: unwanted(each.value, channel, story=story, is_watched=each.value.event_key in watched)
        for each in changes
    }
    wanted = [each for each in changes if not reasons[each.value.key]]
    tried = []
    for each in changes:
        change = each.value
        due = due_at(change.seen_at, change.severity, settings=settings, digest=channel.digest, settles=True)
        why = reasons[change.key] or _overtaken(each, wanted, due=due)
        tried.append(Tried(change=each, story=story, channel=channel.name, why_not=why, due=None if why else due))
    return tuple(tried)


def _overtaken(change: Stored[Change], wanted: Sequence[Stored[Change]], *, due: datetime) -> str:
    """Whether a newer change came before it was sent: then that one tells both, or neither is told."""
    if change.value.severity >= Severity.ALERT and due <= change.value.seen_at:
        return ""
    for newer in wanted:
        if newer.id > change.id and newer.value.seen_at <= due and overtakes(newer.value, change.value):
            return f"told as one with N{newer.id}"
    return ""
