"""The composition root: Settings in, a wired App out. The only importer of `storage`."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from importlib.metadata import version as release
from types import TracebackType
from typing import Self

from storage import Copied, MemoryStore, copy_database, open_store
from tracker.alerts import Outbox, make_channels, refusals
from tracker.begin import Address, Beginning, Followed, Seed
from tracker.claims import RULES as CLAIM_RULES
from tracker.claims import load_lexicon, terms_named
from tracker.clock import SystemClock
from tracker.config import ProofSettings, Settings, hidden
from tracker.correcting import Correcting
from tracker.cycle import Cycle
from tracker.daemon import Daemon, OnChange
from tracker.desk import CheckedSource, Desk
from tracker.diff import RULES as DIFF_RULES
from tracker.diff import diff_articles
from tracker.engine import LocalEngine
from tracker.errors import AlreadyRunningError, NotFoundError
from tracker.fetch import HttpFetcher
from tracker.ledger import RULES as LEDGER_RULES
from tracker.ledger import corrected, fold
from tracker.model import (
    Event,
    EventState,
    Judgement,
    Story,
    StoryBook,
    Version,
    Watch,
)
from tracker.net import open_client
from tracker.ports import Clock, Store
from tracker.proof import Material, Readers, gather
from tracker.proving import Proven, Proving
from tracker.rebuilding import OnVersion, Rebuilding, Rebuilt
from tracker.replay import Backfill, HandedIn, OnPage, RecordedPage, Replay, Replayed, silent
from tracker.reports import Reports, StatsPage, stats_page
from tracker.telling import Telling
from tracker.text import titles_in_turn

__all__ = ["Address", "App", "CheckedSource", "Copied", "Followed", "Proven"]
RULES = {**CLAIM_RULES, **DIFF_RULES, **LEDGER_RULES}


class App:
    """Everything that a command does is one call here. Parts are made when first used: `--help` starts nothing."""

    def __init__(
        self, settings: Settings, *, story_clock: Clock | None = None, machine_clock: Clock | None = None
    ) -> None:
        self.settings = settings
        self.story_clock: Clock = story_clock or SystemClock()
        self.machine_clock: Clock = machine_clock or SystemClock()
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close whatever was opened, latest first."""
        self._closing.close()

    # --- parts -------------------------------------------------------------------------------------------------------
    @cached_property
    def store(self) -> Store:
        """The store of the settings, migrated to this release."""
        store = open_store(self.settings.database_url)
        self._closing.callback(store.close)
        return store

    @cached_property
    def reports(self) -> Reports:
        """Page models from the store."""
        return Reports(
            self.store,
            fold=self.state_of,
            correct=corrected,
            diff=diff_articles,
            rules=RULES,
            names=terms_named,
            refusals=partial(refusals, channels=self.settings.channels),
        )

    @cached_property
    def correcting(self) -> Correcting:
        """What people decide about a story."""
        tell = Telling(self.store, self.settings, self.machine_clock)
        return Correcting(self.store, clock=self.story_clock, settings=self.settings.judge, tell=tell)

    @cached_property
    def desk(self) -> Desk:
        """What people do to stories."""

        def judge(version: Version) -> Judgement | None:
            return asyncio.run(self._analyse(version))

        return Desk(self.store, story_clock=self.story_clock, machine_clock=self.machine_clock, judge=judge)

    async def _analyse(self, version: Version) -> Judgement | None:
        async with self._cycle() as (cycle, _):
            return await cycle.analyse(version)

    @cached_property
    def _engine(self) -> LocalEngine:
        lexicon = load_lexicon(self.settings.claims.lexicon)
        return self._closing.enter_context(LocalEngine(self.settings.engine, lexicon))

    @asynccontextmanager
    async def _cycle(self) -> AsyncIterator[tuple[Cycle, HttpFetcher]]:
        """The cycle with an HTTP client of the running event loop."""
        async with open_client(self.settings.net) as client:
            fetcher = HttpFetcher(client, self.settings.fetch, machine_clock=self.machine_clock)
            cycle = Cycle(
                store=self.store,
                fetcher=fetcher,
                engine=self._engine,
                classes=load_lexicon(self.settings.claims.lexicon).classes,
                settings=self.settings,
                story_clock=self.story_clock,
                machine_clock=self.machine_clock,
            )
            yield cycle, fetcher

    @asynccontextmanager
    async def daemon(self, on_change: OnChange | None = None) -> AsyncIterator[Daemon]:
        """The daemon over this store, for the running event loop."""
        async with self._cycle() as (cycle, _):
            yield Daemon(
                store=self.store,
                cycle=cycle,
                outbox=Outbox(
                    self.store,
                    make_channels(self.settings),
                    self.machine_clock,
                    settings=self.settings,
                    story_clock=self.story_clock,
                ),
                settings=self.settings,
                story_clock=self.story_clock,
                machine_clock=self.machine_clock,
                on_change=on_change,
            )

    def state_of(self, book: StoryBook, event: Event) -> EventState:
        """What an event's rows fold to at the present story time."""
        rows = [row for row in corrected(book).rows if row.event_key == event.key]
        return fold(event, rows, now=self.story_clock.now(), readings=book.readings, settings=self.settings.judge)

    # --- commands ----------------------------------------------------------------------------------------------------
    def follow(
        self,
        *,
        text: str | None = None,
        url: str | None = None,
        title: str | None = None,
        published: datetime | None = None,
        sources: Sequence[str | Address] = (),
        outlet: str | None = None,
        slug: str | None = None,
    ) -> Followed:
        """Begin a story from a text or an address. Raises InputError, PublishedMissingError, NetError."""
        addresses = [Address(url=source) if isinstance(source, str) else source for source in sources]
        seed = Seed(text=text, url=url, title=title, published=published, outlet=outlet, slug=slug, sources=addresses)
        story, version = asyncio.run(self._begin(seed))
        book = self.store.book(story.id)
        return Followed(
            story=story,
            version=version,
            claims=self.store.claims(version_id=version.id),
            events=tuple((event, self.state_of(book, event.value)) for event in book.events),
            sources=self.store.sources(story.id),
        )

    async def _begin(self, seed: Seed) -> tuple[Story, Version]:
        async with self._cycle() as (cycle, fetcher):
            beginning = Beginning(
                store=self.store,
                cycle=cycle,
                fetcher=fetcher,
                engine=self._engine,
                clock=self.story_clock,
                tell_within=self.settings.schedule.tell_within,
            )
            return await beginning.begin(seed)

    def check(self, story: str | None = None) -> tuple[CheckedSource, ...]:
        """Read all sources of one story, or of all, now. Raises NotFoundError."""
        stories = [self.resolve_story(story)] if story else list(self.store.stories())
        for each in stories:
            self.store.hurry(each.id, now=self.story_clock.now())
        asyncio.run(self._settle())
        return self.desk.checked(stories)

    def reanalyse(self, story_id: int, on_version: OnVersion | None = None) -> Rebuilt:
        """Read a story's versions again with the rules of this release. Raises EngineError, NotFoundError."""
        rebuilding = Rebuilding(
            self.store,
            self._engine,
            classes=load_lexicon(self.settings.claims.lexicon).classes,
            clock=self.story_clock,
            settings=self.settings.judge,
            tell=Telling(self.store, self.settings, self.machine_clock),
        )
        return asyncio.run(rebuilding.rebuild(story_id, on_version))

    def replay(self, pages: Sequence[RecordedPage], *, title: str, on_page: OnPage = silent) -> Replayed:
        """Recorded pages as a story of their own, in memory: no data directory is touched. Raises EngineError."""
        replay = Replay(
            store=MemoryStore(),
            engine=self._engine,
            classes=load_lexicon(self.settings.claims.lexicon).classes,
            settings=self.settings,
            machine_clock=self.machine_clock,
        )
        return asyncio.run(replay.run(pages, title=title, on_page=on_page))

    def back_fill(self, pages: Sequence[RecordedPage], *, story: str, on_page: OnPage = silent) -> HandedIn:
        """Hand recorded pages in to a story, or to a new one of that name. Raises InputError, EngineError."""
        try:
            found: Story | None = self.resolve_story(story)
        except NotFoundError:
            found = None
        backfill = Backfill(
            store=self.store,
            engine=self._engine,
            classes=load_lexicon(self.settings.claims.lexicon).classes,
            settings=self.settings,
            story_clock=self.story_clock,
            machine_clock=self.machine_clock,
        )
        return asyncio.run(backfill.run(pages, story=found, slug=story, on_page=on_page))

    async def _settle(self) -> None:
        async with self.daemon() as daemon:
            await daemon.settle()

    def run(self, on_change: OnChange | None = None, *, on_start: Callable[[Watch | None], None] | None = None) -> None:
        """Be the daemon until SIGINT or SIGTERM. Raises AlreadyRunningError where one works on this database.

        `on_start` is called once it is the only one, with the stretch of watching before, if there was any.
        """
        with self.store.daemon_lock():
            if on_start is not None:
                on_start(next(reversed(self.store.watches()), None))
            asyncio.run(self._run(on_change))

    async def _run(self, on_change: OnChange | None) -> None:
        async with self.daemon(on_change) as daemon:
            await daemon.run()

    def prove(self, short_id: str, *, timestamp_url: str | None = None, archive_url: str | None = None) -> Proven:
        """The proof of a change, an event, a claim or an article; the addresses win over the settings'.

        Raises NotFoundError, InputError, BlobDamagedError. A witness that fails is a trouble in the answer.
        """
        readers = Readers(diff=diff_articles, in_turn=titles_in_turn, correct=corrected)
        material = gather(self.store, short_id, readers)
        named = {"timestamp_url": timestamp_url, "archive_url": archive_url}
        settings = replace(self.settings.proof, **{key: value for key, value in named.items() if value is not None})
        return asyncio.run(self._prove(material, settings))

    async def _prove(self, material: Material, settings: ProofSettings) -> Proven:
        async with open_client(self.settings.net) as client:
            proving = Proving(client, self.machine_clock, settings)
            return await proving.prove(material, rules=RULES, tool=f"claimwatch {release('claimwatch')}")

    def is_running(self) -> bool:
        """Whether a daemon works on this database now."""
        try:
            with self.store.daemon_lock():
                return False
        except AlreadyRunningError:
            return True

    def stats(self) -> StatsPage:
        """What there is, in numbers."""
        place = hidden(self.settings.database_url)
        return stats_page(self.store, self.story_clock.now(), is_running=self.is_running(), database=place)

    def copy_database(self, url: str, on_progress: Callable[[int, int], None] | None = None) -> Copied:
        """Copy all that is kept to another, empty database. Raises InputError, StorageError."""
        return copy_database(self.settings.database_url, url, on_progress)

    def resolve_story(self, name: str) -> Story:
        """The story of a short id ("S1") or a short name. Raises NotFoundError."""
        return self.desk.story(name)
