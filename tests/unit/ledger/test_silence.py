"""Due windows, and what silence comes to."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests.builders import (
    CLASSES,
    TREATY,
    make_book,
    make_claim,
    make_event,
    make_reading,
    make_row,
    make_version,
    moment,
    on_day,
)
from tracker.claims import ClaimReader
from tracker.config import JudgeSettings
from tracker.ledger import fold, next_moment, pending_windows, review
from tracker.ledger.times import window_of
from tracker.model import (
    Bound,
    ChangeKind,
    EventTime,
    Outcome,
    Precision,
    Severity,
    SourceReading,
    State,
    StoryBook,
    Strength,
    time_text,
)

SETTINGS = JudgeSettings()
OVERDUE = moment("2025-01-19T12:00")


def book(*readings: SourceReading, strength: Strength = Strength.FIRM) -> StoryBook:
    """A story that awaits the signing on 17 January."""
    version = make_version("The treaty will be signed on Friday, January 17.")
    claim = make_claim(version, object=TREATY, time=on_day("2025-01-17"), strength=strength)
    return make_book(events=[make_event("sign", object=TREATY)], rows=[make_row(version, claim)], readings=readings)


def outcome(story: StoryBook, now: str) -> Outcome | None:
    """The signing's outcome at a moment."""
    event = story.events[0].value
    return fold(event, story.rows, now=moment(now), readings=story.readings, settings=SETTINGS).outcome


def test_a_day_without_a_zone_is_any_place_s_day() -> None:
    window = window_of(on_day("2025-01-17"), Strength.FIRM, SETTINGS)
    assert window.begins == moment("2025-01-16T10:00")
    assert window.ends == moment("2025-01-18T12:00")
    assert window.overdue_from == moment("2025-01-19T12:00")


def test_a_day_in_a_known_place_is_that_place_s_day() -> None:
    window = window_of(on_day("2025-01-17", zone="Europe/Moscow"), Strength.FIRM, SETTINGS)
    assert window.begins == moment("2025-01-16T21:00")
    assert window.ends == moment("2025-01-17T21:00")


def test_a_named_hour_is_overdue_after_two_hours() -> None:
    at_noon = replace(on_day("2025-01-17", zone="Europe/Moscow"), clock=time(12, 0), precision=Precision.HOUR)
    window = window_of(at_noon, Strength.FIRM, SETTINGS)
    assert window.begins == moment("2025-01-17T09:00")
    assert window.overdue_from == window.ends + timedelta(hours=2)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Putin and Pezeshkian will sign the treaty at 2 p.m. Moscow time on Friday.", "2025-01-17T11:00"),
        ("They will sign the treaty at 0930 GMT on January 17.", "2025-01-17T09:30"),
        # The zone's own clock in January and in July.
        ("They will sign the treaty at 10 a.m. EST on January 17.", "2025-01-17T15:00"),
        ("They will sign the treaty at 10 a.m. EDT on July 17.", "2025-07-17T14:00"),
        # The place's clock, where the hour names no zone.
        ("The treaty will be signed in Berlin at 10 a.m. on January 17.", "2025-01-17T09:00"),
        ("They will sign the treaty at 6:40 p.m. (GMT +8) on January 17.", "2025-01-17T10:40"),
    ],
)
def test_an_hour_in_the_text_is_overdue_after_two_hours(text: str, begins: str) -> None:
    claims = ClaimReader().read(make_version(text, on="2025-01-15"))
    (when,) = [claim.time for claim in claims if claim.event_class == "sign" and claim.time is not None]
    window = window_of(when, Strength.FIRM, SETTINGS)
    assert window.begins == moment(begins)
    assert window.overdue_from == window.begins + timedelta(hours=1) + SETTINGS.overdue_hour


def test_an_hour_of_no_known_zone_is_any_place_s_hour() -> None:
    claims = ClaimReader().read(make_version("They will sign the treaty at 10 a.m. on January 17.", on="2025-01-15"))
    (when,) = [claim.time for claim in claims if claim.event_class == "sign" and claim.time is not None]
    window = window_of(when, Strength.FIRM, SETTINGS)
    assert (when.clock, when.zone) == (time(10, 0), None)
    assert window.overdue_from == moment("2025-01-17T22:00") + SETTINGS.overdue_hour


@pytest.mark.parametrize(
    ("when", "strength", "patience"),
    [
        (on_day("2025-01"), Strength.FIRM, timedelta(days=3)),
        (on_day("2025-01-17"), Strength.SOFT, timedelta(days=7)),
        (on_day("2025-01-17"), Strength.CONDITIONAL, None),
        (on_day("2025-01-17"), Strength.NO_EARLIER_THAN, None),
        (on_day("2025-01-17", bound=Bound.NOT_BEFORE), Strength.FIRM, None),
    ],
)
def test_patience_by_precision_and_strength(when: EventTime, strength: Strength, patience: timedelta | None) -> None:
    window = window_of(when, strength, SETTINGS)
    assert window.overdue_from == (window.ends + patience if patience is not None else None)


def test_pending_then_due_then_overdue() -> None:
    story = book(make_reading(1, read="2025-01-20"), make_reading(2, read="2025-01-20"))
    assert outcome(story, "2025-01-16T09:59") is Outcome.PENDING
    assert outcome(story, "2025-01-16T10:00") is Outcome.DUE
    assert outcome(story, "2025-01-19T11:59") is Outcome.DUE
    assert outcome(story, "2025-01-19T12:00") is Outcome.OVERDUE


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([make_reading(1, read="2025-01-20"), make_reading(2, read="2025-01-20")], Outcome.OVERDUE),
        ([make_reading(1, read="2025-01-20")], Outcome.OVERDUE),
        ([make_reading(1, read="2025-01-20"), make_reading(2, read="2025-01-18")], Outcome.CANNOT_TELL),
        ([make_reading(1, read="2025-01-20"), make_reading(2, read="2025-01-20", excluded="x")], Outcome.CANNOT_TELL),
        ([make_reading(1, excluded="asks for a password")], Outcome.CANNOT_TELL),
        ([], Outcome.CANNOT_TELL),
    ],
)
def test_overdue_needs_sources_read_after_that_moment(readings: list[SourceReading], expected: Outcome) -> None:
    assert outcome(book(*readings), "2025-01-21") is expected


def test_a_silence_is_told_once_and_names_what_was_read() -> None:
    story = book(
        make_reading(1, outlet="Caspian Courier", read="2025-01-20"),
        make_reading(2, outlet="Moscow Wire", read="2025-01-20"),
        make_reading(3, outlet="Tehran Post", excluded="asks for a password"),
    )
    told = review(story, classes=CLASSES, now=OVERDUE, settings=SETTINGS).changes
    assert [(change.kind, change.severity) for change in told] == [(ChangeKind.OVERDUE, Severity.ALERT)]
    assert "2 of 3 sources read since" in told[0].why
    assert "Caspian Courier, Moscow Wire" in told[0].why
    assert "Tehran Post (asks for a password)" in told[0].why
    assert told[0].said_by == ""
    again = replace(story, change_keys=frozenset(change.key for change in told))
    assert review(again, classes=CLASSES, now=OVERDUE, settings=SETTINGS).changes == ()


def test_too_little_read_is_a_notice_and_asked_again_each_day() -> None:
    story = book(make_reading(1), make_reading(2))
    told = review(story, classes=CLASSES, now=OVERDUE, settings=SETTINGS).changes
    assert [(change.severity, change.after and change.after.text) for change in told] == [
        (Severity.NOTICE, "cannot tell")
    ]
    assert next_moment(story, now=OVERDUE, settings=SETTINGS) == OVERDUE + timedelta(days=1)


def test_the_next_moments_are_the_window_s_own() -> None:
    story = book(make_reading(1, read="2025-01-20"))
    moments, now = [], moment("2025-01-15")
    while (following := next_moment(story, now=now, settings=SETTINGS)) is not None:
        moments.append(following)
        now = following
    assert moments == [moment("2025-01-16T10:00"), moment("2025-01-18T12:00"), OVERDUE]
    assert [plan.window.begins for plan in pending_windows(story, now=now, settings=SETTINGS)] == [moments[0]]


def test_unwatched_and_foreign_plans_are_not_awaited() -> None:
    story = book(make_reading(1, read="2025-01-20"))
    event = story.events[0]
    for other in (replace(event.value, watched=False), replace(event.value, of_story=False)):
        quiet = replace(story, events=(replace(event, value=other),))
        assert review(quiet, classes=CLASSES, now=OVERDUE, settings=SETTINGS).changes == ()
        assert next_moment(quiet, now=moment("2025-01-15"), settings=SETTINGS) is None


def test_an_overdue_event_says_so_in_its_state() -> None:
    story = book(make_reading(1, read="2025-01-20"))
    known = fold(story.events[0].value, story.rows, now=OVERDUE, readings=story.readings, settings=SETTINGS)
    assert known.state is State.OVERDUE
    assert known.why.startswith("The day has passed")


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (on_day("2025-01-17"), "Fri 17 Jan 2025"),
        (on_day("2025-10"), "Oct 2025"),
        (on_day("2025"), "2025"),
        (on_day("2024-10-22", to="2024-10-24"), "22-24 Oct 2024"),
        (on_day("2025-01-17", bound=Bound.NOT_BEFORE), "from Fri 17 Jan 2025"),
        (on_day("2025-01-17", bound=Bound.NOT_AFTER), "by Fri 17 Jan 2025"),
        (on_day("2025-01-17", bound=Bound.ABOUT), "about Fri 17 Jan 2025"),
        (None, "no day named"),
    ],
)
def test_times_for_people(when: EventTime | None, text: str) -> None:
    assert time_text(when) == text
