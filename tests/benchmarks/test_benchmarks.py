"""The benchmarks measure what they say; how long anything takes is asserted nowhere."""

import random

from tests.benchmarks import linking
from tests.benchmarks.__main__ import _line
from tests.benchmarks.articles import changed, long_story, reports
from tests.benchmarks.measure import Figure, figure


def test_a_report_has_ten_paragraphs_and_a_changed_one_differs_in_one() -> None:
    for report in reports():
        other = changed(report, 13)
        assert len(report) == len(other) == 10
        assert [n for n, pair in enumerate(zip(report, other, strict=True)) if pair[0] != pair[1]] == [3]


def test_the_long_story_is_the_same_each_time() -> None:
    assert list(long_story(articles=3)) == list(long_story(articles=3))
    assert len(list(long_story(articles=3))) == 3


def test_a_figure_is_a_median_inside_its_interval() -> None:
    draw = random.Random(1)
    found = figure("x", [draw.gauss(10, 1) for _ in range(101)], unit="ms", limit=9.0)
    assert found.low < found.value < found.high
    assert 9.5 < found.value < 10.5
    assert found.items == 101


def test_linking_is_measured_once_the_story_is_long_enough() -> None:
    (found,) = linking.figures(claims=40)
    assert found.items == 20
    assert found.value > 0


def test_a_figure_over_its_limit_is_marked() -> None:
    kept = Figure(name="a", value=1.0, low=0.9, high=1.1, items=3, unit="x", limit=1.6)
    over = Figure(name="a", value=2.0, low=1.9, high=2.1, items=3, unit="x", limit=1.6)
    assert "kept" in _line(kept)
    assert "OVER" in _line(over)
    assert "kept" not in _line(over)
