"""The demonstration: the real daemon follows the newsroom in story time, and tells what changed and why."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text

from tests.newsroom.course import Course
from tests.newsroom.server import Newsroom
from tracker.app import Address, App
from tracker.clock import StepClock
from tracker.config import AlertSettings, DataSettings, FetchSettings, NetSettings, ScheduleSettings, Settings
from tracker.model import Change, Severity, Stored, Story
from tracker.reports import account_lines, to_html, to_text

SLUG = "iran-russia-pact"
#: Coarser than a live daemon's: nine months in under a minute.
LADDER = (
    (timedelta(days=2), timedelta(hours=4)),
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=365), timedelta(days=4)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """One run of the demonstration."""

    course: Course
    newsroom: Newsroom
    data: Path
    report: Path
    console: Console
    #: Called at the end of every story day that was worked through; tests kill the process here.
    on_step: Callable[[datetime], None] = lambda _: None

    def settings(self) -> Settings:
        """The daemon's settings: the newsroom's names, no pause between requests to one machine."""
        return Settings(
            data=DataSettings(dir=self.data),
            net=NetSettings(hosts=self.newsroom.hosts),
            fetch=FetchSettings(host_gap=timedelta()),
            schedule=ScheduleSettings(ladder=LADDER, tell_within=timedelta(days=2), lease=timedelta(seconds=5)),
            # Story time is stepped, and a settle window is machine time: nothing would be told before the end.
            alerts=AlertSettings(settle=timedelta()),
        )

    def run(self) -> None:
        """Follow the seed to the end of the course; a data directory that holds the story is continued."""
        clock = StepClock(self.course.begins)
        with App(self.settings(), story_clock=clock) as app:
            story = self._begin(app, clock)
            asyncio.run(self._follow_course(app, clock, story))
            self._finish(app, clock, story)

    def _begin(self, app: App, clock: StepClock) -> Story:
        known = next((story for story in app.store.stories() if story.slug == SLUG), None)
        if known is not None:
            clock.step_to(max(app.store.last_check_at() or clock.now(), clock.now()))
            self.console.print(f"continuing at {clock.now():%d %b %Y %H:%M} UTC\n", style="dim")
            return known
        self.console.print(Text(f"{self.course.title}\n", style="bold"))
        followed = app.follow(
            text=self.course.seed.read_text(encoding="utf-8"),
            published=self.course.seed_published,
            outlet=self.course.seed_outlet,
            sources=self._sources(),
            slug=SLUG,
        )
        pasted = f"{len(followed.claims)} claims, {len(followed.events)} events"
        self.console.print(f'Pasted: "{followed.story.title}" ({pasted})')
        for event, state in followed.events:
            if state.outcome is not None and event.value.watched:
                self.console.print(f"  E{event.id} {event.value.title}: watched")
        self.console.print()
        return followed.story

    def _sources(self) -> list[Address]:
        names = {outlet.host: outlet.name for outlet in self.course.outlets.values()}
        return [Address(url=url, outlet=names.get(urlsplit(url).hostname or "")) for url in self.course.sources]

    async def _follow_course(self, app: App, clock: StepClock, story: Story) -> None:
        account = Account(app, self.console, story)
        moments = [moment for moment in self.course.moments() if moment < self.course.ends]
        async with app.daemon(account.take) as daemon:
            while True:
                self.newsroom.now = clock.now()
                await daemon.settle()
                self.on_step(clock.now())
                due = [daemon.next_moment(), next((m for m in moments if m > clock.now()), None)]
                upcoming = min((moment for moment in due if moment is not None), default=self.course.ends)
                if upcoming >= self.course.ends:
                    break
                clock.step_to(max(upcoming, clock.now()))

    def _finish(self, app: App, clock: StepClock, story: Story) -> None:
        clock.step_to(max(self.course.ends, clock.now()))
        page = app.reports.report(story.id, clock.now())
        self.report.parent.mkdir(parents=True, exist_ok=True)
        self.report.write_text(to_html(page), encoding="utf-8")
        self.console.print()
        self.console.print(Text(to_text(app.reports.board(clock.now()))))
        counts = app.store.counts()
        self.console.print(
            f"{counts['checks']:,} checks, {counts['versions']} versions, {counts['claims']} claims, "
            f"{counts['changes']} changes, {counts['alerts']} alerts",
            style="dim",
        )


class Account:
    """Prints what was told as it is told, under one heading a story day; quiet changes in one dim line each."""

    def __init__(self, app: App, console: Console, story: Story) -> None:
        self._app = app
        self._console = console
        self._story = story
        self._day: str | None = None

    def take(self, change: Stored[Change]) -> None:
        """One change, just judged."""
        seen = f"{change.value.seen_at:%A %-d %B %Y}"
        if seen != self._day:
            self._day = seen
            self._console.rule(seen, align="left", style="dim")
        events = {event.value.key: event.id for event in self._app.store.book(self._story.id).events}
        event_id = events.get(change.value.event_key) if change.value.event_key else None
        spans = [*change.value.evidence, *change.value.evidence_before]
        versions = {span.version_id: self._app.store.version(span.version_id) for span in spans}
        for line in account_lines(change, event_id=event_id, versions=versions):
            self._console.print(line)
        if change.value.severity > Severity.INFO:
            self._console.print()
