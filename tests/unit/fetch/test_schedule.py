"""When a source is read next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tracker.config import ScheduleSettings
from tracker.fetch.schedule import ladder_step, next_check_at
from tracker.model import Source, SourceHealth, SourceKind, Window

NOW = datetime(2025, 1, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SETTINGS = ScheduleSettings()
PAGE = Source(
    id=100,  # a multiple of 100 has no spread, so that the figures below are round
    story_id=1,
    url="https://courier.example/a",
    kind=SourceKind.PAGE,
    outlet="Courier",
    health=SourceHealth.READ,
    health_detail="",
    next_check_at=NOW,
    changed_at=NOW,
    read_at=NOW,
    etag=None,
    last_modified=None,
    failures=0,
    found_in=None,
    baseline=True,
)
FEED = replace(PAGE, kind=SourceKind.FEED)
PLAN = Window(begins=NOW + timedelta(days=20), ends=NOW + timedelta(days=21), overdue_from=NOW + timedelta(days=22))


def wait(
    source: Source,
    *,
    age: timedelta = timedelta(),
    failures: int = 0,
    limit: timedelta | None = None,
    windows: tuple[Window, ...] = (),
    now: datetime = NOW,
) -> timedelta:
    """How long the next check is put off."""
    due = next_check_at(
        source,
        now=now,
        changed_at=now - age,
        failures=failures,
        not_sooner_than=limit,
        windows=windows,
        tell_within=HOUR,
        settings=SETTINGS,
    )
    return due - now


@pytest.mark.parametrize(
    ("age", "interval"),
    [
        (timedelta(), timedelta(minutes=15)),
        (timedelta(hours=6), HOUR),
        (timedelta(days=3), 4 * HOUR),
        (timedelta(days=20), 12 * HOUR),
        (timedelta(days=31), timedelta(days=1)),
        (timedelta(days=4000), timedelta(days=1)),
    ],
)
def test_the_ladder_follows_the_age_of_the_last_change(age: timedelta, interval: timedelta) -> None:
    assert ladder_step(age, SETTINGS) == interval
    assert wait(PAGE, age=age) == interval


def test_a_pending_plan_keeps_feeds_at_a_quarter_of_tell_within() -> None:
    assert wait(FEED, age=timedelta(days=60), windows=(PLAN,)) == HOUR / 4
    assert wait(PAGE, age=timedelta(days=60), windows=(PLAN,)) == timedelta(days=1)
    assert wait(FEED, age=timedelta(days=60)) == timedelta(days=1)


def test_near_the_due_window_feeds_are_read_twice_as_often() -> None:
    near = PLAN.begins - timedelta(hours=3)
    assert wait(FEED, age=timedelta(days=60), windows=(PLAN,), now=near) == HOUR / 8


def test_what_the_host_asks_for_is_a_lower_limit() -> None:
    assert wait(PAGE, limit=3 * HOUR) == 3 * HOUR
    assert wait(FEED, limit=3 * HOUR, windows=(PLAN,)) == 3 * HOUR
    assert wait(PAGE, limit=timedelta(seconds=1)) == timedelta(minutes=15)


def test_a_failing_source_is_asked_ever_less_often_up_to_a_day() -> None:
    waits = [wait(PAGE, failures=failures) for failures in range(8)]
    assert waits[:3] == [timedelta(minutes=15), timedelta(minutes=30), HOUR]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=1)


def test_sources_of_one_rung_are_spread_and_each_keeps_its_place() -> None:
    waits = {wait(replace(PAGE, id=number)) for number in range(1, 60)}
    assert len(waits) > 50
    assert all(timedelta(minutes=15) <= each < timedelta(minutes=17) for each in waits)
    assert wait(replace(PAGE, id=7)) == wait(replace(PAGE, id=7))
