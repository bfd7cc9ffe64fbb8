"""Page models: what each screen says, whole and in order, before any format is chosen. Renderers add nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from tracker.reports.answers import SincePage, WhyNotPage
from tracker.reports.lines import (
    ChangeLine,
    ClaimLine,
    ConflictLine,
    CorrectionLine,
    EventEvidence,
    FactLine,
    Passage,
    PlanLine,
    TimelineEntry,
    VoiceLine,
)
from tracker.reports.workings import (
    AlertLine,
    BoardStory,
    CheckLine,
    EditLine,
    InboxLine,
    SourceLine,
    StoryHead,
    VersionLine,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """All stories."""

    as_of: datetime
    stories: tuple[BoardStory, ...]
    #: What the program has to say about itself.
    notices: tuple[str, ...]
    #: Short names of closed stories, which are not among the others.
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """One story at a glance."""

    as_of: datetime
    story: StoryHead
    plans: tuple[PlanLine, ...]
    facts: tuple[FactLine, ...]
    conflicts: tuple[ConflictLine, ...]
    #: Told changes, latest first.
    changes: tuple[ChangeLine, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One event: its state, its history and every piece of evidence, oldest first."""

    as_of: datetime
    story: StoryHead
    plan: PlanLine | None
    fact: FactLine | None
    voices: tuple[VoiceLine, ...]
    changes: tuple[ChangeLine, ...]
    #: What people decided about it, oldest first.
    corrections: tuple[CorrectionLine, ...]
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """All claims of a story or of one article, by publication, then text order."""

    story: StoryHead
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """A story in order of publication, then what is due."""

    as_of: datetime
    story: StoryHead
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article and its versions."""

    as_of: datetime
    story: StoryHead
    id: str
    source: str
    outlet: str
    title: str
    url: str
    language: str
    versions: tuple[VersionLine, ...]
    #: Of the latest version, in text order.
    claims: tuple[ClaimLine, ...]
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPage:
    """Two versions of one article."""

    story: StoryHead
    id: str
    outlet: str
    url: str
    before: VersionLine
    after: VersionLine
    #: None where the headline stayed.
    headline: EditLine | None
    edits: tuple[EditLine, ...]
    #: Sentences that stayed.
    equal: int
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """One change: why it was raised, how loudly, and who was told."""

    as_of: datetime
    story: StoryHead
    change: ChangeLine
    alerts: tuple[AlertLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """One claim: why it is read so, and why it belongs to its event."""

    as_of: datetime
    story: StoryHead
    claim: ClaimLine
    link_rule: str
    link_why: str
    #: For each thing that was read a sentence that says why, and the id of its rule.
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source and its last checks, latest first."""

    as_of: datetime
    story: StoryHead
    source: SourceLine
    checks: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySources:
    """The sources of one story, those that need a look first."""

    story: StoryHead
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """The sources of one story, or of all."""

    as_of: datetime
    stories: tuple[StorySources, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsPage:
    """What there is, and how it is doing."""

    as_of: datetime
    #: Whether a daemon works on the database now, and when one was last alive (story time).
    is_running: bool
    watched_at: datetime | None
    stories_open: int
    stories_closed: int
    #: Word -> number: sources by health, alerts by what became of them.
    sources: Mapping[str, int]
    alerts: Mapping[str, int]
    #: Kind -> severity -> number.
    changes: Mapping[str, Mapping[str, int]]
    #: Word -> number of records: checks, snapshots, versions, claims, events, ...
    records: Mapping[str, int]
    #: In the last day.
    checks_lately: int
    checks_in_vain: int
    last_check_at: datetime | None
    #: The polled source that was read in full longest ago, or never; "" where there is none.
    oldest_unread: str
    bytes_captured: int
    bytes_kept: int
    bytes_in_all: int
    #: Where the database is, without passwords.
    database: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Everything about a story in one document."""

    as_of: datetime
    story: StoryHead
    #: Where the story came from: the seed's title, outlet and day.
    seed: str
    #: Two or three sentences: what became of what was announced.
    summary: str
    plans: tuple[PlanLine, ...]
    facts: tuple[FactLine, ...]
    conflicts: tuple[ConflictLine, ...]
    #: Told changes, in the order they were seen.
    changes: tuple[ChangeLine, ...]
    #: Changes that were kept without telling, by label.
    untold: tuple[tuple[str, int], ...]
    sources: tuple[SourceLine, ...]
    gaps: tuple[str, ...]
    evidence: tuple[EventEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """What was told, the latest first."""

    as_of: datetime
    #: Short id of the story that it is about; "" for all.
    story: str
    changes: tuple[InboxLine, ...]
    #: The number before which the next page begins; None on the last one.
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPage:
    """What a person decided, and the words that it hangs on."""

    as_of: datetime
    story: StoryHead
    correction: CorrectionLine
    evidence: tuple[Passage, ...]


WhyPage: TypeAlias = CorrectionPage | EventPage | ChangePage | ClaimPage | ArticlePage | SourcePage | StoryPage
UpkeepPage: TypeAlias = SourcesPage | StatsPage | SincePage | WhyNotPage
Page: TypeAlias = BoardPage | ClaimsPage | TimelinePage | DiffPage | ReportPage | UpkeepPage | WhyPage
