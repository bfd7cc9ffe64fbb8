"""Which changes become alerts, and for which channel: its rules, the alert's id, thread and moment."""

import hashlib
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from tracker.alerts.timing import due_at
from tracker.config import AlertSettings, ChannelSettings
from tracker.model import Alert, AlertKind, Change, Judgement, Severity, Story, StoryBook, headline_of

LEAST = {"info": Severity.INFO, "notice": Severity.NOTICE, "alert": Severity.ALERT}

#: Says in one sentence why a change is told: what the screens say of it, handed in from above.
Explain: TypeAlias = Callable[[Change], str]


def bare_reason(change: Change) -> str:
    """The reason of the change's rule alone."""
    return change.why


def select(
    changes: Sequence[Change],
    *,
    channels: Sequence[ChannelSettings],
    settings: AlertSettings,
    now: datetime,
    story: Story,
    watched: Collection[str],
    explain: Explain = bare_reason,
) -> tuple[Alert, ...]:
    """One alert for each change and channel that wants it. `now` is machine time, `watched` are event keys."""
    return tuple(
        replace(_told(change, channel, settings=settings, now=now), body=explain(change))
        for change in changes
        for channel in channels
        if not unwanted(change, channel, story=story, is_watched=change.event_key in watched)
    )


def watched_after(book: StoryBook, judgement: Judgement) -> frozenset[str]:
    """Keys of the events that are watched once a judgement is written."""
    flags = {event.value.key: event.value.watched for event in book.events}
    flags |= {event.key: event.watched for event in (*judgement.new_events, *judgement.moved_events)}
    return frozenset(key for key, watched in flags.items() if watched)


def unwanted(change: Change, channel: ChannelSettings, *, story: Story, is_watched: bool) -> str:
    """Why a channel does not get a change, in a few words; "" if it does."""
    severity, kind = change.severity, change.kind.value
    reasons = (
        (severity is Severity.INFO, "info is kept and shown, never sent"),
        (severity < LEAST[channel.least], f'{severity.name.lower()} is below least = "{channel.least}"'),
        (not gets_story(channel, story), f"story {story.slug} is not in stories"),
        (bool(channel.kinds) and kind not in channel.kinds, f"{kind} is not in kinds"),
        (kind in channel.not_kinds, f"{kind} is in not_kinds"),
        (channel.watched and not is_watched, "its event is not watched"),
        (bool(channel.words) and not _has_any(channel.words, change), "none of words occurs in it"),
    )
    return next((why for applies, why in reasons if applies), "")


def refusals(change: Change, story: Story, is_watched: bool, *, channels: Sequence[ChannelSettings]) -> Sequence[str]:
    """Why each channel that does not get a change refuses it: "mail: notice is below least = "alert""."""
    reasons = ((each.name, unwanted(change, each, story=story, is_watched=is_watched)) for each in channels)
    return [f"{name}: {why}" for name, why in reasons if why]


def gets_story(channel: ChannelSettings, story: Story) -> bool:
    """Whether a channel gets anything of a story."""
    return not channel.stories or bool({story.slug, f"s{story.id}"} & {name.lower() for name in channel.stories})


def _has_any(words: Sequence[str], change: Change) -> bool:
    """Whether one of the words or phrases occurs whole in what a change says, letters' case aside."""
    facets = [facet.text for facet in (change.before, change.after) if facet is not None]
    quotes = [span.quote for span in (*change.evidence, *change.evidence_before)]
    said = " \n".join([change.title, change.said_by, *facets, *quotes]).casefold()
    return any(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", said) for word in words)


def _told(change: Change, channel: ChannelSettings, *, settings: AlertSettings, now: datetime) -> Alert:
    return Alert(
        key=digest_of(change.key, channel.name),
        story_id=change.story_id,
        change_key=change.key,
        channel=channel.name,
        not_before=due_at(now, change.severity, settings=settings, digest=channel.digest, settles=True),
        created_at=now,
        title=headline_of(change),
        body=change.why,
        severity=change.severity,
        kind=AlertKind.TOLD,
        thread=thread_of(change),
    )


def thread_of(change: Change) -> str:
    """The thread of a change: its event's, or its article's where it is of no event."""
    about = change.event_key if change.event_key is not None else f"article {change.article_id}"
    return digest_of("thread", str(change.story_id), about)


def digest_of(*parts: str) -> str:
    """A stable id of 32 hex digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
