"""What changed since its reader caught up: net changes with their way, what is open, what was taken back, gaps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import moment
from tests.report_play import ReportPlay, says, slipped
from tracker.model import Judgement, Polling, Status, Watch, Withdrawal
from tracker.reports import to_json, to_text
from tracker.reports.answers import Gap, SinceStory
from tracker.reports.gaps import span_text
from tracker.reports.since import unwatched

SIGNED = "Putin and Pezeshkian signed the treaty on Friday, January 24."


def since(play: ReportPlay, day: str | None = None) -> SinceStory:
    """The one story since that day, as it is shown: it must fit a terminal."""
    page = play.reports.since(play.now, since=moment(day) if day is not None else None)
    assert all(len(line) <= 80 or "://" in line for line in to_text(page).splitlines())
    assert '"page": "since"' in to_json(page)
    (story,) = page.stories
    return story


def text(play: ReportPlay, day: str) -> str:
    """What the screen says, on one line."""
    return " ".join(to_text(play.reports.since(play.now, since=moment(day))).split())


def signed_after_all() -> ReportPlay:
    """Put off to the 24th, and signed then."""
    play = slipped()
    read = says(SIGNED, status=Status.HAPPENED, day="2025-01-24")
    play.publish("Volga Wire", SIGNED, read, on="2025-01-24T15:00")
    return play


def test_each_event_has_its_two_ends_and_the_way_between() -> None:
    play = signed_after_all()
    (number, signing) = sorted(since(play, "2025-01-14T13:00").events, key=lambda each: each.id, reverse=True)
    assert (number.before, number.after, len(number.path)) == ("47 articles", "48 articles", 1)
    assert (signing.before, signing.outcome) == ("planned for Fri 17 Jan 2025", "happened as last announced")
    assert [each.label for each in signing.path] == ["postponed", "happened"]
    shown = text(play, "2025-01-14T13:00")
    assert "47 -> 48 articles; 15 Jan 2025, said by Caspian Courier (N3)" in shown
    assert "- 16 Jan 2025 POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025 (N4)" in shown


def test_what_was_seen_before_is_not_told_again() -> None:
    play = signed_after_all()
    assert [len(each.path) for each in since(play, "2025-01-20").events] == [1]
    story = since(play, "2025-01-25")
    assert (story.events, story.untold) == ((), 0)
    assert "Nothing changed that is told." in text(play, "2025-01-25")


def test_without_a_moment_it_begins_where_the_reader_had_read_to_or_else_at_the_first_reading() -> None:
    play = signed_after_all()
    begun = since(play)
    assert (begun.since, begun.mark) == (moment("2025-01-13"), "its beginning")
    play.store.mark_read(1, at=moment("2025-01-20"))
    read = since(play)
    assert (read.since, read.mark, len(read.events)) == (moment("2025-01-20"), "where you had read to", 1)
    assert since(play, "2025-01-21").mark == "as asked"


def test_what_is_kept_without_telling_is_counted() -> None:
    play = slipped()
    assert since(play, "2025-01-12").untold == 1
    assert "1 more kept without telling" in text(play, "2025-01-12")


def test_what_was_taken_back_is_no_change_but_is_said() -> None:
    play = slipped()
    change = next(each for each in play.store.changes(1) if each.value.label == "POSTPONED")
    back = Withdrawal(at=moment("2025-01-18"), why="It was a mistake.")
    play.store.judge(1, lambda _: Judgement(withdrawn={change.value.key: back}))
    play.now = moment("2025-01-19")
    story = since(play, "2025-01-16")
    assert [each.id for each in story.withdrawn] == [f"N{change.id}"]
    assert all(each.path[0].id != f"N{change.id}" for each in story.events)
    assert since(play, "2025-01-18T13:00").withdrawn == ()
    assert "Corrections and withdrawals" in text(play, "2025-01-16")


def test_open_conflicts_are_there_whenever_they_began() -> None:
    play = slipped()
    denied = "No signing was ever planned, Peskov said."
    play.publish("Tehran Ledger", denied, says(denied, status=Status.DENIED), on="2025-01-17")
    story = since(play, "2025-01-18")
    assert [each.id for each in story.conflicts] == [each.id for each in play.reports.story(1, play.now).conflicts]


def test_closed_stories_are_left_out_unless_asked_of() -> None:
    play = slipped()
    play.store.close_story(1, closed=True)
    assert play.reports.since(play.now).stories == ()
    assert len(play.reports.since(play.now, story_id=1).stories) == 1


# --- gaps ------------------------------------------------------------------------------------------------------------
def watch(begins: str, last: str) -> Watch:
    """A stretch of watching."""
    return Watch(began_at=moment(begins), last_at=moment(last))


@pytest.mark.parametrize(
    ("watches", "gaps"),
    [
        ([], [("2025-01-10", None)]),
        ([watch("2025-01-09", "2025-01-20")], []),
        ([watch("2025-01-12", "2025-01-20")], [("2025-01-10", "2025-01-12")]),
        ([watch("2025-01-09", "2025-01-15")], [("2025-01-15", None)]),
        (
            [watch("2025-01-01", "2025-01-03"), watch("2025-01-12", "2025-01-14"), watch("2025-01-16", "2025-01-20")],
            [("2025-01-10", "2025-01-12"), ("2025-01-14", "2025-01-16")],
        ),
        ([watch("2025-01-01", "2025-01-15"), watch("2025-01-15T12:01", "2025-01-20")], []),
        ([watch("2025-01-01", "2025-01-20"), watch("2025-01-02", "2025-01-03")], []),
    ],
)
def test_nobody_watched_between_two_daemons(watches: list[Watch], gaps: list[tuple[str, str | None]]) -> None:
    found = unwatched(watches, moment("2025-01-10"), moment("2025-01-20"))
    assert [(gap.begins, gap.ends) for gap in found] == [
        (moment(begins), moment(ends) if ends is not None else None) for begins, ends in gaps
    ]


def source_gaps(play: ReportPlay, day: str) -> list[Gap]:
    """The gaps of sources alone."""
    return [gap for gap in since(play, day).gaps if gap.who.startswith("X")]


def test_a_source_that_was_not_read_is_named_with_the_reason_until_it_is_read_again() -> None:
    play = slipped()
    (gap,) = source_gaps(play, "2025-01-10")
    assert (gap.who, gap.begins, gap.ends) == ("X4 Steppe Notes", moment("2025-01-16T15:00"), None)
    assert "consent page" in gap.why
    # The same address is read again a day later.
    url = "https://steppe-notes.example/"
    play.publish("Steppe Notes", "The weather was mild.", lambda _: (), on="2025-01-17T15:00", url=url)
    (gap,) = source_gaps(play, "2025-01-10")
    assert gap.ends == moment("2025-01-17T15:00")
    assert source_gaps(play, "2025-01-18") == []
    assert "(1 day): a consent page; open it once in a browser" in text(play, "2025-01-10")


def test_a_paused_source_is_a_gap_and_one_taken_out_is_none() -> None:
    play = slipped()
    play.store.set_polling(2, Polling.PAUSED, now=play.now)
    assert [gap.why for gap in source_gaps(play, "2025-01-16T14:30") if gap.who.startswith("X2")] == ["paused"]
    play.store.set_polling(2, Polling.REMOVED, now=play.now)
    assert not [gap for gap in source_gaps(play, "2025-01-10") if gap.who.startswith("X2")]


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=4), "4 min"),
        (timedelta(hours=3, minutes=5), "3 h 5 min"),
        (timedelta(days=1, hours=21, minutes=30), "1 day 21 h"),
        (timedelta(days=30), "30 days"),
        (timedelta(0), "0 min"),
    ],
)
def test_spans_have_two_units(span: timedelta, said: str) -> None:
    assert span_text(span) == said


def test_an_event_that_came_back_to_where_it_was_says_so() -> None:
    play = slipped()
    again = "The signing will take place on January 17 after all, Peskov said."
    read = says(again, day="2025-01-17", gives_up="2025-01-24", speaker="Dmitry Peskov")
    play.publish("Volga Wire", again, read, on="2025-01-16T18:00")
    story = since(play, "2025-01-15T13:00")
    signing = next(each for each in story.events if each.id == "E1")
    assert len(signing.path) == 2
    same = replace(signing, before="Fri 17 Jan 2025", after="Fri 17 Jan 2025")
    from tracker.reports.outline_answers import _net

    assert _net(same).startswith("As it was: Fri 17 Jan 2025, after 2 changes")
