"""The parts of a page over a played story, for the tests of pages and of the browser."""

from pathlib import Path

from tests.builders import moment
from tests.report_play import ReportPlay
from tracker.begin import Seed
from tracker.clock import StepClock
from tracker.config import JudgeSettings, Settings
from tracker.correcting import Correcting
from tracker.desk import Desk
from tracker.errors import InputError
from tracker.model import NewStory, Story
from tracker.telling import Telling
from tracker.web import Login, WebParts


def parts_of(play: ReportPlay, host: str, *, login: Login | None = None) -> WebParts:
    """The parts of a page at `host`, at the moment of the play; open to all, unless `login` has a password."""
    clock, machine = StepClock(play.now), StepClock(moment("2026-01-01"))
    tell = Telling(play.store, Settings(channels=tuple(play.channels), alerts=play.alerts), machine)
    return WebParts(
        reports=play.reports,
        desk=Desk(play.store, story_clock=clock, machine_clock=machine, judge=lambda _: None),
        begin=lambda seed: _begun(play, seed),
        correcting=Correcting(play.store, clock=clock, settings=JudgeSettings(), tell=tell),
        story_clock=clock,
        machine_clock=machine,
        author="desk",
        login=login or Login(Path("/nowhere")),
        is_https=False,
        site=f"http://{host}",
        hosts=frozenset({host}),
    )


def _begun(play: ReportPlay, seed: Seed) -> Story:
    """A story with the seed's title and nothing in it: what is read of a text is tested elsewhere."""
    if seed.text is None:
        raise InputError(f"{seed.url}: the test reads no addresses", subject=str(seed.url))
    new = NewStory(slug="a-new-one", title=seed.title or seed.text[:40], language="en", created_at=play.now)
    return play.store.add_story(new)
