"""Courses of events from end to end: over HTTP, through the real daemon and SQLite, in story time."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.follower import Follower
from tracker.model import ChangeKind, NoticeKind, Outcome, Severity, State

SCENARIOS = Path(__file__).parents[1] / "scenarios"
MARCH = datetime(2025, 3, 20, tzinfo=UTC)
pytestmark = pytest.mark.demo


# --- the next step ---------------------------------------------------------------------------------------------------
def test_what_follows_a_signing_is_watched_by_itself_and_told_once(tmp_path: Path) -> None:
    with Follower(SCENARIOS / "next-step", tmp_path) as follower:
        follower.run_to(MARCH)
        assert follower.told() == []
        signing, _ = follower.event("sign", "treaty")
        number = next(each.id for each in follower.app.store.book(1).events if each.value.key == signing.key)
        follower.app.correcting.watch(f"E{number}", on=True, because="what follows it matters", by="Anna")
        signing, signed = follower.event("sign", "treaty")
        assert (signed.state, signing.watched) == (State.HAPPENED, True)
        follower.run_to(follower.course.ends)

        told = [(each.value.label, each.value.event_key) for each in follower.told()]
        vote, voted = follower.event("ratify", "duma")
        assert vote.watched
        assert voted.outcome is Outcome.AS_ANNOUNCED
        assert [label for label, key in told if key == vote.key] == ["NEW", "HAPPENED"]
        law = next(
            event
            for event in (each.value for each in follower.app.store.book(1).events)
            if "law" in event.title.lower()
        )
        assert [label for label, key in told if key == law.key] == ["HAPPENED"]
        assert signing.key not in {key for _, key in told}
        assert len(told) == 3


# --- honest silence --------------------------------------------------------------------------------------------------
DOWN, UP = datetime(2025, 1, 16, 9, tzinfo=UTC), datetime(2025, 1, 18, 9, 30, tzinfo=UTC)
EXCLUDED = ("Quiet Herald", "Северный Вестник")


def silent(tmp_path: Path, *, postponed: bool = False) -> Path:
    """The course; with the source that says that it was put off."""
    folder = tmp_path / "course"
    shutil.copytree(SCENARIOS / "honest-silence", folder)
    if postponed:
        (folder / "gulf-monitor.page.postponed").rename(folder / "gulf-monitor-updated.page")
        page = folder / "gulf-monitor.page"
        ended = page.read_text(encoding="utf-8").replace(
            "In-Feed: no", "Served-Until: 2025-01-17T11:00+03:00\nIn-Feed: no"
        )
        page.write_text(ended, encoding="utf-8")
    return folder


def test_silence_says_what_was_read_and_what_not(tmp_path: Path) -> None:
    with Follower(silent(tmp_path), tmp_path / "data") as follower:
        follower.run_to(DOWN)
        follower.down_until(UP)
        follower.run_to(datetime(2025, 1, 21, tzinfo=UTC))
        (silence,) = follower.told()
        assert (silence.value.kind, silence.value.severity) == (ChangeKind.OVERDUE, Severity.ALERT)
        assert silence.value.why.startswith("no report yet; 7 of 9 sources read since")
        for name in EXCLUDED:
            assert name in silence.value.why.partition("not counted")[2]
        assert "not watched from 16 Jan 2025, 09:00 UTC to 18 Jan 2025, 09:30 UTC" in silence.value.why
        assert all(source.read_at is None or source.read_at > UP for source in follower.app.store.sources(1)[1:])


def test_nothing_is_overdue_before_the_sources_were_read_again(tmp_path: Path) -> None:
    """Down until long after the day: the first thing that the daemon does is read."""
    with Follower(silent(tmp_path, postponed=True), tmp_path / "data") as follower:
        follower.run_to(DOWN)
        follower.down_until(datetime(2025, 1, 21, 9, 30, tzinfo=UTC))
        follower.run_to(datetime(2025, 1, 22, tzinfo=UTC))
        assert [each.value.label for each in follower.told()] == ["POSTPONED"]


def test_one_source_that_says_postponed_is_all_that_is_told(tmp_path: Path) -> None:
    with Follower(silent(tmp_path, postponed=True), tmp_path / "data") as follower:
        follower.run_to(DOWN)
        follower.down_until(UP)
        follower.run_to(datetime(2025, 1, 21, tzinfo=UTC))
        assert follower.lines() == ["POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025"]
        assert not [notice for notice in follower.app.store.notices(1) if notice.kind is NoticeKind.NOT_WATCHED]
