"""A plan that has only a floor ("no earlier than June 1") moves with it, and when a day past it is named."""

from datetime import date

import pytest

from tracker.ledger.times import begins_later, first_day, is_moved
from tracker.model import Bound, EventTime, Precision


def floor(day: str, precision: Precision = Precision.DAY) -> EventTime:
    return EventTime(
        first=date.fromisoformat(day),
        last=None,
        precision=precision,
        bound=Bound.NOT_BEFORE,
        text=day,
        rule="date.full",
    )


def on(day: str) -> EventTime:
    when = date.fromisoformat(day)
    return EventTime(first=when, last=when, precision=Precision.DAY, text=day, rule="date.full")


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [
        (floor("2025-05-10"), floor("2025-05-06"), True),
        (floor("2025-05-01"), floor("2025-05-06"), True),
        (floor("2025-05-07"), floor("2025-05-06"), False),
        (on("2025-06-05"), floor("2025-06-01"), True),
        (on("2025-06-02"), floor("2025-06-01"), False),
        (on("2025-05-17"), floor("2025-05-01", Precision.MONTH), False),
        (on("2025-07-17"), floor("2025-05-01", Precision.MONTH), True),
        (floor("2025-05-06"), on("2025-05-08"), False),
        (floor("2025-05-10"), on("2025-05-08"), True),
    ],
)
def test_a_floor_moves(now: EventTime, before: EventTime, moved: bool) -> None:
    assert is_moved(now, before) is moved


def test_what_is_given_up_of_a_floor_is_its_first_day() -> None:
    given_up = first_day(floor("2025-05-06"))
    assert (given_up.first, given_up.last, given_up.bound) == (date(2025, 5, 6), date(2025, 5, 6), Bound.AT)
    assert first_day(on("2025-05-06")) == on("2025-05-06")


def test_a_later_begin_is_later() -> None:
    assert begins_later(floor("2025-05-10"), floor("2025-05-06"))
    assert not begins_later(on("2025-05-01"), floor("2025-05-06"))
