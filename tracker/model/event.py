"""Events, the ledger of evidence about them, and what the ledger folds to."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, unique

from tracker.model.claim import Claim, Participant, Quantity, Strength
from tracker.model.lexicon import ClassKind
from tracker.model.times import EventTime, require_utc


@unique
class State(Enum):
    """What an event's rows fold to."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    HAPPENED = "happened"
    POSTPONED = "postponed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DENIED = "denied"
    FAILED = "failed"
    PARTLY = "partly"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    OVERDUE = "overdue"
    RETRACTED = "retracted"
    HOLDS = "holds"
    UNKNOWN = "unknown"


@unique
class Outcome(Enum):
    """What became of an expectation."""

    PENDING = "pending"
    DUE = "due"
    #: "no report yet" on screens.
    OVERDUE = "overdue"
    AS_ANNOUNCED = "happened as announced"
    EARLY = "happened early"
    LATE = "happened late"
    DIFFERENTLY = "happened differently"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    FAILED = "failed"
    PARTLY = "partly"
    LAPSED = "lapsed"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    CANNOT_TELL = "cannot tell"


#: What the classes of events that the lexicon doesn't list begin with; no id of the lexicon does.
UNLISTED = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What claims in many articles are about: predicate class x participants, within one story."""

    #: Derived from story, class and anchor claim; it stays when better rules rebuild the story.
    key: str
    story_id: int
    event_class: str
    #: A fact or figure has no outcome; it holds, or is disputed.
    kind: ClassKind
    subject: Participant | None
    object: Participant | None
    others: tuple[Participant, ...]
    #: A short noun phrase for people: "Iran and Russia sign the treaty".
    title: str
    #: Watched events tell their plans and outcomes.
    watched: bool
    #: False for another event in like words (another treaty): kept, never told.
    of_story: bool
    muted: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether the lexicon lists its kind; others are known by the family of their word alone."""
        return not self.event_class.startswith(UNLISTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One piece of evidence about an event. Rows are only ever added."""

    event_key: str
    claim: Claim
    article_id: int
    outlet: str
    #: Publication and observation time of the version that holds the claim; of the article's first version that says
    #: the same, where later ones only go on saying it.
    published_at: datetime
    observed_at: datetime
    #: A near-copy of an earlier article: no voice of its own. The version id of the original, or None.
    copy_of: int | None
    #: Id of the linking rule.
    link_rule: str
    #: Rule set that made it: a rebuild writes the next one beside it.
    generation: int
    #: False once a later version of the same article no longer says it.
    standing: bool = True
    #: The correction by which this row does not count, or (a row that a person made) the one that it is; else None.
    struck_by: int | None = None
    corrected_by: int | None = None
    #: A person's row: the state that it sets.
    decision: State | None = None

    def __post_init__(self) -> None:
        require_utc("published_at", self.published_at)
        require_utc("observed_at", self.observed_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The due window of an expectation: aware UTC, half-open."""

    begins: datetime
    ends: datetime
    #: From when on silence is overdue; None is never (no earlier than, conditional, undated).
    overdue_from: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """An event announced for a time ("plan" on screens)."""

    event_key: str
    time: EventTime
    window: Window
    strength: Strength
    #: The row that announced it (the latest that set this time).
    row: LedgerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One independent speaker or outlet, and what it says; its copies are counted, not added."""

    name: str
    state: State
    row: LedgerRow
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventState:
    """What the rows of one event fold to, as known at one moment."""

    state: State
    time: EventTime | None
    quantity: Quantity | None
    #: The row that decided it; None only for an event without standing rows.
    decided_by: LedgerRow | None
    #: A sentence: why this state.
    why: str
    expectation: Expectation | None
    #: The first plan that was announced, to compare with.
    first_expectation: Expectation | None
    outcome: Outcome | None
    voices: tuple[Voice, ...]
    #: Voices that contradict the state, its time or its figure.
    dissent: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """How far one source has been read: what silence is judged by."""

    source_id: int
    outlet: str
    url: str
    #: Story time of the last reading in full; None if never.
    read_at: datetime | None
    #: Why it does not count (blind, failing, foreign), or "".
    excluded: str
