"""Replays recorded pages in a store of their own, story time stepped from page to page.

At each page first the page, then the clock (plans that became overdue since the page before, and of which this one says
nothing): nothing was read in between, and silence is judged by what was read. The same cycle, judge and severities as
live. The first page is the baseline.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.begin import free_slug, outlet_of
from tracker.claims import story_terms
from tracker.clock import StepClock
from tracker.config import Settings
from tracker.cycle import Cycle
from tracker.errors import EngineError
from tracker.ledger import state_in
from tracker.model import (
    Article,
    Change,
    Event,
    EventClass,
    EventState,
    NewStory,
    Notice,
    NoticeKind,
    Stored,
    StoryBook,
    Version,
)
from tracker.ports import Clock, Engine, Store
from tracker.replay.pages import RecordedPage
from tracker.replay.recorded import (
    UNTOLD,
    NoFetcher,
    PagesRead,
    StoreOfRecord,
    article_of,
    as_next_version,
    in_language,
)

#: Told after each page: how many of them are done.
OnPage = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Tell nobody of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page and what came of it."""

    page: RecordedPage
    #: None for a page without an article; `trouble` says why, and why a version was not read for claims.
    version: Version | None
    trouble: str
    claims: int
    #: What the page changed, then what the clock alone tells.
    changes: tuple[Change, ...]
    #: Every event known after it.
    events: tuple[tuple[Stored[Event], EventState], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """All pages in their order."""

    steps: tuple[Step, ...]
    #: Versions by number, each with the page that it was read from.
    versions: Mapping[int, tuple[Version, RecordedPage]]


class Replay:
    """One replay: its clock, its store's view, and the pages so far."""

    def __init__(
        self,
        *,
        store: Store,
        engine: Engine,
        classes: Mapping[str, EventClass],
        settings: Settings,
        machine_clock: Clock,
    ) -> None:
        self._settings = replace(settings, channels=())
        self._engine = engine
        self._classes = classes
        self._machine_clock = machine_clock
        self._bare = store

    async def run(self, pages: Sequence[RecordedPage], *, title: str, on_page: OnPage = silent) -> Replayed:
        """Replay the pages in this order as one story. Raises StorageError."""
        clock = StepClock(pages[0].arrived)
        read = PagesRead(clock)
        store = StoreOfRecord(self._bare, read).as_store()
        cycle = Cycle(
            store=store,
            fetcher=NoFetcher(),
            engine=self._engine,
            classes=self._classes,
            settings=self._settings,
            story_clock=clock,
            machine_clock=self._machine_clock,
        )
        new = NewStory(slug=free_slug(title, set()), title=title, language="en", created_at=clock.now())
        running = _Running(
            story_id=store.add_story(new).id, store=store, cycle=cycle, clock=clock, read=read, engine=self._engine
        )
        steps: list[Step] = []
        for number, page in enumerate(pages, 1):
            steps.append(self._step(*await running.take(page), page=page, running=running))
            on_page(number, len(pages))
        return Replayed(steps=tuple(steps), versions=running.versions)

    def _step(
        self,
        version: Version | None,
        trouble: str,
        changes: Sequence[Change],
        *,
        page: RecordedPage,
        running: "_Running",
    ) -> Step:
        book = running.store.book(running.story_id)
        return Step(
            page=page,
            version=version,
            trouble=trouble,
            claims=len(running.store.claims(version_id=version.id)) if version is not None else 0,
            changes=tuple(changes),
            events=tuple(
                (event, self._state(book, event.value, running.clock.now()))
                for event in book.events
                if event.value.is_listed or _is_told_again(book, event.value)
            ),
        )

    def _state(self, book: StoryBook, event: Event, now: datetime) -> EventState:
        return state_in(book, event, classes=self._classes, now=now, settings=self._settings.judge)


class _Running:
    """A replay under way."""

    def __init__(
        self, *, story_id: int, store: Store, cycle: Cycle, clock: StepClock, read: PagesRead, engine: Engine
    ) -> None:
        self.story_id = story_id
        self.store = store
        self.clock = clock
        self.versions: dict[int, tuple[Version, RecordedPage]] = {}
        self._cycle = cycle
        self._read = read
        self._engine = engine
        #: Of the first page that is long enough to tell.
        self._language: str | None = None
        self._by_url: dict[str, list[Version]] = {}

    async def take(self, page: RecordedPage) -> tuple[Version | None, str, Sequence[Change]]:
        """Step to the page and read it: its version, what was wrong with it, and what changed."""
        at = max(self.clock.now(), page.arrived)
        self.clock.step_to(at)
        try:
            article = await article_of(page, self._engine)
        except EngineError as error:
            return self._not_read(page, str(error))
        if not isinstance(article, Article):
            return self._not_read(page, article.detail)
        self._language = self._language or (article.language if article.language != UNTOLD else None)
        article = in_language(article, self._language)
        first = not self.versions
        earlier = self._by_url.setdefault(page.url, [])
        version = self.store.add_pasted(
            self.story_id,
            article=as_next_version(article, page, earlier),
            outlet=outlet_of(page.url),
            seen_at=at,
            baseline=first,
        )
        if version.id not in self.versions:
            earlier.append(version)
            self.versions[version.id] = (version, page)
        trouble = "" if article.language == "en" else f"in language '{article.language}': not read for claims"
        self._read.add(page.url, excluded=trouble)
        try:
            judgement = await self._cycle.analyse(version)
        except EngineError as error:
            trouble = f"not read for claims: {error}"
            self._cycle.give_up(version, str(error))
            judgement = None
        changes = judgement.changes if judgement is not None else ()
        self._name()
        if first:
            self._end_baseline(at)
        return version, trouble, (*changes, *self._silence())

    def _not_read(self, page: RecordedPage, why: str) -> tuple[Version | None, str, Sequence[Change]]:
        self._read.add(page.url, excluded=why)
        return None, why, self._silence() if self.versions else ()

    def _name(self) -> None:
        """Tie the story to the names of its pages so far: all pages of a record are of one story."""
        versions = [version for version, _ in self.versions.values()]
        whole = "\n".join(f"{version.article.title}\n{version.article.text}" for version in versions)
        claims = [stored.value for each in versions for stored in self.store.claims(version_id=each.id)]
        article = replace(versions[0].article, text=whole)
        self.store.set_terms(self.story_id, story_terms(replace(versions[0], article=article), claims))

    def _end_baseline(self, at: datetime) -> None:
        sources = [source.id for source in self.store.sources(self.story_id)]
        notice = Notice(kind=NoticeKind.BASELINE, story_id=self.story_id, source_id=None, at=at, text="the first page")
        self.store.end_baseline(self.story_id, sources=sources, at=at, notice=notice, alerts=())

    def _silence(self) -> Sequence[Change]:
        """What the clock alone changes by now: plans whose day has passed, and of which no page so far tells."""
        judgement = self._cycle.review(self.story_id)
        return judgement.changes if judgement is not None else ()


def _is_told_again(book: StoryBook, event: Event) -> bool:
    """Whether a second article tells of an event."""
    return len({row.article_id for row in book.rows if row.event_key == event.key}) > 1
