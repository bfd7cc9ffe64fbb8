"""What a person decided: rows that are only ever added, hung on words and not on event numbers."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, unique

from tracker.model.claim import EvidenceSpan
from tracker.model.event import State
from tracker.model.times import EventTime, require_utc


@unique
class CorrectionKind(Enum):
    """What a person can decide."""

    #: These claims don't count.
    WRONG = "wrong"
    #: The second claim's event is the first one's.
    MERGE = "merge"
    #: These claims are of an event of their own.
    SPLIT = "split"
    #: What became of the event.
    OUTCOME = "outcome"
    WATCH = "watch"
    MUTE = "mute"
    #: An earlier correction counts no more.
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The words that a correction hangs on: a claim, named so that better rules and later versions find it again."""

    article_id: int
    #: Event class of the claim; None where it had none.
    event_class: str | None
    #: Its sentence, and the word in it that names the event.
    evidence: EvidenceSpan
    trigger: EvidenceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of a person."""

    kind: CorrectionKind
    story_id: int
    #: Who decided, and why; both are shown wherever it has an effect.
    author: str
    reason: str
    #: Story time.
    at: datetime
    #: WRONG and SPLIT: the claims; MERGE: a claim of the event that stays, then one of the event that joins it;
    #: OUTCOME, WATCH and MUTE: a claim of the event; UNDO: none.
    anchors: tuple[Anchor, ...]
    #: OUTCOME: the state, and the day where it has one.
    state: State | None = None
    time: EventTime | None = None
    #: WATCH and MUTE: False is the reverse.
    on: bool = True
    #: UNDO: the number of the correction that counts no more.
    undoes: int | None = None

    def __post_init__(self) -> None:
        require_utc("at", self.at)
