"""A story, and the sources that are polled for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, unique
from typing import Generic, TypeVar

from tracker.model.times import require_utc

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored(Generic[T]):
    """A value with the number that the store gave it: the number behind a short id such as E3."""

    id: int
    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that ties a text to a story: a normalised name (person, state, body) with its weight 0..1."""

    key: str
    weight: float

    @property
    def is_loose(self) -> bool:
        """Whether it is a word of the story's texts, or a name by the way, that ties a text only together with others:
        its key begins with "~" (a word) or "~~" (a name).
        """
        return self.key.startswith("~")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStory:
    """What it takes to begin a story."""

    slug: str
    title: str
    #: ISO 639-1 of the seed.
    language: str
    created_at: datetime
    #: How soon news of a pending watched plan should be told.
    tell_within: timedelta = timedelta(hours=1)
    #: Names of the story, from the seed's text: they decide which feed entries are read.
    terms: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        require_utc("created_at", self.created_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One evolving news event that we follow; groups sources and articles."""

    id: int
    slug: str
    title: str
    language: str
    created_at: datetime
    tell_within: timedelta
    terms: tuple[Term, ...]
    closed: bool = False
    #: Its ledger's generation: a rebuild makes the next.
    generation: int = 1
    #: Story time at which its first reading ended; None while it lasts: nothing is told until then.
    baseline_at: datetime | None = None
    #: Machine time until which its alerts are kept back.
    held_until: datetime | None = None
    #: Story time up to which its reader has caught up.
    read_at: datetime | None = None


@unique
class SourceKind(Enum):
    """What a source's address answers with."""

    PAGE = "page"
    FEED = "feed"
    #: Text handed in by a person (the pasted seed): never fetched.
    PASTED = "pasted"


@unique
class Polling(Enum):
    """Whether a source is read."""

    ON = "on"
    PAUSED = "paused"
    #: No longer a source of its story; what it brought stays.
    REMOVED = "removed"


@unique
class SourceHealth(Enum):
    """Whether a source can be read for claims, by its latest check."""

    NEW = "new"
    READ = "read"
    #: Answers, but not with something readable: block page, paywall stub, soft 404, consent page, PDF.
    BLIND = "blind"
    FAILING = "failing"
    #: Was read before, and says once that it isn't there (404, 410, or in words): the second fetch decides.
    MISSING = "missing"
    #: Said so twice in a row: the page was removed.
    GONE = "gone"
    #: Readable text in a language without claim rules.
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """What it takes to begin polling an address."""

    story_id: int
    url: str
    kind: SourceKind
    #: Name of the outlet, as people know it.
    outlet: str
    next_check_at: datetime
    #: The feed that it was found in; None if a person named it.
    found_in: int | None = None
    #: Its first reading tells nothing (a source that a person added); False for an entry of a feed read before.
    baseline: bool = True

    def __post_init__(self) -> None:
        require_utc("next_check_at", self.next_check_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place we poll: page or feed. Never a person."""

    id: int
    story_id: int
    url: str
    kind: SourceKind
    outlet: str
    health: SourceHealth
    #: Why, when it is not read: a sentence for people.
    health_detail: str
    #: Story time of the next check; None for pasted text and paused sources.
    next_check_at: datetime | None
    #: Story time of the last change of its text, and of its last full reading.
    changed_at: datetime | None
    read_at: datetime | None
    #: Validators of the last full answer, sent back for a conditional GET.
    etag: str | None
    last_modified: str | None
    #: Consecutive failures.
    failures: int
    found_in: int | None
    baseline: bool
    polling: Polling = Polling.ON
    #: Story time at which its first reading ended and was summed up; None while it lasts.
    baseline_at: datetime | None = None
