"""An alert as a message: first what changed, then the words, who said them, when, where, and how to object."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.alerts.select import digest_of
from tracker.model import (
    Alert,
    AlertKind,
    Change,
    EvidenceSpan,
    Message,
    MessageItem,
    MessageKind,
    Severity,
    Stored,
    Story,
    Version,
    inert,
    is_web_address,
    text_fragment,
)

KINDS = {
    AlertKind.TOLD: MessageKind.TOLD,
    AlertKind.WITHDRAWN: MessageKind.WITHDRAWN,
    AlertKind.REINSTATED: MessageKind.REINSTATED,
    AlertKind.SUMMARY: MessageKind.SUMMARY,
}
QUOTE = 220
QUOTE_BEFORE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and for whom messages are worded."""

    #: The time scale of the story.
    told_at: datetime
    zone: ZoneInfo


def item_of(
    alert: Alert, *, story: Story, change: Stored[Change] | None, versions: Mapping[int, Version], occasion: Occasion
) -> MessageItem:
    """What an alert says. `versions` holds those of the change's evidence."""
    item = MessageItem(
        kind=KINDS[alert.kind],
        severity=alert.severity,
        title=inert(alert.title),
        slug=story.slug,
        story=inert(story.title),
        lines=tuple(inert(line) for line in alert.body.split("\n") if line.strip()),
        times=f"Told {_moment(occasion.told_at, occasion)} ({_zone_name(occasion)})",
    )
    if change is None:
        return item
    value = change.value
    span, before = next(iter(value.evidence), None), next(iter(value.evidence_before), None)
    shown = span or before
    return replace(
        item,
        quote=_shortened(span.quote, QUOTE) if span else "",
        credit=_credit(value, versions[span.version_id]) if span else "",
        quote_before=_shortened(before.quote, QUOTE_BEFORE) if before else "",
        credit_before=_credit_before(versions[before.version_id], occasion) if before else "",
        times=_times(value, occasion),
        url=_address(shown, versions) if shown else "",
        number=f"N{change.id}",
        correction=_correction(alert, change),
        change=change,
    )


def message_of(alert: Alert, item: MessageItem, *, story: Story, occasion: Occasion, earlier: Sequence[str]) -> Message:
    """The message of one alert; `earlier` are keys delivered in its thread by its channel."""
    return Message(
        key=alert.key,
        channel=alert.channel,
        kind=item.kind,
        severity=item.severity,
        title=item.title,
        items=(item,),
        told_at=occasion.told_at,
        story=story,
        thread=alert.thread,
        earlier=tuple(earlier),
    )


def digest_message(channel: str, items: Sequence[tuple[str, MessageItem]], *, occasion: Occasion) -> Message:
    """All that waited for a channel in one message, most weighty first; `items` are pairs of alert key and item."""
    ordered = sorted(items, key=lambda pair: -pair[1].severity)
    first = ordered[0][1]
    day = occasion.told_at.astimezone(occasion.zone)
    more = len(ordered) - 1
    return Message(
        key=digest_of("digest", channel, *sorted(key for key, _ in items)),
        channel=channel,
        kind=MessageKind.DIGEST,
        severity=max(item.severity for _, item in ordered),
        title=f"{len(ordered)} changes, {day:%a} {day.day} {day:%b %Y}: {first.title} and {more} more",
        items=tuple(item for _, item in ordered),
        told_at=occasion.told_at,
    )


def trial(channel: str, *, occasion: Occasion) -> Message:
    """A message that tries a channel, marked as such; a new one at each moment."""
    title = f"TEST: claimwatch reaches '{channel}'"
    item = MessageItem(
        kind=MessageKind.TEST,
        severity=Severity.NOTICE,
        title=title,
        lines=("Nothing happened: somebody tried this channel with `claimwatch alerts test`.",),
        times=f"Told {_moment(occasion.told_at, occasion)} ({_zone_name(occasion)})",
    )
    return Message(
        key=digest_of("test", channel, occasion.told_at.isoformat()),
        channel=channel,
        kind=MessageKind.TEST,
        severity=Severity.NOTICE,
        title=title,
        items=(item,),
        told_at=occasion.told_at,
    )


def _correction(alert: Alert, change: Stored[Change]) -> str:
    """The command that says that a message is wrong."""
    if alert.kind is not AlertKind.WITHDRAWN:
        return f'claimwatch wrong N{change.id} --because "..."'
    withdrawn = change.value.withdrawn
    return f"claimwatch undo K{withdrawn.correction_id}" if withdrawn and withdrawn.correction_id else ""


def _credit(change: Change, version: Version) -> str:
    who = inert(change.said_by or version.outlet)
    copies = f", {change.copies} {'copy' if change.copies == 1 else 'copies'}" if change.copies else ""
    return f"{who} ({change.voices} {'voice' if change.voices == 1 else 'voices'}{copies})"


def _credit_before(version: Version, occasion: Occasion) -> str:
    said, told = version.published_at.astimezone(occasion.zone), occasion.told_at.astimezone(occasion.zone)
    year = "" if said.year == told.year else f" {said.year}"
    return f"{inert(version.outlet)}, {said.day} {said:%b}{year}"


def _times(change: Change, occasion: Occasion) -> str:
    told = f"told {_moment(occasion.told_at, occasion)} ({_zone_name(occasion)})"
    seen = f"seen {_moment(change.seen_at, occasion)}"
    if change.published_at is None:
        return f"S{seen[1:]}, {told}"
    return f"Published {_moment(change.published_at, occasion)}, {seen}, {told}"


def _moment(moment: datetime, occasion: Occasion) -> str:
    """ "14:02" on the day of telling, else "13 Jan 14:02" or "13 Jan 2024 14:02", by the wall clock of the zone."""
    local, told = moment.astimezone(occasion.zone), occasion.told_at.astimezone(occasion.zone)
    if local.date() == told.date():
        return f"{local:%H:%M}"
    year = "" if local.year == told.year else f" {local.year}"
    return f"{local.day} {local:%b}{year} {local:%H:%M}"


def _zone_name(occasion: Occasion) -> str:
    """ "Moscow" of "Europe/Moscow"."""
    return occasion.zone.key.rpartition("/")[2].replace("_", " ")


def _address(span: EvidenceSpan, versions: Mapping[int, Version]) -> str:
    """The address that opens at the words; pasted text has none."""
    url = text_fragment(versions[span.version_id].article.url, span.quote)
    return inert(url) if is_web_address(url) else ""


def _shortened(quote: str, most: int) -> str:
    return textwrap.shorten(inert(quote), most, placeholder=" …")
