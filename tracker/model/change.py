"""Changes: one difference worth a line, of a closed kind, and whether it was taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, IntEnum, unique

from tracker.model.claim import EvidenceSpan, Quantity
from tracker.model.event import State
from tracker.model.times import EventTime, require_utc


@unique
class ChangeKind(Enum):
    """The closed list of differences worth a line."""

    STATUS = "status"
    DATE = "date"
    OVERDUE = "overdue"
    NUMBER = "number"
    POLARITY = "polarity"
    RETRACTED = "retracted"
    CONFLICT = "conflict"
    PARTY = "party"
    NEW_CLAIM = "new_claim"
    ATTRIBUTION = "attribution"
    DROPPED = "dropped"
    REMOVED = "removed"
    RESTORED = "restored"
    HEADLINE = "headline"
    CERTAINTY = "certainty"
    REWORDED = "reworded"


LABELS = {
    ChangeKind.STATUS: "STATUS",
    ChangeKind.DATE: "NEW DATE",
    ChangeKind.OVERDUE: "NO REPORT YET",
    ChangeKind.NUMBER: "NUMBER",
    ChangeKind.POLARITY: "REVERSED",
    ChangeKind.RETRACTED: "TAKEN BACK",
    ChangeKind.CONFLICT: "CONFLICT",
    ChangeKind.PARTY: "PARTY",
    ChangeKind.NEW_CLAIM: "NEW",
    ChangeKind.ATTRIBUTION: "SAID BY",
    ChangeKind.DROPPED: "DROPPED",
    ChangeKind.REMOVED: "REMOVED",
    ChangeKind.RESTORED: "RESTORED",
    ChangeKind.HEADLINE: "HEADLINE",
    ChangeKind.CERTAINTY: "CERTAINTY",
    ChangeKind.REWORDED: "REWORDED",
}


@unique
class Severity(IntEnum):
    """How loudly a change is told: info is kept and shown, notice and alert go to channels."""

    INFO = 0
    NOTICE = 1
    ALERT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One side of a change: what was known before, or what is known after."""

    state: State | None = None
    time: EventTime | None = None
    quantity: Quantity | None = None
    #: For people: "Fri 17 Jan 2025", "47 articles", or the words.
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a change was taken back: a person marked it wrong, or better rules no longer see it."""

    #: Story time.
    at: datetime
    #: One plain sentence.
    why: str
    #: The correction that it comes from; None for a rebuild.
    correction_id: int | None = None

    def __post_init__(self) -> None:
        require_utc("at", self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference worth a line."""

    #: Derived from story, event anchor, kind, before and after: the same change has the same key after a rebuild.
    key: str
    story_id: int
    #: None for changes of an article alone (removed, headline, reworded).
    event_key: str | None
    article_id: int | None
    version_id: int | None
    kind: ChangeKind
    severity: Severity
    #: One line for people, at most 70 characters: "Treaty signing: Fri 17 Jan 2025 -> Fri 24 Jan 2025".
    title: str
    before: Facet | None
    after: Facet | None
    #: One plain sentence: why it is told, or why it is not.
    why: str
    rule: str
    evidence: tuple[EvidenceSpan, ...]
    evidence_before: tuple[EvidenceSpan, ...]
    #: "Peskov, via TASS": who says it through whom; "" for silence.
    said_by: str
    #: Independent voices and copies behind it.
    voices: int
    copies: int
    #: Publication time of the evidence, and story time of seeing it.
    published_at: datetime | None
    seen_at: datetime
    #: Set once it no longer holds; the change itself stays on record.
    withdrawn: Withdrawal | None = None

    def __post_init__(self) -> None:
        require_utc("seen_at", self.seen_at)

    @property
    def label(self) -> str:
        """The word that its line begins with: POSTPONED, CANCELLED, NEW DATE."""
        if self.kind is ChangeKind.STATUS and self.after is not None and self.after.state is not None:
            if self.after.state is State.OVERDUE:
                return LABELS[ChangeKind.OVERDUE]
            return str(self.after.state.value).upper()
        return LABELS[self.kind]
