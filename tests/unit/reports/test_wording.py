"""What changed from what to what, in one line."""

from datetime import time

import pytest

from tests.builders import moment, on_day
from tracker.model import (
    Bound,
    Change,
    ChangeKind,
    EventTime,
    Facet,
    Precision,
    Severity,
    State,
    headline_of,
    moved_text,
    subject_of,
    time_text,
)


def change(
    kind: ChangeKind,
    title: str,
    before: Facet | None = None,
    after: Facet | None = None,
) -> Change:
    """A change with those sides."""
    return Change(
        key="k",
        story_id=1,
        event_key="sign",
        article_id=1,
        version_id=1,
        kind=kind,
        severity=Severity.ALERT,
        title=title,
        before=before,
        after=after,
        why="What was announced has an outcome.",
        rule="change.outcome",
        evidence=(),
        evidence_before=(),
        said_by="",
        voices=1,
        copies=0,
        published_at=None,
        seen_at=moment("2025-01-17"),
    )


PLANNED = Facet(state=State.PLANNED, time=on_day("2025-01-17"), text="planned for Fri 17 Jan 2025")


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (on_day("2025-01-17"), "Fri 17 Jan 2025"),
        (on_day("2025-10"), "Oct 2025"),
        (on_day("2025"), "2025"),
        (on_day("2024-10-22", to="2024-10-24"), "22-24 Oct 2024"),
        (on_day("2025-01-30", to="2025-02-02"), "30 Jan 2025 to 2 Feb 2025"),
        (on_day("2025-09-01", to="2025-11-30"), "Sep 2025 to Nov 2025"),
        (on_day("2025-01-17", bound=Bound.NOT_BEFORE), "from Fri 17 Jan 2025"),
        (on_day("2025-01-17", bound=Bound.NOT_AFTER), "by Fri 17 Jan 2025"),
        (on_day("2025-01-17", bound=Bound.ABOUT), "about Fri 17 Jan 2025"),
        (None, "no day named"),
    ],
)
def test_event_times_in_words(when: EventTime | None, text: str) -> None:
    assert time_text(when) == text


def test_a_named_hour_is_said() -> None:
    first = on_day("2025-01-17").first
    when = EventTime(first=first, last=first, precision=Precision.HOUR, clock=time(14, 30), text="2.30 pm", rule="r")
    assert time_text(when) == "Fri 17 Jan 2025, 14:30"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("Fri 17 Jan 2025", "Fri 24 Jan 2025", "Fri 17 -> Fri 24 Jan 2025"),
        ("47 articles", "48 articles", "47 -> 48 articles"),
        ("Fri 17 Jan 2025", "Feb 2025", "Fri 17 Jan 2025 -> Feb 2025"),
        ("20 years", "20 years", "20 -> 20 years"),
        ("holds", "does not hold", "holds -> does not hold"),
    ],
)
def test_shared_last_words_are_said_once(before: str, after: str, text: str) -> None:
    assert moved_text(before, after) == text


@pytest.mark.parametrize(
    ("after", "headline"),
    [
        (
            Facet(state=State.POSTPONED, time=on_day("2025-01-24"), text="postponed to Fri 24 Jan 2025"),
            "POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025",
        ),
        (
            Facet(state=State.POSTPONED, text="postponed, no new day named"),
            "POSTPONED: treaty signing, no new day named, was due Fri 17 Jan 2025",
        ),
        (
            Facet(state=State.HAPPENED, time=on_day("2025-01-17"), text="happened as announced, Fri 17 Jan 2025"),
            "HAPPENED: treaty signing, as announced, Fri 17 Jan 2025",
        ),
        (
            Facet(
                state=State.HAPPENED,
                time=on_day("2025-01-17", bound=Bound.ABOUT),
                text="happened as announced, about Fri 17 Jan 2025",
            ),
            "HAPPENED: treaty signing, as announced, about Fri 17 Jan 2025",
        ),
        (
            Facet(state=State.HAPPENED, time=on_day("2025-01-21"), text="happened late, Tue 21 Jan 2025"),
            "HAPPENED: treaty signing, late, Tue 21 Jan 2025, was due Fri 17 Jan 2025",
        ),
        (Facet(state=State.CANCELLED, text="cancelled"), "CANCELLED: treaty signing, was due Fri 17 Jan 2025"),
    ],
)
def test_an_outcome_says_what_became_of_the_plan(after: Facet, headline: str) -> None:
    assert headline_of(change(ChangeKind.STATUS, f"Treaty signing: {after.text}", PLANNED, after)) == headline


def test_silence_says_the_day_that_passed() -> None:
    after = Facet(state=State.OVERDUE, time=on_day("2025-01-17"), text="no report yet")
    told = change(ChangeKind.OVERDUE, "Treaty signing: no report yet", PLANNED, after)
    assert headline_of(told) == "NO REPORT YET: treaty signing, due Fri 17 Jan 2025"


def test_what_was_taken_back_is_named() -> None:
    before = Facet(state=State.HAPPENED, text="happened")
    told = change(ChangeKind.RETRACTED, "Treaty signing: taken back (happened)", before, PLANNED)
    assert headline_of(told) == "TAKEN BACK: treaty signing, had been told as happened"


def test_a_title_that_was_cut_still_gives_its_subject() -> None:
    after = Facet(state=State.PLANNED, text="planned for Fri 17 Jan 2025")
    assert subject_of(change(ChangeKind.NEW_CLAIM, "Visit: Pezeshkian, Russia: planned for…", None, after)) == (
        "Visit: Pezeshkian, Russia"
    )


def test_an_acronym_keeps_its_capitals_inside_a_line() -> None:
    told = change(ChangeKind.NUMBER, "IAEA report: 3 -> 4", Facet(text="3"), Facet(text="4"))
    assert headline_of(told) == "NUMBER: IAEA report, 3 -> 4"
