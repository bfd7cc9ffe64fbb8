"""Page models of the two questions that a reader asks: why was I not told, and what changed since I looked."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, unique

from tracker.reports.lines import ChangeLine, ConflictLine, CorrectionLine, Tone
from tracker.reports.workings import StoryHead


@unique
class Cause(Enum):
    """Why something was not told, in the order of the path: each is met only by what passed those before it."""

    NOT_FOUND = "not found"
    PASSED_OVER = "passed over"
    CLOSED = "story closed"
    NO_LONGER_READ = "no longer read"
    PAUSED = "paused"
    NOT_READ_YET = "not read yet"
    FAILING = "failing"
    BLIND = "blind"
    FEED = "a feed"
    SECOND_FETCH = "waits for a second fetch"
    DISCARDED = "not seen again"
    FOREIGN = "not read for claims"
    NOT_JUDGED = "not judged yet"
    NO_CLAIM = "no claim"
    NO_EVENT = "no event"
    OTHER_EVENT = "another event"
    BASELINE = "first reading"
    NOT_WATCHED = "not watched"
    MUTED = "muted"
    NOTHING_NEW = "nothing new"
    INFO = "kept, not told"
    NO_CHANNEL = "no channel"
    TAKEN_BACK = "taken back"
    HELD = "held"
    WAITING = "waiting"
    UNDELIVERED = "undelivered"
    DELIVERED = "delivered"


#: How far each got.
REACH = {cause: number for number, cause in enumerate(Cause)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNotStep:
    """One step of the path: what was looked at, and what was found there."""

    what: str
    found: str
    #: False where it went no further, or something is amiss.
    is_passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """The first cause in one story, with the path that led there and what can be done."""

    #: "S1 iran-russia-pact"; "" where no story knows of it.
    story: str
    cause: Cause
    why: str
    advice: str
    steps: tuple[WhyNotStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNotPage:
    """Why something was not told: one answer a story that knows of it."""

    as_of: datetime
    asked: str
    answers: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetChange:
    """What became of one event since a moment: its two ends, and the way between."""

    id: str
    title: str
    tone: Tone
    #: How it stands now: "postponed".
    outcome: str
    #: From what to what; `before` is "" for what was not known then.
    before: str
    after: str
    path: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which nobody watched, or a source was not read: silence in it means nothing."""

    #: "nobody watched", or the source.
    who: str
    begins: datetime
    #: None while it lasts.
    ends: datetime | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceStory:
    """What changed in one story."""

    story: StoryHead
    since: datetime
    #: Where that moment comes from: "as asked", "your read mark", "its first reading", "its beginning".
    mark: str
    events: tuple[NetChange, ...]
    #: Changes of articles alone (removed, headline).
    others: tuple[ChangeLine, ...]
    #: Those that are open now, whenever they began.
    conflicts: tuple[ConflictLine, ...]
    corrections: tuple[CorrectionLine, ...]
    withdrawn: tuple[ChangeLine, ...]
    gaps: tuple[Gap, ...]
    #: Changes that were kept without telling.
    untold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SincePage:
    """What changed since its reader caught up, in one story or in all."""

    as_of: datetime
    stories: tuple[SinceStory, ...]
