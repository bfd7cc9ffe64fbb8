"""A first reading tells nothing and ends in one summary; a story that nobody can read says so."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.daemon_desk import BEGINS, COURIER, DAY, DONE, LEDGER, MORE, OLD, WIRE, Desk
from tracker.ledger import fold
from tracker.model import AlertKind, ChangeKind, NewSource, NoticeKind, Outcome, Severity, SourceKind

LATE = datetime(2026, 1, 20, 9, tzinfo=UTC)
CAPTCHA = "Please verify you are a human. This site uses a captcha to keep robots out of it."


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


def notices(desk: Desk, kind: NoticeKind) -> list[str]:
    """What was said about ourselves."""
    return [notice.text for notice in desk.store.notices(1) if notice.kind is kind]


def messages(desk: Desk) -> list[AlertKind]:
    """What went to the channel."""
    return [told.alert.kind for told in desk.store.past(1).told]


def signing(desk: Desk) -> Outcome | None:
    """What became of the signing, at the desk's present moment."""
    book = desk.store.book(1)
    event = next(each.value for each in book.events if each.value.event_class == "sign" and each.value.of_story)
    rows = [row for row in book.rows if row.event_key == event.key]
    now, settings = desk.clock.now(), desk.settings.judge
    return fold(event, rows, now=now, readings=book.readings, settings=settings).outcome


async def test_a_seed_pasted_a_year_late_tells_nothing_and_ends_in_one_summary(desk: Desk) -> None:
    desk.clock.step_to(LATE)
    desk.fetcher.page(COURIER, OLD, MORE, published="2025-01-13")
    desk.fetcher.page(LEDGER, DONE, MORE, published="2025-01-17")
    await desk.begin(COURIER, LEDGER)
    _, daemon = desk.parts()
    await desk.run_to(LATE + 10 * DAY, daemon)
    assert desk.told() == []
    assert messages(desk) == [AlertKind.SUMMARY]
    assert len(notices(desk, NoticeKind.BASELINE)) == 1
    summary = desk.store.past(1).told[0].alert
    assert summary.title == "Now following: The treaty is near"
    assert "2 of 2 sources read" in summary.body
    assert "happened as announced" in summary.body
    assert signing(desk) is Outcome.AS_ANNOUNCED


async def test_a_plan_that_was_overdue_when_it_was_first_read_is_never_told_as_such(desk: Desk) -> None:
    desk.clock.step_to(LATE)
    for url in (COURIER, LEDGER):
        desk.fetcher.page(url, OLD, MORE, published="2025-01-13")
    await desk.begin(COURIER, LEDGER)
    _, daemon = desk.parts()
    await desk.run_to(LATE + 10 * DAY, daemon)
    assert desk.told() == []
    assert signing(desk) is Outcome.OVERDUE
    kept = [each.value.severity for each in desk.store.changes(1) if each.value.kind is ChangeKind.OVERDUE]
    assert set(kept) <= {Severity.INFO}


async def test_news_after_the_first_reading_is_told(desk: Desk) -> None:
    desk.clock.step_to(LATE)
    desk.fetcher.page(COURIER, OLD, MORE, published="2025-01-13")
    await desk.begin(COURIER)
    _, daemon = desk.parts()
    await daemon.settle()
    desk.fetcher.page(COURIER, DONE, MORE, published="2026-01-20")
    await desk.run_to(LATE + DAY, daemon)
    assert ChangeKind.STATUS in [kind for kind, _ in desk.told()]


async def test_the_summary_waits_for_what_the_feed_named(desk: Desk) -> None:
    desk.fetcher.feed(WIRE, (COURIER, "Putin and Iran's president to sign treaty"))
    desk.fetcher.page(COURIER, OLD, MORE, published="2025-01-13")
    await desk.begin(WIRE)
    _, daemon = desk.parts()
    await daemon.settle()
    assert "2 of 2 sources read, 2 articles" in desk.store.past(1).told[0].alert.body
    assert desk.store.story(1).baseline_at == BEGINS
    assert {source.baseline_at for source in desk.store.sources(1)} == {BEGINS}


async def test_a_source_added_later_is_read_first_and_said_so_once(desk: Desk) -> None:
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.begin(COURIER)
    _, daemon = desk.parts()
    await desk.run_to(BEGINS + DAY, daemon)
    desk.fetcher.page(LEDGER, OLD, MORE)
    desk.store.add_source(
        NewSource(story_id=1, url=LEDGER, kind=SourceKind.PAGE, outlet="Tehran Ledger", next_check_at=desk.clock.now())
    )
    await desk.run_to(BEGINS + DAY + timedelta(hours=8), daemon)
    assert desk.told() == []
    assert [text for text in notices(desk, NoticeKind.BASELINE) if "Tehran Ledger" in text] == [
        "first reading of Tehran Ledger for the-treaty-is-near ended: 1 of 1 read; nothing was told of it"
    ]
    assert messages(desk) == [AlertKind.SUMMARY]


async def test_a_story_without_sources_says_that_it_is_not_watched(desk: Desk) -> None:
    await desk.begin()
    for _ in range(2):
        _, daemon = desk.parts()
        await daemon.settle()
    assert notices(desk, NoticeKind.NOT_WATCHED) == [
        "the-treaty-is-near is not watched: no source is polled; name some with claimwatch sources add"
    ]


async def test_a_story_that_nobody_can_read_says_so_once_and_when_it_is_read_again(desk: Desk) -> None:
    desk.fetcher.page(COURIER, CAPTCHA)
    await desk.begin(COURIER)
    _, daemon = desk.parts()
    await desk.run_to(BEGINS + DAY, daemon)
    (said,) = notices(desk, NoticeKind.NOT_WATCHED)
    assert "none of 1 source can be read (courier.example: " in said
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.run_to(BEGINS + 2 * DAY, daemon)
    assert notices(desk, NoticeKind.WATCHED) == ["the-treaty-is-near is watched again"]
    assert len(notices(desk, NoticeKind.NOT_WATCHED)) == 1
