"""Somebody who follows a course of events over HTTP, in story time, with a daemon that can be down for a while."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.newsroom.course import Course, load_course
from tests.newsroom.server import Newsroom
from tracker.app import Address, App
from tracker.clock import StepClock
from tracker.config import AlertSettings, DataSettings, FetchSettings, NetSettings, ScheduleSettings, Settings
from tracker.ledger import corrected
from tracker.model import Change, Event, EventState, Severity, Stored, headline_of

#: Every page each six hours, and each hour around a due window.
LADDER = ((timedelta(days=365), timedelta(hours=6)),)


class Follower:
    """Follows the course's seed; `run_to` is a daemon that runs until then, and between two of them none runs."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.course: Course = load_course(folder)
        self.clock = StepClock(self.course.begins)
        self._newsroom = Newsroom(self.course)
        self._data = data

    def __enter__(self) -> Self:
        self._newsroom.__enter__()
        self.settings = Settings(
            data=DataSettings(dir=self._data),
            net=NetSettings(hosts=self._newsroom.hosts),
            fetch=FetchSettings(host_gap=timedelta()),
            schedule=ScheduleSettings(ladder=LADDER, lease=timedelta(seconds=5)),
            alerts=AlertSettings(settle=timedelta()),
        )
        self.app = App(self.settings, story_clock=self.clock)
        names = {outlet.host: outlet.name for outlet in self.course.outlets.values()}
        self.app.follow(
            text=self.course.seed.read_text(encoding="utf-8"),
            published=self.course.seed_published,
            outlet=self.course.seed_outlet,
            sources=[Address(url=url, outlet=names.get(urlsplit(url).hostname or "")) for url in self.course.sources],
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.app.close()
        self._newsroom.__exit__(kind, error, trace)

    def run_to(self, moment: datetime) -> None:
        """A daemon runs from now until then: every due check, every page at its hour, and the clock's own moments."""
        watch = self.app.store.begin_watch(now=self.clock.now())
        asyncio.run(self._run_to(moment))
        self.app.store.keep_watch(watch, now=moment)

    async def _run_to(self, moment: datetime) -> None:
        published = [each for each in self.course.moments() if each < moment]
        async with self.app.daemon() as daemon:
            while True:
                self._newsroom.now = self.clock.now()
                await daemon.settle()
                due = [daemon.next_moment(), next((each for each in published if each > self.clock.now()), None)]
                upcoming = min((each for each in due if each is not None), default=moment)
                if upcoming >= moment:
                    break
                self.clock.step_to(max(upcoming, self.clock.now()))
            self.clock.step_to(moment)
            self._newsroom.now = moment
            await daemon.settle()

    def down_until(self, moment: datetime) -> None:
        """Nobody watches until then."""
        self.clock.step_to(moment)

    # --- what came of it ---------------------------------------------------------------------------------------------
    def told(self) -> list[Stored[Change]]:
        """What a channel got, in order."""
        return list(self.app.store.changes(1, at_least=Severity.NOTICE))

    def lines(self) -> list[str]:
        """What was told, as its headlines."""
        return [headline_of(each.value) for each in self.told()]

    def event(self, event_class: str, *words: str) -> tuple[Event, EventState]:
        """The one event of the story of that class whose title has the words, and what became of it."""
        book = corrected(self.app.store.book(1))
        found = [
            stored.value
            for stored in book.events
            if stored.value.event_class == event_class
            and stored.value.of_story
            and all(word in stored.value.title.lower() for word in words)
        ]
        assert len(found) == 1, [event.title for event in found]
        return found[0], self.app.state_of(book, found[0])
