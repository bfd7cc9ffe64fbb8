"""Messages about what was told: withdrawals, reinstatements, and the summary that ends a baseline. Values only.

What was told of one change in one channel is a chain: the alert, its withdrawal, its reinstatement, and so on. A
message of the chain that waits is cancelled rather than contradicted. As it may be under way at that very moment, one
that takes it back is written too; it follows the cancelled one, and so goes out only if that was delivered after all.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.alerts.select import LEAST, digest_of, gets_story
from tracker.alerts.timing import due_at
from tracker.config import AlertSettings, ChannelSettings
from tracker.model import Alert, AlertKind, AlertState, Past, Severity, Story, Told, Withdrawal


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """What a withdrawal or reinstatement does to the outbox."""

    alerts: tuple[Alert, ...] = ()
    #: Keys of alerts that are not to be sent any more, and of cancelled ones that are to be sent after all.
    cancelled: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()


def withdrawals(
    past: Past,
    withdrawn: Mapping[str, Withdrawal],
    *,
    channels: Sequence[ChannelSettings],
    settings: AlertSettings,
    now: datetime,
) -> FollowUps:
    """Take back what was told of the withdrawn changes (by key): in the channels that got it, and there once.

    A message that was not sent yet is cancelled. `now` is machine time.
    """
    alerts: list[Alert] = []
    cancelled: list[str] = []
    for chain in _chains(past, withdrawn):
        waiting = [told for told in chain if _says_it(told) and told.state is AlertState.WAITING]
        cancelled += [told.alert.key for told in waiting]
        arrived = _last_delivered(chain)
        taken_back = [arrived] if arrived is not None and _says_it(arrived) else []
        taken_back += [told for told in waiting if _may_be_under_way(told, chain)]
        for told in taken_back:
            if not _is_followed(told, chain):
                why = withdrawn[chain[0].alert.change_key or ""].why
                follower = _following(told.alert, AlertKind.WITHDRAWN, chain, now=now)
                alerts.append(replace(follower, title=f"WITHDRAWN: {chain[0].alert.title}", body=why))
    return FollowUps(alerts=_timed(alerts, channels, settings), cancelled=tuple(cancelled))


def reinstatements(
    past: Past,
    reinstated: Collection[str],
    *,
    channels: Sequence[ChannelSettings],
    settings: AlertSettings,
    now: datetime,
) -> FollowUps:
    """Tell again what had been taken back of the changes of these keys; a withdrawal not sent yet is cancelled.

    An alert that was cancelled by its withdrawal before it was sent is reopened. `now` is machine time.
    """
    alerts: list[Alert] = []
    cancelled: list[str] = []
    reopened: list[str] = []
    for chain in _chains(past, reinstated):
        waiting = [told for told in chain if not _says_it(told) and told.state is AlertState.WAITING]
        cancelled += [told.alert.key for told in waiting]
        taken_back = {told.alert.follows for told in waiting}
        reopened += [
            told.alert.key
            for told in chain
            if told.state is AlertState.CANCELLED and told.alert.kind is AlertKind.TOLD and told.alert.key in taken_back
        ]
        arrived = _last_delivered(chain)
        contradicted = [arrived] if arrived is not None and not _says_it(arrived) else []
        contradicted += [told for told in waiting if _may_be_under_way(told, chain)]
        for told in contradicted:
            if not _is_followed(told, chain):
                follower = _following(told.alert, AlertKind.REINSTATED, chain, now=now)
                title = f"STANDS AGAIN: {chain[0].alert.title}"
                alerts.append(
                    replace(follower, title=title, body="Its withdrawal was undone: it counts as told first.")
                )
    return FollowUps(alerts=_timed(alerts, channels, settings), cancelled=tuple(cancelled), reopened=tuple(reopened))


def summary(
    story: Story,
    lines: Sequence[str],
    *,
    channels: Sequence[ChannelSettings],
    settings: AlertSettings,
    now: datetime,
    title: str = "",
    part: str = "",
) -> tuple[Alert, ...]:
    """The message that ends a baseline, one for each channel that gets the story and notices.

    `lines` say what is known now. `part` tells a later source's baseline from the story's own. `now` is machine time.
    """
    severity = Severity.NOTICE
    return tuple(
        Alert(
            key=digest_of("summary", str(story.id), part, channel.name),
            story_id=story.id,
            change_key=None,
            channel=channel.name,
            not_before=due_at(now, severity, settings=settings, digest=channel.digest),
            created_at=now,
            title=title or f"Now following: {story.title}",
            body="\n".join(lines),
            severity=severity,
            kind=AlertKind.SUMMARY,
            thread=digest_of("thread", str(story.id), "story"),
        )
        for channel in channels
        if severity >= LEAST[channel.least] and gets_story(channel, story)
    )


def _chains(past: Past, change_keys: Collection[str]) -> Iterator[Sequence[Told]]:
    """What was told of each of these changes, by channel; the first is the alert that told it."""
    chains: dict[tuple[str, str], list[Told]] = {}
    for told in past.told:
        if told.alert.change_key is not None and told.alert.change_key in change_keys:
            chains.setdefault((told.alert.change_key, told.alert.channel), []).append(told)
    return (chain for chain in chains.values() if chain[0].alert.kind is AlertKind.TOLD)


def _says_it(told: Told) -> bool:
    """Whether a message says that the change is so, and not that it is taken back."""
    return told.alert.kind is not AlertKind.WITHDRAWN


def _last_delivered(chain: Sequence[Told]) -> Told | None:
    return next((told for told in reversed(chain) if told.state is AlertState.DELIVERED), None)


def _may_be_under_way(told: Told, chain: Sequence[Told]) -> bool:
    """Whether a pump can have a waiting message in hand: it follows nothing, or something that was delivered."""
    before = told.alert.follows
    return before is None or any(each.alert.key == before and each.state is AlertState.DELIVERED for each in chain)


def _is_followed(told: Told, chain: Sequence[Told]) -> bool:
    """Whether what takes a message back waits already, or could not be delivered."""
    live = (AlertState.WAITING, AlertState.DEAD)
    return any(each.alert.follows == told.alert.key and each.state in live for each in chain)


def _following(alert: Alert, kind: AlertKind, chain: Sequence[Told], *, now: datetime) -> Alert:
    """A message that follows another; one that followed it before and was cancelled had another key."""
    earlier = sum(each.alert.follows == alert.key for each in chain)
    return replace(
        alert,
        key=digest_of(kind.value, alert.key, str(earlier)),
        kind=kind,
        follows=alert.key,
        created_at=now,
        not_before=now,
    )


def _timed(alerts: Sequence[Alert], channels: Sequence[ChannelSettings], settings: AlertSettings) -> tuple[Alert, ...]:
    """The alerts at the moments that their channels' digests and the quiet hours leave them."""
    digests = {channel.name: channel.digest for channel in channels}
    return tuple(
        replace(
            alert,
            not_before=due_at(alert.created_at, alert.severity, settings=settings, digest=digests.get(alert.channel)),
        )
        for alert in alerts
    )
