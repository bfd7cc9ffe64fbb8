"""The lines about how a story was followed: sources, checks, versions, deliveries."""

from dataclasses import dataclass
from datetime import datetime

from tracker.reports.lines import BoardLine, Segment, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source and how far it was read."""

    id: str
    outlet: str
    url: str
    kind: str
    #: "read", "blind", "failing", "not read for claims", "not read yet", "handed in", "paused", "no longer read".
    health: str
    detail: str
    read_at: datetime | None
    next_check_at: datetime | None
    #: Whether it is read: "on", "paused", "removed".
    polling: str
    articles: int
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How much of a story's sources is read; removed ones and text handed in are not among them."""

    total: int
    read: int
    blind: int
    failing: int
    removed: int
    foreign: int
    unread: int
    paused: int
    last_read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryHead:
    """Which story a page is about."""

    id: str
    slug: str
    title: str
    since: datetime
    closed: bool
    #: Machine time until which its alerts wait.
    held_until: datetime | None
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardStory:
    """One story on the board, its worst line first."""

    story: StoryHead
    lines: tuple[BoardLine, ...]
    #: What simply holds, in a few words each.
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of an article."""

    number: int
    seen_at: datetime
    published_at: datetime
    standing: str
    title: str
    characters: int
    sha256: str | None
    text_sha256: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLine:
    """One sentence that differs: added, dropped, moved, or replaced with its words cut into runs."""

    kind: str
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]
    #: What it changes in substance, whether or not a claim is read there; empty for a mere rewording.
    facts: tuple["FactLine", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact in which the two wordings of a sentence differ, and the rule that saw it."""

    #: "figure", "date", "name or thing", "reversed", "certainty", "tense", "added", "left out".
    label: str
    #: The words of either side; "" where that side has none.
    before: str
    after: str
    rule: str
    #: One plain sentence.
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptLine:
    """One attempt to deliver an alert (machine time)."""

    at: datetime
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """One alert of a change: its channel and what became of it."""

    channel: str
    key: str
    state: str
    attempts: tuple[AttemptLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One attempt to read a source."""

    at: datetime
    outcome: str
    status: int | None
    detail: str
    took_ms: int
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """One message about a change: its channel, and "waiting", "delivered", "given up" or "not sent"."""

    channel: str
    key: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """One change that was told, of whichever story."""

    id: str
    #: The change's own key: the same after its story was read again by better rules.
    key: str
    story: str
    story_title: str
    label: str
    tone: Tone
    severity: str
    headline: str
    why: str
    seen_at: datetime
    messages: tuple[MessageLine, ...]
