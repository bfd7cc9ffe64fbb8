"""Settle windows, quiet hours and digests: by the wall clock of a zone, right where its clocks are put forward."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.builders import moment
from tracker.alerts.timing import after_quiet, due_at, next_digest
from tracker.config import AlertSettings, Digest, Quiet
from tracker.model import Severity

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")


def night(zone: ZoneInfo = MOSCOW, *, alerts: bool = False, ends: time = time(7)) -> AlertSettings:
    """Quiet from 22:00."""
    return AlertSettings(zone=zone, quiet=Quiet(begins=time(22), ends=ends), quiet_alerts=alerts)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2025-01-16T18:59", "2025-01-16T18:59"),  # 21:59 in Moscow
        ("2025-01-16T19:00", "2025-01-17T04:00"),
        ("2025-01-16T23:30", "2025-01-17T04:00"),
        ("2025-01-17T03:59", "2025-01-17T04:00"),
        ("2025-01-17T04:00", "2025-01-17T04:00"),
    ],
)
def test_quiet_hours_run_over_midnight_in_their_zone(at: str, until: str) -> None:
    assert after_quiet(moment(at), Severity.NOTICE, settings=night()) == moment(until)


def test_quiet_hours_of_one_day() -> None:
    settings = AlertSettings(zone=MOSCOW, quiet=Quiet(begins=time(13), ends=time(14)))
    assert after_quiet(moment("2025-01-16T10:30"), Severity.NOTICE, settings=settings) == moment("2025-01-16T11:00")
    assert after_quiet(moment("2025-01-16T11:00"), Severity.NOTICE, settings=settings) == moment("2025-01-16T11:00")


def test_an_alert_breaks_through_where_it_may() -> None:
    at = moment("2025-01-16T23:30")
    assert after_quiet(at, Severity.ALERT, settings=night(alerts=True)) == at
    assert after_quiet(at, Severity.ALERT, settings=night(alerts=False)) == moment("2025-01-17T04:00")
    assert after_quiet(at, Severity.NOTICE, settings=night(alerts=True)) == moment("2025-01-17T04:00")


def test_the_night_in_which_clocks_go_forward_is_an_hour_shorter() -> None:
    settings = night(BERLIN)
    assert after_quiet(moment("2025-03-28T23:00"), Severity.NOTICE, settings=settings) == moment("2025-03-29T06:00")
    assert after_quiet(moment("2025-03-29T23:00"), Severity.NOTICE, settings=settings) == moment("2025-03-30T05:00")


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_end_soon_after_either() -> None:
    settings = night(BERLIN, ends=time(2, 30))
    first, second = moment("2025-10-26T00:10"), moment("2025-10-26T01:10")  # 02:10, twice
    assert after_quiet(first, Severity.NOTICE, settings=settings) == moment("2025-10-26T00:30")
    assert after_quiet(second, Severity.NOTICE, settings=settings) == moment("2025-10-26T01:30")


@pytest.mark.parametrize(
    ("at", "digest", "zone", "due"),
    [
        ("2025-01-16T04:59", Digest(at=time(8)), MOSCOW, "2025-01-16T05:00"),
        ("2025-01-16T05:00", Digest(at=time(8)), MOSCOW, "2025-01-16T05:00"),
        ("2025-01-16T05:01", Digest(at=time(8)), MOSCOW, "2025-01-17T05:00"),
        ("2025-01-16T05:01", Digest(at=time(8), weekday=0), MOSCOW, "2025-01-20T05:00"),
        ("2025-01-20T05:00", Digest(at=time(8), weekday=0), MOSCOW, "2025-01-20T05:00"),
        ("2025-01-20T05:01", Digest(at=time(8), weekday=0), MOSCOW, "2025-01-27T05:00"),
        ("2025-03-29T08:00", Digest(at=time(8)), BERLIN, "2025-03-30T06:00"),  # summer time began
        ("2025-10-25T08:00", Digest(at=time(8)), BERLIN, "2025-10-26T07:00"),
        ("2025-03-29T20:00", Digest(at=time(2, 30)), BERLIN, "2025-03-30T01:30"),  # no 02:30 that day
        ("2025-10-25T20:00", Digest(at=time(2, 30)), BERLIN, "2025-10-26T00:30"),  # the first of two
    ],
)
def test_a_digest_goes_by_the_wall_clock(at: str, digest: Digest, zone: ZoneInfo, due: str) -> None:
    assert next_digest(moment(at), digest, zone=zone) == moment(due)


def test_a_notice_settles_first_and_then_waits_for_the_morning() -> None:
    settings = night()
    evening = moment("2025-01-16T18:57")  # 21:57
    assert due_at(evening, Severity.NOTICE, settings=settings, settles=True) == moment("2025-01-17T04:00")
    assert due_at(evening, Severity.NOTICE, settings=settings) == evening


def test_a_digest_takes_what_settled_before_it_however_loud() -> None:
    settings, digest = AlertSettings(zone=MOSCOW), Digest(at=time(8))
    before: datetime = moment("2025-01-16T05:00") - timedelta(minutes=1)
    assert due_at(before, Severity.ALERT, settings=settings, digest=digest, settles=True) == moment("2025-01-16T05:00")
    assert due_at(before, Severity.NOTICE, settings=settings, digest=digest, settles=True) == moment("2025-01-17T05:00")
