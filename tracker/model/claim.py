"""A claim: one mention of an event or a standing fact, in one version, with everything that was said about it."""

from dataclasses import dataclass
from enum import Enum, unique
from math import inf

from tracker.model.times import EventTime


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSpan:
    """Words of one version: `version.article.text[start:end] == quote`, always."""

    version_id: int
    #: Half-open offsets in characters.
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or self.start < 0:
            raise ValueError(f"a span of {self.end - self.start} characters can't be the quote {self.quote!r}")


#: The event class of a line of a schedule: its object is the item, told apart from others by exactly its name.
SCHEDULE_ITEM = "schedule_item"


@unique
class Status(Enum):
    """What the mention says of its event."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    HAPPENED = "happened"
    POSTPONED = "postponed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DENIED = "denied"
    NEGATED = "negated"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    COUNTERFACTUAL = "counterfactual"
    STATE = "state"
    UNKNOWN = "unknown"


@unique
class Strength(Enum):
    """How firmly a plan was announced."""

    FIRM = "firm"
    SOFT = "soft"
    CONDITIONAL = "conditional"
    NO_EARLIER_THAN = "no_earlier_than"


@unique
class ParticipantKind(Enum):
    """What sort of thing takes part. The recogniser's type alone is never trusted."""

    PERSON = "person"
    STATE = "state"
    #: Parliament, ministry, company, court, outlet.
    BODY = "body"
    #: Treaty, law, report: something that is signed, passed or published.
    DOCUMENT = "document"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody or something that takes part, as written and as compared."""

    text: str
    #: Normalised for comparing: "iran", "pezeshkian", "state duma", "treaty". Spelling variants and capitals
    #: for states are already mapped. For a document it is its class (treaty, law, bill), never its full name.
    key: str
    kind: ParticipantKind
    #: Of a document: the keys of the parties and the distinguishing names that the text ties to it ("north korea",
    #: "eurasian economic union", "2001"); empty when the mention is bare. Sorted.
    marks: tuple[str, ...] = ()
    #: Found by following a pronoun, a bare noun or the article's context, not written in the clause.
    inherited: bool = False


@unique
class SpeechMode(Enum):
    """How what was said is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    #: The outlet's own words.
    NARRATED = "narrated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it (speaker) through whom (carrier): "..., Jalali said, Vedomosti reported"."""

    #: None where the outlet itself tells it.
    speaker: Participant | None
    #: Another outlet that is credited in the text; the outlet of the version itself is not repeated here.
    carrier: str | None
    mode: SpeechMode
    #: "intelligence sources", "officials said": kept as such.
    anonymous: bool
    rule: str


#: Figures closer than this share are rounded alike.
ROUNDING = 0.005


@unique
class QuantityBound(Enum):
    """How the text ties the figure to the truth."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure: a value or range of a unit, of something."""

    low: float
    #: Equal to `low` for a single value.
    high: float
    #: Singular, lower case: "article", "year", "death", "usd", "percent", "vote".
    unit: str
    #: What it counts or measures, as a key: "duration", "in favour", "" if the unit says it.
    scope: str
    bound: QuantityBound
    #: A forecast is not a count.
    forecast: bool
    evidence: EvidenceSpan
    rule: str

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether two figures can be the same: up to rounding, and a bound (more than 40) fits what lies beyond it."""
        (low, high), (other_low, other_high) = self._reach(other.bound), other._reach(self.bound)
        if low <= other_high and other_low <= high:
            return True
        nearest = min(abs(low - other_high), abs(other_low - high))
        return nearest <= ROUNDING * max(abs(self.high), abs(other.high))

    def _reach(self, beside: QuantityBound) -> tuple[float, float]:
        """The range it may lie in; beside a figure bound alike, the figure itself is compared."""
        match self.bound:
            case QuantityBound.AT_LEAST if beside is not self.bound:
                return self.low, inf
            case QuantityBound.AT_MOST if beside is not self.bound:
                return -inf, self.high
            case _:
                return self.low, self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One mention: proposition + attribution + status + time + quantities + evidence span, in one version."""

    #: "<version id>:<rule set>:<ordinal>": unique, and the same whenever that rule set reads the version.
    key: str
    version_id: int
    #: Lemma with its particle ("call off"), and the news event class of the lexicon ("sign"); None if unlisted.
    lemma: str
    event_class: str | None
    #: "signing", "visit", "talks": the event is named by a noun.
    nominal: bool
    subject: Participant | None
    object: Participant | None
    #: Further participants: with whom, to whom.
    others: tuple[Participant, ...]
    place: Participant | None
    status: Status
    #: Id of the rule that decided the status, and the words that it saw (None: tense alone).
    status_rule: str
    cue: EvidenceSpan | None
    #: For planned mentions; FIRM otherwise.
    strength: Strength
    attribution: Attribution
    time: EventTime | None
    #: For postponed mentions: the day that was given up ("from Friday"), where it is named.
    time_before: EventTime | None
    quantities: tuple[Quantity, ...]
    #: "if ...", "once ...", "unless ..." as written.
    condition: str | None
    #: "because of ...", "due to ..." as written: reasons can contradict each other.
    reason: str | None
    #: An old plan or step told as background ("was to be signed in October"): it moves nothing.
    background: bool
    #: Where it stands: the paragraph's index in the article; -1 is the title.
    paragraph: int
    #: The predicate's own words, and the sentence around it.
    trigger: EvidenceSpan
    evidence: EvidenceSpan
    #: How sure the rules are, 0..1.
    confidence: float
