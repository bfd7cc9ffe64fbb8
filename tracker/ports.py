"""What the program needs from the outside, as interfaces. Parameters and results are model types only.

One rule for all methods: datetimes are aware UTC, and whatever goes wrong below is a `StorageError`
(`NetError`, `EngineError`), never a foreign exception. Each port has one contract suite in `tests/contract`,
passed by every implementation, real and fake.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from tracker.model import (
    Alert,
    Article,
    ArticleSummary,
    Capture,
    Captured,
    Change,
    Check,
    Claim,
    Delivery,
    Event,
    FeedEntry,
    FetchResult,
    Judgement,
    Lease,
    NewSource,
    NewStory,
    Notice,
    Severity,
    Snapshot,
    Source,
    Stored,
    Story,
    StoryBook,
    Term,
    TextResult,
    Unreadable,
    Version,
)


class Clock(Protocol):
    """Tells a time: story time or machine time. Both are passed in, never read from the system elsewhere."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        ...


class Fetcher(Protocol):
    """Reads one address politely."""

    async def fetch(self, source: Source, *, now: datetime) -> FetchResult:
        """Called by the cycle for each lease. Expected trouble is `FetchFailed`; it raises nothing but bugs.

        `now` is story time and becomes the snapshot's observation time. A source with validators is asked
        conditionally.
        """
        ...


Decide: TypeAlias = Callable[[StoryBook], Judgement]


class Store(Protocol):
    """Everything that is kept. Used from several threads; each method is one transaction."""

    # --- stories and sources -------------------------------------------------------------------------------------
    def add_story(self, new: NewStory) -> Story:
        """A story alone, as back-fills begin one; `begin_story` adds its seed. Raises InputError: slug taken."""
        ...

    def begin_story(
        self, new: NewStory, *, seed: Article, outlet: str, seen_at: datetime, sources: Sequence[tuple[str, str]]
    ) -> tuple[Story, Version]:
        """Called by `follow`: story, seed and sources, whole or not at all. Raises InputError if the slug is taken.

        The seed is a confirmed baseline version under a PASTED source, to be analysed; `sources` are pairs of address
        and outlet, pages due at `seen_at`.
        """
        ...

    def stories(self) -> tuple[Story, ...]:
        """Called by the board and the daemon: all stories, oldest first."""
        ...

    def story(self, story_id: int) -> Story:
        """Called wherever a story's number is known. Raises NotFoundError."""
        ...

    def set_terms(self, story_id: int, terms: tuple[Term, ...]) -> None:
        """Called when the seed was read: the names that tie a text to the story."""
        ...

    def add_source(self, new: NewSource) -> Source:
        """One more address of a story; one already polled for it gives the source that is there."""
        ...

    def sources(self, story_id: int) -> tuple[Source, ...]:
        """Called by reports: all sources of a story, oldest first."""
        ...

    def add_pasted(self, story_id: int, *, article: Article, outlet: str, seen_at: datetime) -> Version:
        """Text handed in by a person, as a confirmed baseline version under a PASTED
        source, to be analysed.
        """
        ...

    # --- checks ----------------------------------------------------------------------------------------------------
    def claim_due(
        self, *, limit: int, now: datetime, machine_now: datetime, lease_for: timedelta, host_gap: timedelta
    ) -> tuple[Lease, ...]:
        """Called by the daemon's tick: lease due sources, each with a fencing token and its host's slot, together.

        `now` is story time (what is due), `machine_now` machine time (leases that ran out, host slots `host_gap`
        apart). A host whose slot isn't free leaves its source for a later call. At most one source a host and
        call, unless `host_gap` is zero. Earliest due first.
        """
        ...

    def delay_host(self, host: str, *, until: datetime) -> None:
        """Called after Retry-After or a crawl delay: no slot on this host before `until` (machine time)."""
        ...

    def hurry(self, story_id: int, *, now: datetime) -> None:
        """Called before silence is judged, and by `check`: each polled source of the story is due by `now`."""
        ...

    def next_due_at(self) -> datetime | None:
        """Called by a stepping clock: story time of the earliest next check of any source, leased ones included."""
        ...

    def capture(self, captures: Sequence[Capture]) -> tuple[Captured, ...]:
        """Called by the cycle, CAPTURE: check, snapshot, version, "to be analysed", in one transaction for all.

        A text equal to the article's last confirmed one makes no version; one equal to a SUSPICIOUS version confirms
        it; another text discards the suspicious one. A new text of an article seen before is a Version with the next
        number; a confirmed new version is marked "to be analysed". `Version.baseline` is set for the first reading
        of a source with `baseline`. Raises LeaseLostError, writing nothing for any, if a lease's token is stale.
        """
        ...

    def read_snapshot(self, sha256: str) -> bytes:
        """Called by proofs and tests: the bytes of a snapshot. Raises NotFoundError, BlobDamagedError."""
        ...

    def to_analyse(self, *, limit: int) -> tuple[Version, ...]:
        """Called by the engine: confirmed versions not yet judged, by publication time, then number."""
        ...

    def judge(self, story_id: int, decide: Decide, *, generation: int, analysed: int | None = None) -> Judgement | None:
        """Called by the cycle, JUDGE: reads the book under the story's row lock, decides, writes, in one transaction.

        With `analysed` (a version id) it marks that version as judged with this generation; if it already was,
        nothing is decided and None is returned: idempotent per (version, generation).
        A change whose key is recorded already is not written again, nor its alerts.
        """
        ...

    # --- outbox ----------------------------------------------------------------------------------------------------
    def claim_alerts(self, *, limit: int, now: datetime, lease_for: timedelta) -> tuple[Alert, ...]:
        """Called by the outbox pump (machine time): undelivered alerts due, leased. Oldest first."""
        ...

    def record_delivery(self, delivery: Delivery) -> None:
        """Called after each attempt. DELIVERED and DEAD end the alert; RETRY sets its next moment."""
        ...

    def add_notice(self, notice: Notice) -> None:
        """Called when the daemon has something to say about itself."""
        ...

    # --- reading ----------------------------------------------------------------------------------------------------
    def book(self, story_id: int) -> StoryBook:
        """Called by reports: the same reading that a judgement gets. Raises NotFoundError."""
        ...

    def articles(self, story_id: int) -> tuple[ArticleSummary, ...]:
        """Called by reports: by publication time."""
        ...

    def latest_version(self, source_id: int) -> Version | None:
        """Called by the cycle before a capture: the last confirmed version that a check of this source saw."""
        ...

    def last_check_at(self) -> datetime | None:
        """Called by a stepping clock that continues: story time of the latest check in the store."""
        ...

    def versions(self, article_id: int) -> tuple[Version, ...]:
        """Called by reports and by the cycle: all versions of an article by number. Raises NotFoundError."""
        ...

    def version(self, version_id: int) -> Version:
        """Called to show evidence in context. Raises NotFoundError."""
        ...

    def claims(self, *, version_id: int) -> tuple[Stored[Claim], ...]:
        """Called by diff and reports: the claims of one version in text order."""
        ...

    def story_claims(self, story_id: int) -> tuple[Stored[Claim], ...]:
        """Called by `claims`: each version's claims of its latest generation, in order."""
        ...

    def changes(self, story_id: int, *, at_least: Severity = Severity.INFO) -> tuple[Stored[Change], ...]:
        """Called by reports: in the order they were seen."""
        ...

    def alerts(self, story_id: int) -> tuple[Stored[Alert], ...]:
        """Called by reports: all outbox rows of a story, oldest first."""
        ...

    def deliveries(self, alert_key: str) -> tuple[Delivery, ...]:
        """Called by `why`: attempts for one alert, oldest first."""
        ...

    def checks(self, source_id: int, *, limit: int = 50) -> tuple[Check, ...]:
        """Called by reports: latest first."""
        ...

    def notices(self, story_id: int | None = None) -> tuple[Notice, ...]:
        """Called by the board: oldest first; None for all."""
        ...

    def find(self, short_id: str) -> Stored[Event] | Stored[Claim] | Stored[Change] | ArticleSummary | Source | Story:
        """Called by `why`, `show` and `diff`: the record behind E3, C7, N41, A12, X2 or S1.

        E event, C claim, N change (what was or could be told), A article, X source, S story. Raises NotFoundError.
        """
        ...

    def counts(self) -> Mapping[str, int]:
        """Called by tests and status lines: how many rows there are, by word of the design."""
        ...

    def close(self) -> None:
        """Called at shutdown: no method may be called afterwards."""
        ...


class Channel(Protocol):
    """Where alerts go."""

    @property
    def name(self) -> str:
        """The channel's name in the settings."""
        ...

    def send(self, alert: Alert, *, now: datetime) -> Delivery:
        """Called by the outbox pump from a worker thread. Failure is a Delivery with RETRY
        or DEAD, not an exception.
        """
        ...


class Engine(Protocol):
    """Where pages are read and claims are taken out of text: processes that can be killed one by one.

    Every method has a hard time limit and raises EngineError when the worker died or ran out of time; the
    engine itself goes on.
    """

    async def article(self, snapshot: Snapshot) -> TextResult:
        """Called by the cycle for a PAGE source."""
        ...

    async def entries(self, snapshot: Snapshot) -> tuple[FeedEntry, ...] | Unreadable:
        """Called by the cycle for a FEED source."""
        ...

    async def claims(self, version: Version) -> tuple[Claim, ...]:
        """Called by the cycle for a version to be analysed; () for a language without claim rules."""
        ...

    def close(self) -> None:
        """Called at shutdown: workers are ended, those that hang are killed."""
        ...
