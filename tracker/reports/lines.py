"""The lines that pages are made of: passages of evidence, plans, facts, changes, sources.

Ids are short ids (E3, N41), times aware UTC, days and states the words that people read.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, unique


@unique
class Tone(Enum):
    """How a state is drawn. The word beside it says the same: colour is never alone."""

    DONE = "done"
    MOVED = "moved"
    STOPPED = "stopped"
    SILENT = "silent"
    DISPUTED = "disputed"
    OPEN = "open"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of a quote's words, and whether they are those that decided."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Evidence as it is shown: the words in their context, who says them through whom, when, and where they stand."""

    #: Short id of the claim; "" for words that are no claim (a headline).
    claim: str
    article: str
    quote: str
    #: The quote, cut at its marked words.
    segments: tuple[Segment, ...]
    #: The rest of its paragraph, before and after.
    lead: str
    tail: str
    said_by: str
    outlet: str
    title: str
    url: str
    #: The address with a text fragment.
    address: str
    published_at: datetime
    seen_at: datetime
    version: int
    #: Of the snapshot's body; None for text handed in.
    sha256: str | None
    #: Whether a person handed the text in: then no server's bytes stand behind it.
    handed_in: bool
    #: What the mention says of its event, and one sentence that says why it is read so.
    status: str
    why: str
    rule: str
    #: The words that the rule saw; "" for tense alone.
    cue: str
    #: False once a later version of the article no longer says it.
    standing: bool
    is_copy: bool
    is_background: bool
    #: The correction by which it does not count, or "".
    struck: str = ""
    #: One sentence: why it is of its event; "" for words that are of none.
    linked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """A time on the drawn timeline: first announced, moved to, or happened. Both days inclusive."""

    kind: str
    first: date
    last: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One event that was announced or happened: the plan against its outcome."""

    id: str
    title: str
    tone: Tone
    #: In words: "happened as announced", "postponed", "no report yet".
    outcome: str
    first_announced: str
    #: The time that stood last before the outcome.
    announced: str
    happened: str
    #: Short, for the board: "Fri 17 -> Fri 24 Jan 2025", "due 8 Apr 2025, 8 read since".
    when: str
    due_from: datetime | None
    due_until: datetime | None
    overdue_from: datetime | None
    marks: tuple[DayMark, ...]
    why: str
    said_by: str
    voices: int
    copies: int
    watched: bool
    of_story: bool
    #: The mention that decided, and the one that announced it first.
    decided_by: Passage | None
    announced_by: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A standing fact or figure of the story."""

    id: str
    title: str
    tone: Tone
    #: "47 articles", "holds", "does not hold", "disputed".
    holds: str
    why: str
    said_by: str
    voices: int
    copies: int
    of_story: bool
    decided_by: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a conflict."""

    said_by: str
    says: str
    copies: int
    passage: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """Voices that contradict each other about one event."""

    id: str
    title: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change, with its evidence before and after."""

    id: str
    #: Short id of its event; "" for a change of an article alone.
    event: str
    kind: str
    label: str
    severity: str
    tone: Tone
    #: First what changed, from what to what.
    headline: str
    subject: str
    move: str
    why: str
    rule: str
    said_by: str
    voices: int
    copies: int
    published_at: datetime | None
    seen_at: datetime
    evidence: tuple[Passage, ...]
    evidence_before: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One line of the board."""

    id: str
    mark: str
    title: str
    when: str
    label: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """One independent voice on an event, and what it says now."""

    said_by: str
    says: str
    copies: int
    dissents: bool
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim: what it says of which event."""

    id: str
    #: Short id of its event; "" where it belongs to none.
    event: str
    #: "sign (planned, Fri 17 Jan 2025)".
    says: str
    participants: str
    #: One sentence: why it is read so.
    why: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One moment of a story: what became known, or what is to come."""

    at: datetime
    label: str
    text: str
    said_by: str
    id: str
    #: False for what only the clock will bring.
    is_past: bool
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEvidence:
    """All evidence about one event, oldest first."""

    id: str
    title: str
    outcome: str
    tone: Tone
    passages: tuple[Passage, ...]
    #: Short ids of the claims that decided: the announcement, the outcome, and who contradicts it.
    deciding: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """What a person decided."""

    id: str
    kind: str
    by: str
    because: str
    at: datetime
    #: The correction that undid it, or "".
    undone_by: str
    #: The short ids of the events that it is about.
    events: tuple[str, ...]
