"""Changes, the alerts that they become, and what happened to each alert."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, IntEnum, unique

from tracker.model.claim import Claim, EvidenceSpan, Quantity
from tracker.model.event import Event, LedgerRow, State
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

    def __post_init__(self) -> None:
        require_utc("seen_at", self.seen_at)

    @property
    def label(self) -> str:
        """The word that its line begins with: POSTPONED, CANCELLED, NEW DATE."""
        if self.kind is ChangeKind.STATUS and self.after is not None and self.after.state is not None:
            return self.after.state.value.upper()
        return LABELS[self.kind]


@unique
class DeliveryOutcome(Enum):
    """What one attempt to send an alert came to."""

    DELIVERED = "delivered"
    RETRY = "retry"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A change that a rule selected for a channel: one row of the outbox."""

    #: Message id, derived from change key and channel: a repeat has the same one.
    key: str
    story_id: int
    change_key: str
    channel: str
    #: Machine time before which it is not sent (settle window, retry).
    not_before: datetime
    created_at: datetime
    #: The text to send: subject line, then body of at most 80 columns.
    title: str
    body: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt to send one alert to its channel (machine time)."""

    alert_key: str
    at: datetime
    outcome: DeliveryOutcome
    detail: str
    #: When to try again; None when it is over.
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one reading of a version, or one look at the clock, adds to a story. Written in one transaction."""

    claims: tuple[Claim, ...] = ()
    new_events: tuple[Event, ...] = ()
    #: Events whose flags or title moved (watched, muted, title), whole.
    moved_events: tuple[Event, ...] = ()
    rows: tuple[LedgerRow, ...] = ()
    #: Claim keys whose rows stop standing: a later version of their article no longer says them.
    fallen_claims: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    alerts: tuple[Alert, ...] = ()


@unique
class NoticeKind(Enum):
    """What we say about ourselves."""

    SOURCE_BLIND = "source_blind"
    SOURCE_FAILING = "source_failing"
    SOURCE_BACK = "source_back"
    NOT_WATCHED = "not_watched"
    DELIVERY_FAILING = "delivery_failing"
    NOT_READ_FOR_CLAIMS = "not_read_for_claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice about ourselves: a source blind or failing, checks late."""

    kind: NoticeKind
    story_id: int | None
    source_id: int | None
    at: datetime
    text: str


@unique
class CorrectionKind(Enum):
    """What a person can decide."""

    MERGE = "merge"
    SPLIT = "split"
    WRONG = "wrong"
    OUTCOME = "outcome"
    WATCH = "watch"
    MUTE = "mute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person decided, hung on words and not on event numbers, so that it survives a rebuild."""

    kind: CorrectionKind
    story_id: int
    author: str
    reason: str
    at: datetime
    anchor: EvidenceSpan
    undone: bool = False
