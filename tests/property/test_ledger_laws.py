"""Laws of the ledger: order of arrival doesn't matter, silence is never an outcome, a change is told once."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TREATY, make_claim, make_event, make_reading, make_row, make_version, moment, on_day
from tests.story_play import StoryPlay
from tracker.config import JudgeSettings
from tracker.ledger import fold
from tracker.model import Claim, LedgerRow, Outcome, State, Status, Strength, Version

SETTINGS = JudgeSettings()
NOW = moment("2025-03-01")
DAYS = ["2025-01-15", "2025-01-16", "2025-01-17", "2025-01-18", "2025-01-20", "2025-01-24", "2025-01-26"]
READINGS = (make_reading(1, read="2025-02-28"), make_reading(2, outlet="Moscow Wire", read="2025-02-28"))


@st.composite
def mentions(draw: st.DrawFn, status: st.SearchStrategy[Status] | None = None) -> list[tuple[Version, Claim]]:
    """Up to seven articles of four outlets, each with one mention of the signing."""
    found = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        version = make_version(
            f"Article {number} tells of the signing of the treaty in words of its own: {number * 7919}.",
            id=number,
            outlet=draw(st.sampled_from(["Caspian Courier", "Moscow Wire", "Tehran Post", "Baku Herald"])),
            on=draw(st.sampled_from(DAYS)) + f"T12:0{number}",
        )
        claim = make_claim(
            version,
            "sign",
            draw(status or st.sampled_from(list(Status))),
            object=TREATY,
            time=draw(st.none() | st.sampled_from(DAYS).map(on_day)),
            time_before=draw(st.none() | st.sampled_from(DAYS).map(on_day)),
            strength=draw(st.sampled_from(list(Strength))),
            background=draw(st.booleans()),
        )
        found.append((version, claim))
    return found


def _rows(told: Sequence[tuple[Version, Claim]]) -> list[LedgerRow]:
    return [make_row(version, claim) for version, claim in told]


@given(mentions(), st.data())
def test_the_order_of_arrival_does_not_matter(told: list[tuple[Version, Claim]], data: st.DataObject) -> None:
    rows = _rows(told)
    shuffled = data.draw(st.permutations(rows))
    event = make_event()
    assert fold(event, rows, now=NOW, readings=READINGS, settings=SETTINGS) == fold(
        event, shuffled, now=NOW, readings=READINGS, settings=SETTINGS
    )


@given(mentions())
def test_nothing_happens_unless_somebody_says_so(told: list[tuple[Version, Claim]]) -> None:
    known = fold(make_event(), _rows(told), now=NOW, readings=READINGS, settings=SETTINGS)
    said = {claim.status for _, claim in told}
    if known.state is State.HAPPENED:
        assert Status.HAPPENED in said
    if known.state is State.CANCELLED:
        assert Status.CANCELLED in said
    if known.outcome is Outcome.OVERDUE:
        assert known.expectation is not None
        assert known.expectation.window.overdue_from is not None
        assert known.expectation.window.overdue_from <= NOW


@given(mentions())
def test_rows_that_fell_say_nothing(told: list[tuple[Version, Claim]]) -> None:
    rows = _rows(told)
    fallen = [make_row(version, claim, standing=False) for version, claim in told]
    event = make_event()
    assert fold(event, [*fallen, *rows], now=NOW, readings=READINGS, settings=SETTINGS) == fold(
        event, rows, now=NOW, readings=READINGS, settings=SETTINGS
    )
    assert fold(event, fallen, now=NOW, readings=READINGS, settings=SETTINGS).state is State.UNKNOWN


@given(mentions())
def test_unread_sources_never_make_a_plan_overdue(told: list[tuple[Version, Claim]]) -> None:
    blind = (make_reading(1, excluded="asks for a password"), make_reading(2))
    known = fold(make_event(), _rows(told), now=NOW, readings=blind, settings=SETTINGS)
    assert known.outcome is not Outcome.OVERDUE
    assert known.state is not State.OVERDUE


@given(mentions())
def test_judging_again_tells_nothing_new(told: list[tuple[Version, Claim]]) -> None:
    play = StoryPlay()
    for version, claim in told:
        play.read(version, [claim])
    keys = [change.key for change in play.changes]
    assert len(keys) == len(set(keys))
    assert all(len(change.title) <= 70 and change.why for change in play.changes)
    again = StoryPlay()
    for version, claim in told:
        again.read(version, [claim])
    assert [change.key for change in again.changes] == keys


@given(mentions(), st.integers(0, 60))
def test_the_clock_alone_tells_a_silence_once(told: list[tuple[Version, Claim]], days: int) -> None:
    play = StoryPlay()
    for version, claim in told:
        play.read(version, [claim])
    since = max(version.seen_at for version, _ in told)
    play.until(since + timedelta(days=days), since=since, readings=READINGS)
    count = len(play.changes)
    play.until(since + timedelta(days=days), since=since, readings=READINGS)
    assert len(play.changes) == count
