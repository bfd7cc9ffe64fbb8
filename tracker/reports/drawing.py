"""The drawn timeline: where each announced, moved and happened day stands. Numbers only; the template draws them.

Days are in order but not to scale: the space between two grows with the logarithm of their distance, so that a week's
slip can be seen beside a year's wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import log2

from tracker.reports.lines import DayMark, PlanLine, Tone

#: Pixels of the drawing's own coordinates.
WIDTH = 860
LEFT = 26
RIGHT = 48
TOP = 44
LANE = 54
#: Space between two days: that of neighbours, and what each doubling of their distance adds.
NEAR = 46
DOUBLING = 12
#: Lanes that are drawn; the table has all.
MOST_LANES = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the axis; the year is named where it begins."""

    x: float
    day: str
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A mark of one lane; `x` and `end` differ for a month or a range of days."""

    kind: str
    x: float
    end: float
    #: Where its symbol stands: in the middle, or around what happened within it.
    middle: float
    text: str
    #: What was announced is drawn as a ring around what happened then.
    is_ring: bool = False

    @property
    def is_span(self) -> bool:
        """Whether it is drawn as a bar."""
        return self.end > self.x


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One plan: its marks in order of announcement, and the moves between marks at different places."""

    id: str
    title: str
    outcome: str
    tone: Tone
    y: float
    points: tuple[Point, ...]
    moves: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All lanes over one axis."""

    width: float
    height: float
    axis: float
    today: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]


def draw(plans: Sequence[PlanLine], today: date) -> Drawing | None:
    """The drawing of all plans that name a day; None where none does."""
    drawn = [plan for plan in plans if plan.marks]
    drawn.sort(key=lambda plan: (plan.marks[0].first, plan.marks[-1].last))
    drawn = drawn[:MOST_LANES]
    if not drawn:
        return None
    days = sorted({today, *(day for plan in drawn for mark in plan.marks for day in (mark.first, mark.last))})
    places = _places(days)
    width = max(WIDTH, places[days[-1]] + RIGHT)
    return Drawing(
        width=width,
        height=TOP + LANE * len(drawn) + 8,
        axis=TOP - 14,
        today=places[today],
        ticks=_ticks([day for day in days if day != today or _is_named(day, drawn)], places),
        lanes=tuple(_lane(plan, TOP + LANE * number, places) for number, plan in enumerate(drawn)),
    )


def _is_named(day: date, plans: Sequence[PlanLine]) -> bool:
    return any(day in (mark.first, mark.last) for plan in plans for mark in plan.marks)


def _places(days: Sequence[date]) -> dict[date, float]:
    """Day -> x, stretched to the full width where there are few."""
    at, offsets = 0.0, [0.0]
    for before, after in pairwise(days):
        at += NEAR + DOUBLING * log2((after - before).days)
        offsets.append(at)
    room = WIDTH - LEFT - RIGHT
    stretch = room / at if 0 < at < room else 1.0
    return {day: round(LEFT + offset * stretch, 1) for day, offset in zip(days, offsets, strict=True)}


def _ticks(days: Sequence[date], places: dict[date, float]) -> tuple[Tick, ...]:
    ticks, year = [], None
    for day in days:
        ticks.append(Tick(x=places[day], day=f"{day.day} {day:%b}", year="" if day.year == year else str(day.year)))
        year = day.year
    return tuple(ticks)


def _lane(plan: PlanLine, y: float, places: dict[date, float]) -> Lane:
    points = [_point(mark, places) for mark in plan.marks]
    last = points[-1]
    if last.kind == "happened":
        points = [_around(point, last) for point in points]
    stops = list(dict.fromkeys(point.middle for point in points))
    return Lane(
        id=plan.id,
        title=plan.title if len(plan.title) <= 60 else f"{plan.title[:59]}…",
        outcome=plan.outcome,
        tone=plan.tone,
        y=y,
        points=tuple(points),
        moves=tuple(pairwise(stops)),
    )


def _point(mark: DayMark, places: dict[date, float]) -> Point:
    x, end = places[mark.first], places[mark.last]
    return Point(kind=mark.kind, x=x, end=end, middle=round((x + end) / 2, 1), text=mark.text)


def _around(point: Point, happened: Point) -> Point:
    """A ring, where the announced days hold what happened: nothing has moved then."""
    if point is happened or not point.x <= happened.middle <= point.end:
        return point
    return replace(point, middle=happened.middle, is_ring=True)
