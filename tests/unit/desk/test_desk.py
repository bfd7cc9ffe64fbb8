"""What people do to stories: their sources, holding, closing, deleting."""

from datetime import timedelta

import pytest

from storage import MemoryStore
from tests.builders import moment
from tests.report_play import ReportPlay, slipped
from tracker.clock import StepClock
from tracker.desk import Desk
from tracker.errors import InputError, NotFoundError
from tracker.model import Polling, SourceKind

NOW = moment("2025-02-01")
MACHINE = moment("2026-02-01")
RSS = "https://volga-wire.example/rss"


@pytest.fixture
def play() -> ReportPlay:
    """The signing slips; three sources and a pasted seed."""
    return slipped()


def desk_of(play: ReportPlay) -> Desk:
    """A desk over the play's store, with clocks that stand still."""
    return Desk(play.store, story_clock=StepClock(NOW), machine_clock=StepClock(MACHINE), judge=lambda _: None)


def polled(play: ReportPlay, url: str) -> Polling:
    """How a source is read."""
    return next(source.polling for source in play.store.sources(1) if source.url == url)


def test_a_story_is_named_by_short_name_or_number(play: ReportPlay) -> None:
    desk = desk_of(play)
    assert desk.story("iran-russia").id == desk.story("S1").id == desk.story("s1").id == 1
    with pytest.raises(NotFoundError, match=r"no story is named 'S2' \(followed: iran-russia\)"):
        desk.story("S2")
    empty = Desk(MemoryStore(), story_clock=StepClock(NOW), machine_clock=StepClock(NOW), judge=lambda _: None)
    with pytest.raises(NotFoundError, match="none yet"):
        empty.story("S1")


def test_an_added_source_is_due_at_once_and_named_after_its_host_where_nobody_names_it(play: ReportPlay) -> None:
    added = desk_of(play).add_source("S1", RSS)
    assert (added.is_new, added.source.next_check_at, added.source.outlet) == (True, NOW, "volga-wire.example")
    assert added.source.kind is SourceKind.PAGE
    assert added.source.baseline
    again = desk_of(play).add_source("S1", RSS, "Volga Wire")
    assert (again.is_new, again.source.id) == (False, added.source.id)


@pytest.mark.parametrize("url", ["volga-wire.example", "ftp://a.example/", "https://", "pasted:x"])
def test_what_is_no_web_address_is_no_source(play: ReportPlay, url: str) -> None:
    with pytest.raises(InputError, match="no web address"):
        desk_of(play).add_source("S1", url)


@pytest.mark.parametrize("polling", [Polling.PAUSED, Polling.REMOVED])
def test_a_source_that_is_not_read_is_not_due_until_it_is_added_or_resumed(play: ReportPlay, polling: Polling) -> None:
    desk = desk_of(play)
    source = desk.add_source("S1", RSS).source
    assert desk.set_polling("S1", RSS, polling).source.next_check_at is None
    assert not desk.set_polling("S1", f"X{source.id}", polling).is_new
    added = desk.add_source("S1", RSS)
    assert (added.is_new, added.source.id, added.source.next_check_at) == (True, source.id, NOW)
    desk.set_polling("S1", f"x{source.id}", polling)
    assert desk.set_polling("S1", RSS, Polling.ON).source.next_check_at == NOW
    assert polled(play, RSS) is Polling.ON


def test_a_removed_source_is_not_paused_by_mistake(play: ReportPlay) -> None:
    desk = desk_of(play)
    desk.add_source("S1", RSS)
    desk.set_polling("S1", RSS, Polling.REMOVED)
    with pytest.raises(InputError, match="was removed: add it again"):
        desk.set_polling("S1", RSS, Polling.PAUSED)
    assert polled(play, RSS) is Polling.REMOVED


def test_a_source_must_be_one_of_the_story_and_be_read(play: ReportPlay) -> None:
    desk = desk_of(play)
    with pytest.raises(NotFoundError, match="has no source X99"):
        desk.set_polling("S1", "X99", Polling.PAUSED)
    seed = next(source for source in play.store.sources(1) if source.kind is SourceKind.PASTED)
    with pytest.raises(InputError, match="handed in as text"):
        desk.set_polling("S1", f"X{seed.id}", Polling.PAUSED)


def test_alerts_of_a_held_story_wait_and_go_when_it_is_let_go(play: ReportPlay) -> None:
    desk = desk_of(play)
    until = MACHINE + timedelta(days=3)
    held = desk.hold("S1", until)
    assert held.story.held_until == until
    assert held.waiting == len(play.store.alerts(1)) > 0
    due = {"limit": 50, "now": MACHINE, "lease_for": timedelta(minutes=1)}
    assert play.store.claim_alerts(**due) == ()  # type: ignore[arg-type]
    assert desk.hold("S1", None).story.held_until is None
    assert len(play.store.claim_alerts(**due)) == held.waiting  # type: ignore[arg-type]


def test_a_moment_that_has_passed_holds_nothing(play: ReportPlay) -> None:
    with pytest.raises(InputError, match="has passed"):
        desk_of(play).hold("S1", MACHINE)
    assert play.store.story(1).held_until is None


def test_a_story_is_closed_and_opened_again_once(play: ReportPlay) -> None:
    desk = desk_of(play)
    assert [desk.close("S1", closed=True)[1], desk.close("S1", closed=True)[1]] == [True, False]
    assert play.store.story(1).closed
    assert [desk.close("S1", closed=False)[1], desk.close("S1", closed=False)[1]] == [True, False]
    assert not play.store.story(1).closed


def test_what_goes_with_a_story_is_counted_before_and_gone_after(play: ReportPlay) -> None:
    desk = desk_of(play)
    story = desk.story("S1")
    holdings = desk.holdings(story)
    assert (holdings["sources"], holdings["articles"], holdings["versions"]) == (4, 3, 4)
    removed = desk.delete(story)
    assert {word: removed[word] for word in holdings} == dict(holdings)
    assert play.store.stories() == ()
    with pytest.raises(NotFoundError):
        desk.delete(story)


def test_the_reader_has_caught_up(play: ReportPlay) -> None:
    desk = desk_of(play)
    desk.mark_read(desk.story("S1"), NOW)
    assert play.store.story(1).read_at == NOW
