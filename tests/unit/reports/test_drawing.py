"""The drawn timeline: days in order, moves between them, ranges as bars."""

from datetime import date
from itertools import pairwise

from tests.report_play import ReportPlay, says, slipped
from tracker.model import Status
from tracker.reports.drawing import MOST_LANES, WIDTH, draw

TODAY = date(2025, 1, 16)


def test_a_moved_plan_has_an_arrow_from_the_old_day_to_the_new() -> None:
    play = slipped()
    drawing = draw(play.reports.story(1, play.now).plans, TODAY)
    assert drawing is not None
    (lane,) = drawing.lanes
    assert [point.kind for point in lane.points] == ["announced", "moved"]
    ((start, end),) = lane.moves
    assert start < end
    assert [tick.day for tick in drawing.ticks] == ["17 Jan", "24 Jan"]
    assert [tick.year for tick in drawing.ticks] == ["2025", ""]


def test_days_keep_their_order_and_their_room() -> None:
    play = ReportPlay()
    for number, day in enumerate(("2025-01-17", "2025-01-18", "2025-10-02", "2027-03-01")):
        text = f"Part {number} will be signed."
        play.publish(f"Outlet {number}", text, says(text, "visit", day=day), on=f"2025-01-1{number}")
    plans = play.reports.story(1, play.now).plans
    drawing = draw(plans, TODAY)
    assert drawing is not None
    places = [tick.x for tick in drawing.ticks]
    assert places == sorted(places)
    assert all(after - before >= 40 for before, after in pairwise(places))
    assert drawing.width >= WIDTH


def test_a_month_is_a_bar() -> None:
    play = ReportPlay()
    play.paste("It will be signed in October.", says("It will be signed in October.", day="2025-10"))
    drawing = draw(play.reports.story(1, play.now).plans, TODAY)
    assert drawing is not None
    (point,) = drawing.lanes[0].points
    assert point.is_span
    assert point.x < point.middle < point.end


def test_what_happened_as_announced_has_no_arrow() -> None:
    play = ReportPlay()
    play.paste("It will be signed on Friday.", says("It will be signed on Friday.", day="2025-01-17"))
    play.publish("Wire", "Signed.", says("Signed.", status=Status.HAPPENED, day="2025-01-17"), on="2025-01-17")
    drawing = draw(play.reports.story(1, play.now).plans, TODAY)
    assert drawing is not None
    assert [point.kind for point in drawing.lanes[0].points] == ["announced", "happened"]
    assert drawing.lanes[0].moves == ()


def test_nothing_dated_draws_nothing() -> None:
    assert draw((), TODAY) is None
    assert MOST_LANES > 5
