"""A daemon over fakes in stepped story time, and a story begun from a small seed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from storage import MemoryStore
from tests.fake_channel import FakeChannel
from tests.fakefetcher import FakeFetcher
from tests.inline_engine import InlineEngine
from tracker.alerts import Outbox
from tracker.begin import Address, Beginning, Seed
from tracker.claims import load_lexicon
from tracker.clock import StepClock, SystemClock
from tracker.config import AlertSettings, FetchSettings, ScheduleSettings, Settings
from tracker.cycle import Cycle
from tracker.daemon import Daemon
from tracker.model import ChangeKind, Severity, Story
from tracker.ports import Store

BEGINS = datetime(2025, 1, 15, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SEED = (
    "The treaty is near\nRussia and Iran will sign their partnership treaty in Moscow on Friday, January 17, the "
    "Kremlin said. The treaty between Russia and Iran has 47 articles.\n"
)
COURIER, LEDGER, WIRE = (f"https://{name}.example/news" for name in ("courier", "ledger", "wire"))
OLD = "Russia and Iran will sign their partnership treaty in Moscow on Friday, January 17, the Kremlin said on Monday."
MORE = "The treaty between the two countries is meant to deepen their trade, their transport and their energy ties."
AGAIN = "Diplomats in both capitals have worked on the text for years, and it takes the place of an accord from 2001."
DONE = "Vladimir Putin and Masoud Pezeshkian signed the partnership treaty of Russia and Iran in Moscow on Friday."


@dataclass
class Desk:
    """A daemon with its fakes, and a story begun from the seed."""

    store: Store = field(default_factory=MemoryStore)
    fetcher: FakeFetcher = field(default_factory=FakeFetcher)
    engine: InlineEngine = field(default_factory=InlineEngine)
    clock: StepClock = field(default_factory=lambda: StepClock(BEGINS))
    channel: FakeChannel = field(default_factory=lambda: FakeChannel("log"))
    settings: Settings = field(
        default_factory=lambda: Settings(
            fetch=FetchSettings(host_gap=timedelta()),
            schedule=ScheduleSettings(ladder=((timedelta(days=999), timedelta(hours=6)),), tell_within=DAY),
            alerts=AlertSettings(settle=timedelta()),
        )
    )

    def parts(self) -> tuple[Cycle, Daemon]:
        """A fresh cycle and daemon over the same store, as after a restart."""
        machine = SystemClock()
        cycle = Cycle(
            store=self.store,
            fetcher=self.fetcher,
            engine=self.engine,
            classes=load_lexicon().classes,
            settings=self.settings,
            story_clock=self.clock,
            machine_clock=machine,
        )
        outbox = Outbox(self.store, [self.channel], machine, settings=self.settings)
        daemon = Daemon(
            store=self.store,
            cycle=cycle,
            outbox=outbox,
            settings=self.settings,
            story_clock=self.clock,
            machine_clock=machine,
        )
        return cycle, daemon

    async def begin(self, *sources: str) -> Story:
        """Follow the seed with those sources."""
        cycle, _ = self.parts()
        beginning = Beginning(
            store=self.store,
            cycle=cycle,
            fetcher=self.fetcher,
            engine=self.engine,
            clock=self.clock,
            tell_within=DAY,
        )
        addresses = [Address(url=url) for url in sources]
        story, _ = await beginning.begin(Seed(text=SEED, published=BEGINS, sources=addresses))
        return story

    async def run_to(self, moment: datetime, daemon: Daemon) -> None:
        """Step through every due moment up to then."""
        await daemon.settle()
        while (due := daemon.next_moment()) is not None and due <= moment:
            self.clock.step_to(max(due, self.clock.now()))
            await daemon.settle()
        self.clock.step_to(moment)
        await daemon.settle()

    def told(self, at_least: Severity = Severity.NOTICE) -> list[tuple[ChangeKind, str]]:
        """What was told."""
        return [(each.value.kind, each.value.title) for each in self.store.changes(1, at_least=at_least)]
