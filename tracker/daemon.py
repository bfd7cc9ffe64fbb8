"""The daemon: when the cycle's parts are called, live or stepped. The only user of APScheduler.

Live, interval jobs on machine time (APScheduler reads the machine's clock, so there are no calendar rules here):
`tick` starts due checks, `flush` writes their captures in groups, `judge` analyses new versions and reviews
stories, `deliver` pumps the outbox. Stepped, `settle` does the same until nothing is left at this story time.
"""

import asyncio
import contextlib
import logging
import signal
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from tracker.alerts import Outbox
from tracker.config import Settings
from tracker.cycle import Cycle
from tracker.errors import EngineError, LeaseLostError
from tracker.model import Capture, Change, FailureReason, FetchFailed, Judgement, Lease, SourceHealth, Stored
from tracker.ports import Clock, Store
from tracker.watching import Watching

logger = logging.getLogger(__name__)

#: Captures written in one transaction, and the time after which fewer are written.
GROUP = 200
FLUSH_EVERY = timedelta(milliseconds=250)
#: How often a running daemon writes down that it is alive.
WATCH_EVERY = timedelta(minutes=1)
#: Times that the engine may fail on a version before it is kept without claims.
TRIES = 2
#: Beyond the network's and the workers' own limits: then the check itself hangs, and is ended.
GRACE = timedelta(seconds=15)

OnChange = Callable[[Stored[Change]], None]


class Daemon:
    """Reads what is due, judges what was read, delivers what is to be told."""

    def __init__(
        self,
        *,
        store: Store,
        cycle: Cycle,
        outbox: Outbox,
        settings: Settings,
        story_clock: Clock,
        machine_clock: Clock,
        on_change: OnChange | None = None,
    ) -> None:
        self._store = store
        self._cycle = cycle
        self._outbox = outbox
        self._settings = settings
        self._story_clock = story_clock
        self._machine_clock = machine_clock
        self._on_change = on_change
        self._checks: set[asyncio.Task[None]] = set()
        self._captures: list[Capture] = []
        self._tries: Counter[int] = Counter()
        #: Story -> the moment from which its sources must have been read before silence is judged.
        self._reading_first: dict[int, datetime] = {}
        self._watching = Watching(
            store, settings, story_clock=story_clock, machine_clock=machine_clock, review=cycle.review
        )
        #: Stories that were looked at as a whole since something of them was judged, or a source of them turned.
        self._looked_at: set[int] = set()
        #: Stories with a page that went or came back; after downtime each is looked at once.
        self._turned = {story.id for story in store.stories()}
        # After downtime plans may have come due unseen: every story is reviewed once, after it was read.
        self._unreviewed = {story.id for story in store.stories() if not story.closed}
        for story in store.stories():
            cycle.name_story(story.id)
        self._limit = (settings.net.deadline * 2 + settings.engine.page_limit + GRACE).total_seconds()

    # --- live ----------------------------------------------------------------------------------------------------
    async def run(self) -> None:
        """Work until SIGINT or SIGTERM; what is under way is finished and written."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            # Windows' event loop has no signal handlers: there Ctrl-C arrives as KeyboardInterrupt.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, stop.set)
        watch = self._store.begin_watch(now=self._story_clock.now())
        scheduler = AsyncIOScheduler()
        tick = self._settings.schedule.tick.total_seconds()
        for job, seconds in (
            (self._tick, tick),
            (self._flush, FLUSH_EVERY.total_seconds()),
            (self._judge_all, tick),
            (self._deliver, tick),
        ):
            # max_instances=1 and no grace: a slow run delays the next one, it is never dropped with a log line.
            scheduler.add_job(job, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None)
        scheduler.add_job(self._keep_watch, "interval", args=[watch], seconds=WATCH_EVERY.total_seconds())
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        while await self._analyse():
            pass  # what was captured before a kill is judged before anything new is read
        scheduler.start()
        try:
            await stop.wait()
        finally:
            scheduler.shutdown(wait=False)
            await self._finish()
            await self._keep_watch(watch)

    async def _keep_watch(self, watch: int) -> None:
        await asyncio.to_thread(self._store.keep_watch, watch, now=self._story_clock.now())

    async def _tick(self) -> None:
        self._start_checks()

    async def _judge_all(self) -> None:
        await self._analyse()
        await self._review()

    async def _finish(self) -> None:
        """End checks under way after a short wait, and write what they brought."""
        if self._checks:
            _, hanging = await asyncio.wait(self._checks, timeout=5)
            for task in hanging:
                task.cancel()
        await self._flush()

    # --- stepped -------------------------------------------------------------------------------------------------
    async def settle(self) -> None:
        """Do all that is due at the present story time, until nothing is left in hand."""
        # What was captured before a kill is judged before anything new is read: the seed comes first.
        while await self._analyse() or await self._read_due() or await self._review():
            pass
        await self._deliver()

    async def _read_due(self) -> bool:
        read = False
        while (due := self._store.next_due_at()) is not None and due <= self._story_clock.now():
            if not self._start_checks():
                # Leased by another, or the host's slot isn't free: that passes with machine time.
                await asyncio.sleep(0.02)
                continue
            await asyncio.gather(*self._checks)
            await self._flush()
            read = True
        return read

    def next_moment(self) -> datetime | None:
        """The earliest story time at which anything is due: a check, or a plan that silence decides."""
        moments = [self._store.next_due_at()]
        moments += [self._cycle.outlook(story.id).review_at for story in self._store.stories() if not story.closed]
        return min((moment for moment in moments if moment is not None), default=None)

    # --- parts of both -------------------------------------------------------------------------------------------
    def _start_checks(self) -> int:
        free = self._settings.fetch.concurrency - len(self._checks)
        if free <= 0:
            return 0
        leases = self._store.claim_due(
            limit=free,
            now=self._story_clock.now(),
            machine_now=self._machine_clock.now(),
            lease_for=self._settings.schedule.lease,
            host_gap=self._settings.fetch.host_gap,
        )
        for lease in leases:
            task = asyncio.create_task(self._check(lease))
            self._checks.add(task)
            task.add_done_callback(self._checks.discard)
        return len(leases)

    async def _check(self, lease: Lease) -> None:
        try:
            async with asyncio.timeout(self._limit):
                capture = await self._cycle.check(lease)
        except TimeoutError:
            detail = f"the check was ended after {self._limit:g} s"
            capture = self._cycle.conclude(lease).failed(FetchFailed(reason=FailureReason.DEADLINE, detail=detail))
        except Exception as error:
            # A bug met on one page: said, kept as a failure of that source, and the others go on.
            logger.exception("check of %s failed", lease.source.url)
            detail = f"internal error: {type(error).__name__}; the log has the details"
            capture = self._cycle.conclude(lease).failed(FetchFailed(reason=FailureReason.WORKER, detail=detail))
        self._captures.append(capture)
        if len(self._captures) >= GROUP:
            await self._flush()

    async def _flush(self) -> None:
        """CAPTURE: write what the checks brought, in groups."""
        while self._captures:
            group, self._captures = self._captures[:GROUP], self._captures[GROUP:]
            try:
                await asyncio.to_thread(self._store.capture, group)
                self._note_turns(group)
            except Exception as error:
                # One of them can't be written (another worker has its source, or a bug): nothing was, so each for
                # itself. What fails again is read again when its lease runs out.
                if not isinstance(error, LeaseLostError):
                    logger.exception("a group of %s captures was not written", len(group))
                await self._write_each(group)

    async def _write_each(self, group: list[Capture]) -> None:
        for capture in group:
            try:
                await asyncio.to_thread(self._store.capture, [capture])
                self._note_turns([capture])
            except LeaseLostError:
                logger.info("%s was taken over by another worker", capture.lease.source.url)
            except Exception:
                logger.exception("the capture of %s was not written", capture.lease.source.url)

    def _note_turns(self, group: list[Capture]) -> None:
        """Remember the stories whose sources turned, and those of pages that went or came back."""
        for capture in group:
            before, story_id = capture.lease.source.health, capture.lease.source.story_id
            if capture.health is not before:
                self._looked_at.discard(story_id)
                if SourceHealth.GONE in (capture.health, before):
                    self._turned.add(story_id)

    async def _judge_pages(self) -> None:
        for story_id in sorted(self._turned):
            self._tell(story_id, await asyncio.to_thread(self._cycle.judge_pages, story_id))
            self._turned.discard(story_id)

    async def _analyse(self) -> bool:
        await self._judge_pages()
        versions = await asyncio.to_thread(self._store.to_analyse, limit=20)
        for version in versions:
            try:
                judgement = await self._cycle.analyse(version)
            except EngineError as error:
                self._tries[version.id] += 1
                logger.warning("version %s not read for claims: %s", version.id, error)
                if self._tries[version.id] >= TRIES:
                    await asyncio.to_thread(self._cycle.give_up, version, str(error))
                continue
            await asyncio.to_thread(self._cycle.name_story, version.story_id)
            self._tell(version.story_id, judgement)
            self._looked_at.discard(version.story_id)
        return bool(versions)

    async def _review(self) -> bool:
        """Judge silence, in stories where the clock has passed a plan's moment: read first, judge then."""
        now = self._story_clock.now()
        reviewed = False
        for story in self._store.stories():
            if story.closed:
                continue
            if story.id not in self._looked_at:
                self._looked_at.add(story.id)
                reviewed |= await asyncio.to_thread(self._watching.look, story)
            if story.baseline_at is None:
                continue
            if story.id in self._reading_first:
                if self._is_read_since(story.id, self._reading_first[story.id]):
                    del self._reading_first[story.id]
                    self._tell(story.id, await asyncio.to_thread(self._cycle.review, story.id))
                    reviewed = True
                continue
            if self._is_to_review(story.id, now):
                self._store.hurry(story.id, now=now)
                self._reading_first[story.id] = now
                reviewed = True
        return reviewed

    def _is_to_review(self, story_id: int, now: datetime) -> bool:
        """Whether the clock has passed a plan's moment: lately, or while the daemon was down."""
        outlook = self._cycle.outlook(story_id)
        if story_id not in self._unreviewed:
            return outlook.review_at is not None and outlook.review_at <= now
        self._unreviewed.discard(story_id)
        passed = (window.overdue_from for window in outlook.windows)
        return any(moment is not None and moment <= now for moment in passed)

    def _is_read_since(self, story_id: int, moment: datetime) -> bool:
        """Whether each polled source was tried since then: a check moves its next one past the moment."""
        polled = (source.next_check_at for source in self._store.sources(story_id))
        return all(due > moment for due in polled if due is not None)

    async def _deliver(self) -> None:
        await asyncio.to_thread(self._outbox.pump)

    def _tell(self, story_id: int, judgement: Judgement | None) -> None:
        if self._on_change is None or judgement is None or not judgement.changes:
            return
        keys = {change.key for change in judgement.changes}
        for stored in self._store.changes(story_id):
            if stored.value.key in keys:
                self._on_change(stored)
