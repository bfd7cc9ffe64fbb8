"""Changes, alerts and messages for tests of channels: the signing that is put off by a week."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.builders import make_span, make_story, make_version, moment, on_day
from tracker.alerts import select
from tracker.alerts.wording import Occasion, item_of, message_of
from tracker.config import AlertSettings, ChannelSettings
from tracker.model import Alert, Change, ChangeKind, Facet, Message, MessageItem, Severity, State, Stored, Version
from tracker.reports.explaining import explain_change

NOW = moment("2025-01-16T14:12")
STORY = make_story()
LOG = ChannelSettings(name="log")
BEFORE = make_version("The treaty will be signed on Friday.", id=1, outlet="Caspian Courier", on="2025-01-13")
AFTER = make_version(
    "It will now be signed on 24 January, Peskov said.",
    id=2,
    outlet="TASS",
    on="2025-01-16T14:02",
    seen="2025-01-16T14:11",
)
VERSIONS = {1: BEFORE, 2: AFTER}


def postponed(
    *,
    key: str = "abc",
    before: str = "2025-01-17",
    after: str = "2025-01-24",
    severity: Severity = Severity.ALERT,
    said_in: Version = AFTER,
    seen_at: datetime = AFTER.seen_at,
) -> Change:
    """The signing is put off by a week."""
    old, new = on_day(before), on_day(after)
    return Change(
        key=key,
        story_id=1,
        event_key="sign",
        article_id=2,
        version_id=2,
        kind=ChangeKind.STATUS,
        severity=severity,
        title=f"Treaty signing: postponed to {day(after)}",
        before=Facet(state=State.PLANNED, time=old, text=f"planned for {day(before)}"),
        after=Facet(state=State.POSTPONED, time=new, text=f"postponed to {day(after)}"),
        why="What was announced has an outcome.",
        rule="change.outcome",
        evidence=(make_span(said_in, said_in.article.text),),
        evidence_before=(make_span(BEFORE, BEFORE.article.text),),
        said_by="Peskov, via TASS",
        voices=1,
        copies=4,
        published_at=said_in.published_at,
        seen_at=seen_at,
    )


def day(iso: str) -> str:
    """ "Fri 24 Jan 2025"."""
    at = moment(iso)
    return f"{at:%a} {at.day} {at:%b %Y}"


OCCASION = Occasion(told_at=NOW, zone=ZoneInfo("Europe/Moscow"))


def told(change: Change, *, channel: ChannelSettings = LOG) -> Alert:
    """The alert of a change."""
    (alert,) = select(
        [change],
        channels=[channel],
        settings=AlertSettings(),
        now=NOW,
        story=STORY,
        watched=frozenset({"sign"}),
        explain=explain_change,
    )
    return alert


def item(change: Change, *, alert: Alert | None = None, number: int = 41) -> MessageItem:
    """What is said of a change, N41."""
    return item_of(
        alert or told(change), story=STORY, change=Stored(id=number, value=change), versions=VERSIONS, occasion=OCCASION
    )


def make_message(key: str = "a1b2", *, title: str | None = None, earlier: Sequence[str] = ()) -> Message:
    """The message that tells the signing put off."""
    alert = replace(told(postponed()), key=key)
    if title is not None:
        alert = replace(alert, title=title)
    return message_of(alert, item(postponed(), alert=alert), story=STORY, occasion=OCCASION, earlier=earlier)
