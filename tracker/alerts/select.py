"""Which changes become alerts, and the text of each: first what changed, then the words, who said it, and where."""

import hashlib
import textwrap
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import StringIO

from rich.console import Console
from rich.text import Text

from tracker.config import ChannelSettings
from tracker.model import Alert, Change, EvidenceSpan, Severity, Version, headline_of, inert, moment_text, text_fragment

WIDTH = 80
#: Rich knows how many columns a character takes; it wraps here and prints nothing.
RULER = Console(width=WIDTH, file=StringIO())
LEAST = {"info": Severity.INFO, "notice": Severity.NOTICE, "alert": Severity.ALERT}


def select(
    changes: Sequence[Change],
    *,
    channels: Sequence[ChannelSettings],
    now: datetime,
    versions: Mapping[int, Version],
) -> tuple[Alert, ...]:
    """One alert for each change and channel that wants its severity. `now` is machine time."""
    return tuple(
        _alert(change, channel.name, now=now, versions=versions)
        for change in changes
        for channel in channels
        if change.severity > Severity.INFO and change.severity >= LEAST[channel.least]
    )


def _alert(change: Change, channel: str, *, now: datetime, versions: Mapping[int, Version]) -> Alert:
    key = hashlib.sha256(f"{change.key}\x1f{channel}".encode()).hexdigest()[:32]
    return Alert(
        key=key,
        story_id=change.story_id,
        change_key=change.key,
        channel=channel,
        not_before=now,
        created_at=now,
        title=headline_of(change),
        body=alert_body(change, versions),
        severity=change.severity,
    )


def alert_body(change: Change, versions: Mapping[int, Version]) -> str:
    """The text below the title, at most 80 columns except for addresses: a broken one can't be opened."""
    lines = []
    for span in change.evidence[:1]:
        lines += _wrapped(f'"{_shortened(span.quote)}" - {_credit(change, versions[span.version_id])}')
    for span in change.evidence_before[:1]:
        version = versions[span.version_id]
        lines += _wrapped(f'Before: "{_shortened(span.quote, 90)}" - {version.outlet}, {_day(version.published_at)}')
    lines += _wrapped(change.why)
    lines += _wrapped(_times(change))
    lines += [_address(span, versions) for span in change.evidence[:1]]
    return "\n".join(line for line in lines if line)


def _credit(change: Change, version: Version) -> str:
    who = change.said_by or version.outlet
    copies = f", {change.copies} {'copy' if change.copies == 1 else 'copies'}" if change.copies else ""
    return f"{who} ({change.voices} {'voice' if change.voices == 1 else 'voices'}{copies})"


def _times(change: Change) -> str:
    seen = f"seen {moment_text(change.seen_at)}"
    return f"Published {moment_text(change.published_at)}; {seen}" if change.published_at else f"S{seen[1:]}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _address(span: EvidenceSpan, versions: Mapping[int, Version]) -> str:
    return inert(text_fragment(versions[span.version_id].article.url, span.quote))


def _shortened(quote: str, most: int = 220) -> str:
    return textwrap.shorten(quote, most, placeholder=" …")


def _wrapped(text: str) -> list[str]:
    return [line.plain.rstrip() for line in Text(inert(text)).wrap(RULER, WIDTH)]
