"""The composition root: Settings in, wired parts out. The only importer of `storage`."""

import asyncio
import getpass
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from functools import cached_property, partial
from types import TracebackType
from typing import Self

from storage import open_store
from tracker.alerts import Outbox, make_channels, refusals
from tracker.begin import Beginning, Seed
from tracker.claims import RULES as CLAIM_RULES
from tracker.claims import load_lexicon, terms_named
from tracker.clock import SystemClock
from tracker.config import Settings
from tracker.correcting import Correcting
from tracker.cycle import Cycle
from tracker.daemon import Daemon, OnChange
from tracker.desk import Desk
from tracker.diff import RULES as DIFF_RULES
from tracker.diff import diff_articles
from tracker.engine import LocalEngine
from tracker.fetch import HttpFetcher
from tracker.ledger import RULES as LEDGER_RULES
from tracker.ledger import corrected, state_in
from tracker.model import Event, EventClass, EventState, Judgement, Story, StoryBook, Version
from tracker.net import open_client
from tracker.ports import Clock, Store
from tracker.reports import Reports
from tracker.telling import Telling
from tracker.web import Login, WebParts, names

RULES = {**CLAIM_RULES, **DIFF_RULES, **LEDGER_RULES}


class Parts:
    """The parts of one store and its settings, each made when it is first used: `--help` starts nothing."""

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

    @property
    def login(self) -> Login:
        """The page's password and who knows it."""
        return Login(self.settings.data.dir.expanduser())

    @property
    def web(self) -> WebParts:
        """What the page is made of."""
        return WebParts(
            reports=self.reports,
            desk=self.desk,
            begin=lambda seed: asyncio.run(self.begin(seed))[0],
            correcting=self.correcting,
            login=self.login,
            is_https=self.settings.web.public_url.startswith("https://"),
            site=(self.settings.web.public_url or f"http://{self.settings.web.listen}").rstrip("/"),
            author=getpass.getuser(),
            story_clock=self.story_clock,
            machine_clock=self.machine_clock,
            hosts=names(self.settings.web),
        )

    async def _analyse(self, version: Version) -> Judgement | None:
        async with self.cycle() as (cycle, _):
            return await cycle.analyse(version)

    @cached_property
    def engine(self) -> LocalEngine:
        """The worker processes that read pages and claims, with the settings' lexicon."""
        lexicon = load_lexicon(self.settings.claims.lexicon)
        return self._closing.enter_context(LocalEngine(self.settings.engine, lexicon))

    @asynccontextmanager
    async def cycle(self) -> AsyncIterator[tuple[Cycle, HttpFetcher]]:
        """The cycle with an HTTP client of the running event loop."""
        async with open_client(self.settings.net) as client:
            fetcher = HttpFetcher(client, self.settings.fetch, machine_clock=self.machine_clock)
            cycle = Cycle(
                store=self.store,
                fetcher=fetcher,
                engine=self.engine,
                classes=load_lexicon(self.settings.claims.lexicon).classes,
                settings=self.settings,
                story_clock=self.story_clock,
                machine_clock=self.machine_clock,
            )
            yield cycle, fetcher

    @asynccontextmanager
    async def daemon(self, on_change: OnChange | None = None) -> AsyncIterator[Daemon]:
        """The daemon over this store, for the running event loop."""
        async with self.cycle() as (cycle, _):
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

    @cached_property
    def _classes(self) -> Mapping[str, EventClass]:
        return load_lexicon(self.settings.claims.lexicon).classes

    def state_of(self, book: StoryBook, event: Event) -> EventState:
        """What an event comes to at the present story time."""
        now, classes = self.story_clock.now(), self._classes
        return state_in(book, event, classes=classes, now=now, settings=self.settings.judge)

    async def begin(self, seed: Seed) -> tuple[Story, Version]:
        """Begin a story from its seed: read, judged, its sources named. Raises InputError, NetError, EngineError."""
        async with self.cycle() as (cycle, fetcher):
            beginning = Beginning(
                store=self.store,
                cycle=cycle,
                fetcher=fetcher,
                engine=self.engine,
                clock=self.story_clock,
                tell_within=self.settings.schedule.tell_within,
            )
            return await beginning.begin(seed)
