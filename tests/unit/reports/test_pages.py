"""Pages built from a store: the board, plans against outcomes, conflicts, facts, sources, gaps."""

from datetime import timedelta

import pytest

from tests.builders import moment
from tests.report_play import ReportPlay, nothing, says, slipped
from tracker.errors import InputError, NotFoundError
from tracker.model import Status
from tracker.reports.lines import Tone
from tracker.reports.pages import ArticlePage, ChangePage, ClaimPage, EventPage, SourcePage, StoryPage

SIGNED = "Putin and Pezeshkian signed the treaty on Friday."


@pytest.fixture(scope="module")
def play() -> ReportPlay:
    """The signing slips from the 17th to the 24th."""
    return slipped()


def test_the_board_says_from_when_to_when_in_what_state_and_how_much_was_read(play: ReportPlay) -> None:
    (story,) = play.reports.board(play.now).stories
    assert [(line.mark, line.title, line.when, line.label, line.id) for line in story.lines] == [
        ("!", "Treaty signing", "Fri 17 -> Fri 24 Jan", "postponed", "E1")
    ]
    reading = story.story.reading
    assert (reading.total, reading.read, reading.blind) == (3, 2, 1)
    assert story.facts == ("Treaty: contents: 48 articles (E2)",)


def test_a_year_other_than_the_present_one_is_said(play: ReportPlay) -> None:
    (story,) = play.reports.board(play.now + timedelta(days=365)).stories
    assert story.lines[0].when == "Fri 17 -> Fri 24 Jan 2025"


def test_a_plan_that_happened_stands_against_what_was_announced() -> None:
    play = ReportPlay()
    play.paste("It will be signed on Friday.", says("It will be signed on Friday.", day="2025-01-17"))
    play.publish("Volga Wire", SIGNED, says(SIGNED, status=Status.HAPPENED, day="2025-01-17"), on="2025-01-17")
    (plan,) = play.reports.story(1, play.now).plans
    assert (plan.first_announced, plan.happened, plan.outcome) == (
        "Fri 17 Jan 2025",
        "Fri 17 Jan 2025",
        "happened as announced",
    )
    assert plan.announced_by is not None
    assert plan.announced_by.quote == "It will be signed on Friday."
    assert plan.decided_by is not None
    assert (plan.decided_by.quote, plan.decided_by.outlet) == (SIGNED, "Volga Wire")
    assert [mark.kind for mark in plan.marks] == ["announced", "happened"]


def test_silence_says_that_the_day_has_passed_and_how_many_sources_were_read_since() -> None:
    play = ReportPlay()
    play.paste("It will be signed on Friday.", says("It will be signed on Friday.", day="2025-01-17"))
    for outlet in ("Volga Wire", "Caspian Courier"):
        play.publish(outlet, "The weather was mild.", nothing, on="2025-01-16")
    play.pass_by("2025-01-20")
    (line,) = play.reports.board(play.now).stories[0].lines
    assert (line.mark, line.when, line.label) == ("?", "due Fri 17 Jan, 2 read since", "no report yet")
    (plan,) = play.reports.story(1, play.now).plans
    assert [mark.kind for mark in plan.marks] == ["announced", "silent"]


def test_without_readable_sources_nothing_is_concluded_from_silence() -> None:
    play = ReportPlay()
    play.paste("It will be signed on Friday.", says("It will be signed on Friday.", day="2025-01-17"))
    play.blind("Steppe Notes", "a consent page", on="2025-01-20")
    (line,) = play.reports.board(play.now).stories[0].lines
    assert (line.when, line.label) == ("due Fri 17 Jan, 0 read since", "cannot tell")


def test_a_cancelled_plan_is_the_worst_and_stands_first() -> None:
    play = ReportPlay()
    play.paste("A visit on Monday.", says("A visit on Monday.", "visit", day="2025-01-20"))
    play.publish(
        "Volga Wire",
        "The treaty will be signed on Friday.",
        says("The treaty will be signed on Friday.", day="2025-01-17"),
        on="2025-01-14",
    )
    off = "The signing was called off."
    play.publish("Volga Wire", off, says(off, status=Status.CANCELLED), on="2025-01-15", url="https://w.example/off")
    lines = play.reports.board(play.now).stories[0].lines
    assert [(line.mark, line.label) for line in lines] == [("×", "cancelled"), ("·", "planned")]
    assert lines[0].when == "was due Fri 17 Jan"


def test_two_reasons_for_one_delay_are_a_conflict(play: ReportPlay) -> None:
    other = slipped()
    told = "The signing was put off to January 24 because of a quarrel."
    other.publish(
        "Tehran Ledger",
        told,
        says(told, status=Status.POSTPONED, day="2025-01-24", reason="because of a quarrel"),
        on="2025-01-17",
    )
    assert play.reports.story(1, play.now).conflicts == ()
    (conflict,) = other.reports.story(1, other.now).conflicts
    assert [side.says for side in conflict.sides] == ["because of the weather", "because of a quarrel"]
    board = other.reports.board(other.now).stories[0].lines
    assert [(line.mark, line.label) for line in board] == [("!", "postponed"), ("≠", "conflict")]


def test_a_report_names_gaps_and_counts_what_was_kept(play: ReportPlay) -> None:
    page = play.reports.report(1, play.now)
    assert page.seed == "A pact in the making (Daily Wrap, 13 Jan 2025)"
    assert page.gaps == ("X4 Steppe Notes: blind, never read (a consent page; open it once in a browser)",)
    assert page.untold == (("new", 1),)
    assert [change.label for change in page.changes] == ["new", "number", "postponed"]
    assert [(event.id, len(event.passages)) for event in page.evidence] == [("E1", 2), ("E2", 2)]


def test_evidence_leads_to_the_stored_bytes(play: ReportPlay) -> None:
    passages = [each for event in play.reports.report(1, play.now).evidence for each in event.passages]
    for passage in passages:
        assert "".join(segment.text for segment in passage.segments) == passage.quote
        if passage.sha256 is None:
            assert passage.outlet == "Daily Wrap"
            continue
        body = play.store.read_snapshot(passage.sha256).decode()
        assert passage.quote in body


def test_a_figure_corrected_in_place_shows_before_and_after(play: ReportPlay) -> None:
    change = next(each for each in play.reports.report(1, play.now).changes if each.label == "number")
    assert (change.subject, change.move) == ("Treaty: contents", "47 -> 48 articles")
    assert change.evidence[0].version == 2
    assert not change.evidence_before[0].standing


def test_the_timeline_goes_by_publication_and_ends_in_what_is_due(play: ReportPlay) -> None:
    entries = play.reports.timeline(1, play.now).entries
    assert [(entry.label, entry.is_past) for entry in entries][-2:] == [("number", True), ("postponed", True)]
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


def test_a_diff_marks_the_words_that_differ(play: ReportPlay) -> None:
    page = play.reports.diff(2)
    (edit,) = page.edits
    assert [segment.text.strip() for segment in edit.before if segment.marked] == ["47"]
    assert [segment.text.strip() for segment in edit.after if segment.marked] == ["48"]
    assert (page.before.number, page.after.number) == (1, 2)
    assert [change.label for change in page.changes] == ["number"]


def test_a_diff_of_one_version_or_of_an_unknown_one_says_so(play: ReportPlay) -> None:
    with pytest.raises(InputError, match="A1 has one version only"):
        play.reports.diff(1)
    with pytest.raises(NotFoundError, match="A2 has no version 7 \\(it has 1, 2\\)"):
        play.reports.diff(2, 1, 7)


def test_a_diff_with_one_number_compares_with_the_next_version(play: ReportPlay) -> None:
    page = play.reports.diff(2, 1)
    assert (page.before.number, page.after.number) == (1, 2)


def test_claims_name_their_event_and_their_words(play: ReportPlay) -> None:
    claims = play.reports.claims(1).claims
    assert [(claim.id, claim.event, claim.says) for claim in claims] == [
        ("C1", "E1", "sign (planned, Fri 17 Jan 2025)"),
        ("C2", "E2", "contain (state, 47 articles)"),
        ("C3", "E2", "contain (state, 48 articles)"),
        ("C4", "E1", "sign (postponed, Fri 24 Jan 2025)"),
    ]
    assert [claim.id for claim in play.reports.claims(1, article_id=2).claims] == ["C2", "C3"]


@pytest.mark.parametrize(
    ("short_id", "kind"),
    [
        ("E1", EventPage),
        ("N4", ChangePage),
        ("C4", ClaimPage),
        ("A2", ArticlePage),
        ("X4", SourcePage),
        ("S1", StoryPage),
    ],
)
def test_why_explains_every_short_id(play: ReportPlay, short_id: str, kind: type) -> None:
    assert isinstance(play.reports.why(short_id, play.now), kind)


def test_why_of_a_change_says_the_rule_and_what_became_of_its_alert(play: ReportPlay) -> None:
    page = play.reports.why("N4", play.now)
    assert isinstance(page, ChangePage)
    assert (page.change.rule, page.change.severity) == ("change.outcome", "alert")
    assert [(alert.channel, alert.state) for alert in page.alerts] == [("log", "waiting")]


def test_why_of_a_source_says_what_is_wrong_with_it(play: ReportPlay) -> None:
    page = play.reports.why("X4", play.now)
    assert isinstance(page, SourcePage)
    assert (page.source.health, page.source.read_at) == ("blind", None)
    assert [check.outcome for check in page.checks] == ["unreadable"]


def test_an_unknown_id_is_not_found(play: ReportPlay) -> None:
    with pytest.raises(NotFoundError):
        play.reports.why("E99", play.now)
    with pytest.raises(NotFoundError):
        play.reports.event(99, play.now)
    with pytest.raises(NotFoundError):
        play.reports.story(99, play.now)


def test_an_event_has_its_window_voices_history_and_evidence(play: ReportPlay) -> None:
    page = play.reports.event(1, play.now)
    assert page.plan is not None
    assert page.plan.tone is Tone.MOVED
    # 24 January runs from its start at UTC+14 to its end at UTC-12.
    assert (page.plan.due_from, page.plan.due_until) == (moment("2025-01-23T10:00"), moment("2025-01-25T12:00"))
    assert "Dmitry Peskov, via Volga Wire" in [voice.said_by for voice in page.voices]
    assert [change.label for change in page.changes] == ["new", "postponed"]
    assert [passage.status for passage in page.evidence] == ["planned", "postponed"]


def test_an_empty_store_has_an_empty_board() -> None:
    play = ReportPlay()
    (story,) = play.reports.board(play.now).stories
    assert (story.lines, story.facts, story.story.reading.total) == ((), (), 0)


def test_a_plan_that_was_moved_and_then_kept_is_not_told_as_kept_from_the_first() -> None:
    play = slipped()
    signed = "They signed it today, a week later."
    play.publish("Volga Wire", signed, says(signed, status=Status.HAPPENED, day="2025-01-24"), on="2025-01-24")
    (plan,) = play.reports.story(1, play.now).plans
    assert (plan.first_announced, plan.announced, plan.happened) == (
        "Fri 17 Jan 2025",
        "Fri 24 Jan 2025",
        "Fri 24 Jan 2025",
    )
    assert plan.outcome == "happened as last announced"
    assert [mark.kind for mark in plan.marks] == ["announced", "moved", "happened"]
