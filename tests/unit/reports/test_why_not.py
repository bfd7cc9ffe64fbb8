"""Why was I not told: each cause of the path, on a store where it is the one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import make_article, moment
from tests.report_play import CHANNELS, ReportPlay, nothing, says, slipped
from tracker.config import ChannelSettings
from tracker.errors import InputError, NotFoundError
from tracker.model import (
    Capture,
    Check,
    CheckOutcome,
    Delivery,
    DeliveryOutcome,
    FeedEntry,
    Judgement,
    NewSource,
    Polling,
    Source,
    SourceHealth,
    SourceKind,
    Standing,
    Status,
    StoryBook,
    Term,
    Withdrawal,
)
from tracker.reports import to_json, to_text
from tracker.reports.answers import Cause, WhyNot
from tracker.reports.why_not import is_same_page

SIGNED = "Putin and Pezeshkian signed the treaty on Friday."
URL = "https://volga-wire.example/signed"
PLANNED = "The treaty will be signed on Friday, January 17."


def ask(play: ReportPlay, asked: str, *, machine: datetime | None = None) -> WhyNot:
    """The one answer, as it is shown: it must fit a terminal."""
    page = play.reports.why_not(asked, play.now, machine=machine or play.now)
    assert all(len(line) <= 80 or "://" in line for line in to_text(page).splitlines())
    assert page.answers[0].cause.value in to_json(page)
    (answer,) = page.answers
    return answer


def signed(channels: Sequence[ChannelSettings] = CHANNELS) -> ReportPlay:
    """Planned for Friday, and signed."""
    play = ReportPlay(channels=channels)
    play.paste(PLANNED, says(PLANNED, day="2025-01-17"))
    play.publish("Volga Wire", SIGNED, says(SIGNED, status=Status.HAPPENED, day="2025-01-17"), on="2025-01-17", url=URL)
    return play


def add_source(play: ReportPlay, url: str = URL, *, kind: SourceKind = SourceKind.PAGE) -> Source:
    """A source that is due now."""
    new = NewSource(story_id=1, url=url, kind=kind, outlet="Volga Wire", next_check_at=play.now, baseline=False)
    return play.store.add_source(new)


def check(play: ReportPlay, outcome: CheckOutcome, health: SourceHealth, detail: str = "", **more: object) -> None:
    """The one source that is due is checked, and that comes of it."""
    (lease,) = play.store.claim_due(
        limit=9, now=play.now, machine_now=play.now, lease_for=timedelta(0), host_gap=timedelta(0)
    )
    done = Check(
        source_id=lease.source.id, at=play.now, outcome=outcome, status=403, detail=detail, took_ms=1, received=1
    )
    capture = Capture(
        lease=lease, check=done, next_check_at=play.now + timedelta(hours=1), health=health, health_detail=detail
    )
    play.store.capture([replace(capture, **more)])  # type: ignore[arg-type]


# --- reading ---------------------------------------------------------------------------------------------------------
def test_a_page_that_nothing_names_was_not_found() -> None:
    play = ReportPlay()
    answer = ask(play, URL)
    assert (answer.cause, answer.story) == (Cause.NOT_FOUND, "")
    assert "no feed is read that could name it" in answer.why
    assert "sources add STORY URL" in answer.advice
    add_source(play, "https://volga-wire.example/rss", kind=SourceKind.FEED)
    assert "none of 1 feeds named it" in ask(play, URL).why


def test_what_was_passed_over_is_named_with_the_names_that_it_lacks() -> None:
    play = ReportPlay()
    terms = tuple(Term(key=key, weight=1.0) for key in ("iran", "russia", "pezeshkian"))
    play.store.set_terms(1, terms)
    add_source(play, "https://volga-wire.example/rss", kind=SourceKind.FEED)
    entry = FeedEntry(url=URL, title="Iran wins at football", summary="", published_at=None)
    check(play, CheckOutcome.FEED_READ, SourceHealth.READ, passed_over=(entry,), kind=SourceKind.FEED)
    answer = ask(play, URL)
    assert answer.cause is Cause.PASSED_OVER
    assert '"Iran wins at football" has only iran of the story\'s names; missing: russia, pezeshkian' in answer.why
    assert answer.advice == f"Have it read: claimwatch sources add iran-russia {URL}"


@pytest.mark.parametrize(
    ("polling", "cause"), [(Polling.PAUSED, Cause.PAUSED), (Polling.REMOVED, Cause.NO_LONGER_READ)]
)
def test_a_source_that_a_person_stopped(polling: Polling, cause: Cause) -> None:
    play = ReportPlay()
    source = add_source(play)
    play.store.set_polling(source.id, polling, now=play.now)
    answer = ask(play, f"X{source.id}")
    assert answer.cause is ask(play, URL).cause is cause
    assert answer.advice == f"claimwatch sources resume iran-russia X{source.id}"


def test_a_closed_story_reads_nothing() -> None:
    play = ReportPlay()
    add_source(play)
    play.store.close_story(1, closed=True)
    assert ask(play, URL).cause is Cause.CLOSED


def test_a_source_that_was_not_read_yet_says_when_it_is() -> None:
    play = ReportPlay()
    add_source(play)
    answer = ask(play, URL)
    assert answer.cause is Cause.NOT_READ_YET
    assert "next check 13 Jan 2025, 12:00 UTC" in answer.why


@pytest.mark.parametrize(
    ("outcome", "health", "detail", "cause"),
    [
        (CheckOutcome.FAILED, SourceHealth.FAILING, "robots.txt forbids it", Cause.FAILING),
        (CheckOutcome.FAILED, SourceHealth.BLIND, "refuses to be read (403)", Cause.BLIND),
        (CheckOutcome.UNREADABLE, SourceHealth.BLIND, "only the beginning is free to read (paywall)", Cause.BLIND),
    ],
)
def test_a_source_that_cannot_be_read_says_why_and_when(
    outcome: CheckOutcome, health: SourceHealth, detail: str, cause: Cause
) -> None:
    play = ReportPlay()
    add_source(play)
    check(play, outcome, health, detail)
    answer = ask(play, URL)
    assert answer.cause is cause
    assert detail in answer.why
    assert "last check 13 Jan 2025, 12:00 UTC" in answer.why
    assert f"claimwatch add iran-russia {URL} --text FILE" in answer.advice


def test_a_feed_is_told_apart_from_its_entries() -> None:
    play = ReportPlay()
    add_source(play)
    check(play, CheckOutcome.FEED_READ, SourceHealth.READ, kind=SourceKind.FEED)
    assert ask(play, URL).cause is Cause.FEED


def test_a_suspicious_text_waits_for_a_second_fetch_and_may_not_be_seen_again() -> None:
    play = ReportPlay()
    add_source(play)
    article = make_article("The treaty", url=URL, published_at=play.now)
    check(play, CheckOutcome.NEW_VERSION, SourceHealth.READ, article=article, standing=Standing.SUSPICIOUS)
    answer = ask(play, URL)
    assert answer.cause is Cause.SECOND_FETCH
    assert "13 Jan 2025, 13:00 UTC" in answer.advice
    play.now += timedelta(hours=1)
    other = make_article("The treaty once more", url=URL, published_at=play.now)
    check(play, CheckOutcome.NEW_VERSION, SourceHealth.READ, article=other, standing=Standing.SUSPICIOUS)
    assert ask(play, URL).cause is Cause.SECOND_FETCH


def test_a_text_in_another_language_is_not_read_for_claims() -> None:
    play = ReportPlay()
    add_source(play)
    article = replace(make_article("Договор", url=URL, published_at=play.now), language="ru")
    check(play, CheckOutcome.NEW_VERSION, SourceHealth.FOREIGN, article=article)
    answer = ask(play, URL)
    assert answer.cause is Cause.FOREIGN
    assert "in language 'ru': kept and compared" in answer.why


def test_a_version_that_was_not_judged_waits() -> None:
    play = ReportPlay()
    add_source(play)
    check(play, CheckOutcome.NEW_VERSION, SourceHealth.READ, article=make_article("A", url=URL, published_at=play.now))
    assert ask(play, URL).cause is Cause.NOT_JUDGED


# --- claims and events -----------------------------------------------------------------------------------------------
def test_a_page_without_claims() -> None:
    play = ReportPlay()
    play.publish("Volga Wire", "The weather was mild.", nothing, on="2025-01-16", url=URL)
    assert ask(play, URL).cause is ask(play, "A1").cause is Cause.NO_CLAIM


def test_a_claim_that_belongs_to_no_event() -> None:
    play = ReportPlay()
    play.publish("Volga Wire", "He juggled.", says("He juggled.", "juggle", Status.HAPPENED), on="2025-01-16", url=URL)
    assert ask(play, "C1").cause is ask(play, URL).cause is Cause.NO_EVENT


def test_the_first_reading_is_recorded_and_tells_nothing() -> None:
    play = ReportPlay()
    play.paste(PLANNED, says(PLANNED, day="2025-01-17"))
    assert ask(play, "C1").cause is ask(play, "N1").cause is Cause.BASELINE


def flag(play: ReportPlay, **flags: bool) -> None:
    """The event with those flags, as a person or a judgement set them."""

    def decide(book: StoryBook) -> Judgement:
        moved = (replace(each.value, **flags) for each in book.events)  # type: ignore[arg-type]
        return Judgement(moved_events=tuple(moved))

    play.store.judge(1, decide)


@pytest.mark.parametrize(
    ("flags", "cause"),
    [({"of_story": False}, Cause.OTHER_EVENT), ({"muted": True}, Cause.MUTED), ({}, Cause.INFO)],
    ids=str,
)
def test_a_claim_of_a_quiet_event_names_what_keeps_it_quiet(flags: dict[str, bool], cause: Cause) -> None:
    play = ReportPlay()
    play.paste(PLANNED, says(PLANNED, day="2025-01-17"))
    flag(play, **flags)
    again = "It will be signed on January 17."
    play.publish("Volga Wire", again, says(again, day="2025-01-17"), on="2025-01-14", url=URL)
    assert ask(play, "C2").cause is ask(play, URL).cause is cause


def test_a_move_of_an_unwatched_event_is_only_kept() -> None:
    play = ReportPlay()
    play.paste("They are meeting.", says("They are meeting.", "meet", Status.ONGOING))
    play.publish("Volga Wire", "They met.", says("They met.", "meet", Status.HAPPENED), on="2025-01-17", url=URL)
    answer = ask(play, URL)
    assert answer.cause is Cause.NOT_WATCHED
    assert answer.advice == "claimwatch watch E1 --because ..."


@pytest.mark.parametrize(
    ("flags", "cause"),
    [({"of_story": False}, Cause.OTHER_EVENT), ({"muted": True}, Cause.MUTED), ({"watched": False}, Cause.NOT_WATCHED)],
    ids=str,
)
def test_an_event_that_is_asked_of_names_its_flag(flags: dict[str, bool], cause: Cause) -> None:
    play = ReportPlay()
    play.paste(PLANNED, says(PLANNED, day="2025-01-17"))
    flag(play, **flags)
    assert ask(play, "E1").cause is cause


def test_a_muted_event_that_happened_is_kept() -> None:
    play = ReportPlay()
    play.paste(PLANNED, says(PLANNED, day="2025-01-17"))
    flag(play, muted=True)
    play.publish("Volga Wire", SIGNED, says(SIGNED, status=Status.HAPPENED, day="2025-01-17"), on="2025-01-17", url=URL)
    assert ask(play, URL).cause is Cause.MUTED


# --- changes and alerts ----------------------------------------------------------------------------------------------
def test_a_change_that_is_only_kept_says_by_which_rule() -> None:
    play = ReportPlay()
    play.paste(PLANNED, says(PLANNED, day="2025-01-17"))
    again = "It will be signed on January 17."
    play.publish("Volga Wire", again, says(again, day="2025-01-17"), on="2025-01-14", url=URL)
    for asked in (URL, "N2"):
        answer = ask(play, asked)
        assert answer.cause is Cause.INFO
        assert answer.why.endswith("Another voice says the same.")
        assert answer.advice == "claimwatch why N2"


def test_what_was_known_already_changes_nothing() -> None:
    play = slipped()
    again = "Peskov said the signing was put off to January 24."
    read = says(again, status=Status.POSTPONED, day="2025-01-24", speaker="Dmitry Peskov")
    play.publish("Caspian Courier", again, read, on="2025-01-16T18:00", url=URL)
    assert ask(play, URL).cause is Cause.NOTHING_NEW


def machine_after(play: ReportPlay) -> datetime:
    """A moment at which every alert is due."""
    return play.now + timedelta(days=2)


def test_a_change_that_no_channel_wanted() -> None:
    answer = ask(signed([ChannelSettings(name="mail", kinds=("number",))]), URL)
    assert answer.cause is Cause.NO_CHANNEL
    assert "mail: status is not in kinds" in answer.why


def test_an_alert_waits_for_its_moment_and_then_for_a_daemon() -> None:
    play = signed()
    (alert,) = [each.value for each in play.store.alerts(1)]
    before = ask(play, URL, machine=alert.not_before - timedelta(minutes=1))
    assert before.cause is Cause.WAITING
    assert "settle window, quiet hours or digest" in before.why
    due = ask(play, URL, machine=alert.not_before)
    assert due.cause is Cause.WAITING
    assert "claimwatch run" in due.advice


def test_an_alert_of_a_held_story_says_until_when() -> None:
    play = signed()
    play.store.hold_story(1, until=moment("2025-02-01"))
    answer = ask(play, URL)
    assert answer.cause is Cause.HELD
    assert "held until 1 Feb 2025, 12:00 UTC" in answer.why
    assert ask(play, URL, machine=moment("2025-02-02")).cause is not Cause.HELD


def deliver(play: ReportPlay, outcome: DeliveryOutcome, detail: str) -> None:
    """The one alert was tried, and that came of it."""
    (alert,) = [each.value for each in play.store.alerts(1)]
    again = machine_after(play) if outcome is DeliveryOutcome.RETRY else None
    play.store.record_delivery(
        Delivery(alert_key=alert.key, at=play.now, outcome=outcome, detail=detail, retry_at=again)
    )


@pytest.mark.parametrize(
    ("outcome", "cause", "said"),
    [
        (DeliveryOutcome.RETRY, Cause.UNDELIVERED, "1 attempt, the last: disk full; tried again 19 Jan 2025"),
        (DeliveryOutcome.DEAD, Cause.UNDELIVERED, "gave it up: 1 attempt, the last: disk full"),
        (DeliveryOutcome.DELIVERED, Cause.DELIVERED, "delivered to 'log' 17 Jan 2025, 12:00 UTC (disk full)"),
    ],
)
def test_an_alert_says_what_became_of_it(outcome: DeliveryOutcome, cause: Cause, said: str) -> None:
    play = signed()
    deliver(play, outcome, "disk full")
    for asked in (URL, "E1", "N2"):
        answer = ask(play, asked)
        assert answer.cause is cause
        assert said in answer.why


def test_an_alert_that_was_taken_back_before_it_was_sent() -> None:
    play = signed()
    (alert,) = [each.value for each in play.store.alerts(1)]
    change = next(each.value for each in play.store.changes(1) if each.value.key == alert.change_key)
    back = Withdrawal(at=play.now, why="It was a mistake.")
    play.store.judge(1, lambda _: Judgement(withdrawn={change.key: back}, cancelled_alerts=(alert.key,)))
    answer = ask(play, URL)
    assert answer.cause is Cause.TAKEN_BACK
    assert ("taken back", "17 Jan 2025, 12:00 UTC: It was a mistake.") in [(s.what, s.found) for s in answer.steps]


# --- asking ----------------------------------------------------------------------------------------------------------
def test_what_is_asked_must_be_there_and_be_told_of() -> None:
    play = signed()
    with pytest.raises(NotFoundError, match="there is no E99"):
        ask(play, "E99")
    with pytest.raises(NotFoundError, match="no short id"):
        ask(play, "quark")
    with pytest.raises(InputError, match="a whole story"):
        ask(play, "S1")


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("http://www.volga-wire.example/signed/", True),
        (f"{URL}?utm_source=x&fbclid=1", True),
        (f"{URL}#top", True),
        (f"{URL}?page=2", False),
        ("https://volga-wire.example/", False),
        ("http://[", False),
    ],
)
def test_an_address_is_known_in_its_other_writings(other: str, is_same: bool) -> None:
    assert is_same_page(URL, other) is is_same


def test_a_page_of_two_stories_has_an_answer_in_each() -> None:
    play = signed()
    from tracker.model import NewStory

    other = play.store.add_story(NewStory(slug="other", title="Other", language="en", created_at=play.now))
    play.store.add_source(
        NewSource(story_id=other.id, url=URL, kind=SourceKind.PAGE, outlet="Volga Wire", next_check_at=play.now)
    )
    page = play.reports.why_not(URL, play.now, machine=play.now)
    assert [(each.story, each.cause) for each in page.answers] == [
        ("S1 iran-russia", Cause.WAITING),
        ("S2 other", Cause.NOT_READ_YET),
    ]
