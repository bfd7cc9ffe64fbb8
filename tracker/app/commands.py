"""Everything that a command does, one call each."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version as release

from storage import Copied, MemoryStore, copy_database
from tracker.app.parts import RULES, Parts
from tracker.app.serving import serve_page
from tracker.begin import Address, Followed, Seed
from tracker.claims import load_lexicon
from tracker.config import ProofSettings, hidden
from tracker.daemon import OnChange
from tracker.desk import CheckedSource
from tracker.diff import diff_articles
from tracker.errors import AlreadyRunningError, NotFoundError
from tracker.ledger import corrected
from tracker.model import Story, Watch
from tracker.net import open_client
from tracker.proof import Material, Readers, gather
from tracker.proving import Proven, Proving
from tracker.rebuilding import OnVersion, Rebuilding, Rebuilt
from tracker.replay import Backfill, HandedIn, OnPage, RecordedPage, Replay, Replayed, silent
from tracker.reports import StatsPage, stats_page
from tracker.telling import Telling
from tracker.text import titles_in_turn
from tracker.web import WebProcess


class App(Parts):
    """Everything that a command does is one call here."""

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
        story, version = asyncio.run(self.begin(seed))
        book = self.store.book(story.id)
        return Followed(
            story=story,
            version=version,
            claims=self.store.claims(version_id=version.id),
            events=tuple((event, self.state_of(book, event.value)) for event in book.events),
            sources=self.store.sources(story.id),
        )

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
            self.engine,
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
            engine=self.engine,
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
            engine=self.engine,
            classes=load_lexicon(self.settings.claims.lexicon).classes,
            settings=self.settings,
            story_clock=self.story_clock,
            machine_clock=self.machine_clock,
        )
        return asyncio.run(backfill.run(pages, story=found, slug=story, on_page=on_page))

    async def _settle(self) -> None:
        async with self.daemon() as daemon:
            await daemon.settle()

    def run(
        self,
        on_change: OnChange | None = None,
        *,
        on_start: Callable[[Watch | None, str], None] | None = None,
    ) -> None:
        """Be the daemon until SIGINT or SIGTERM. Raises AlreadyRunningError where one works on this database.

        The page is served beside it. `on_start` is called once it is the only one, with the stretch of watching
        before, if there was any, and the page's address or why there is none.
        """
        with self.store.daemon_lock():
            page = WebProcess(self.settings, serve_page)
            address = page.begin()
            try:
                if on_start is not None:
                    on_start(next(reversed(self.store.watches()), None), address)
                asyncio.run(self._run(on_change))
            finally:
                page.end()

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
