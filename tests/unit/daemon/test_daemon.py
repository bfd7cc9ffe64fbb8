"""The daemon over fakes, in stepped story time: what it reads, in which order it judges, and what it survives."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.daemon_desk import AGAIN, BEGINS, COURIER, DAY, DONE, LEDGER, MORE, OLD, SEED, WIRE, Desk
from tracker.model import (
    Article,
    Capture,
    ChangeKind,
    Lease,
    NewStory,
    NoticeKind,
    Severity,
    SourceHealth,
    Standing,
    Version,
)
from tracker.text import article_from_text

TURNS = (ChangeKind.REMOVED, ChangeKind.RESTORED)


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


async def test_the_first_reading_tells_nothing_and_news_is_told(desk: Desk) -> None:
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.begin(COURIER)
    _, daemon = desk.parts()
    await desk.run_to(BEGINS + DAY, daemon)
    assert desk.told() == []
    await desk.run_to(datetime(2025, 1, 17, 13, tzinfo=UTC), daemon)
    desk.fetcher.page(COURIER, DONE, MORE, published="2025-01-17")
    await desk.run_to(datetime(2025, 1, 17, 22, tzinfo=UTC), daemon)
    kinds = [kind for kind, title in desk.told(Severity.ALERT) if "signing" in title.lower()]
    assert kinds == [ChangeKind.STATUS]


async def test_related_entries_of_a_feed_are_read_and_others_are_not(desk: Desk) -> None:
    desk.fetcher.feed(WIRE, (COURIER, "Putin and Iran's president sign treaty"), (LEDGER, "Zenit win the cup"))
    desk.fetcher.page(COURIER, DONE, MORE, published="2025-01-17")
    story = await desk.begin(WIRE)
    _, daemon = desk.parts()
    await daemon.settle()
    assert LEDGER not in desk.fetcher.asked
    assert [source.url for source in desk.store.sources(story.id)][1:] == [WIRE, COURIER]


async def test_one_source_with_a_bug_or_no_answer_never_stops_the_others(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    desk.fetcher.breaks(COURIER)
    desk.fetcher.fails(LEDGER)
    desk.fetcher.page(WIRE, OLD, MORE)
    story = await desk.begin(COURIER, LEDGER, WIRE)
    _, daemon = desk.parts()
    await desk.run_to(BEGINS + 2 * DAY, daemon)
    health = {source.url: source.health for source in desk.store.sources(story.id)}
    assert health[COURIER] is health[LEDGER] is SourceHealth.FAILING
    assert health[WIRE] is SourceHealth.READ
    failing = [notice.text for notice in desk.store.notices(story.id) if notice.kind is NoticeKind.SOURCE_FAILING]
    assert len(failing) == 2
    desk.fetcher.page(LEDGER, OLD, MORE)
    await desk.run_to(BEGINS + 4 * DAY, daemon)
    assert NoticeKind.SOURCE_BACK in [notice.kind for notice in desk.store.notices(story.id)]


async def test_a_page_that_shrinks_is_believed_only_when_it_is_seen_again(desk: Desk) -> None:
    desk.fetcher.page(COURIER, OLD, MORE, AGAIN)
    await desk.begin(COURIER)
    _, daemon = desk.parts()
    await daemon.settle()
    cut = "Access to this article is for a moment limited; the rest of the text will be back in a few minutes."
    desk.fetcher.page(COURIER, cut)
    await desk.run_to(BEGINS + timedelta(hours=6, minutes=40), daemon)
    article = desk.store.articles(1)[0].id
    assert [version.standing for version in desk.store.versions(article)][-1] is Standing.SUSPICIOUS
    desk.fetcher.page(COURIER, OLD, MORE, AGAIN)
    await desk.run_to(BEGINS + DAY, daemon)
    assert [version.standing for version in desk.store.versions(article)] == [Standing.CONFIRMED, Standing.DISCARDED]
    assert desk.told() == []


async def test_a_page_that_goes_and_returns_is_told_once_a_turn(desk: Desk) -> None:
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.begin(COURIER)
    _, daemon = desk.parts()
    await desk.run_to(BEGINS + timedelta(hours=6), daemon)
    desk.fetcher.missing(COURIER)
    await desk.run_to(BEGINS + 3 * DAY, daemon)
    assert [kind for kind, _ in desk.told() if kind in TURNS] == [ChangeKind.REMOVED]
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.run_to(BEGINS + 6 * DAY, daemon)
    assert [kind for kind, _ in desk.told() if kind in TURNS] == [ChangeKind.REMOVED, ChangeKind.RESTORED]


async def test_a_page_that_went_before_a_kill_is_told_after_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.fetcher.page(COURIER, OLD, MORE)
    story = await desk.begin(COURIER)
    _, before = desk.parts()
    await before.settle()

    async def killed() -> None:
        """The captures are written; what follows from them is not."""

    monkeypatch.setattr(before, "_judge_pages", killed)
    desk.fetcher.missing(COURIER)
    await desk.run_to(BEGINS + 2 * DAY, before)
    assert [source.health for source in desk.store.sources(story.id)][-1] is SourceHealth.GONE
    assert [kind for kind, _ in desk.told() if kind in TURNS] == []
    _, after = desk.parts()
    await after.settle()
    assert [kind for kind, _ in desk.told() if kind in TURNS] == [ChangeKind.REMOVED]


async def test_what_was_captured_before_a_kill_is_judged_before_anything_new_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.begin(COURIER)
    _, before = desk.parts()
    await before.settle()
    desk.fetcher.page(COURIER, DONE, MORE, published="2025-01-17")

    async def killed() -> bool:
        """The capture is written; it is not judged."""
        return False

    monkeypatch.setattr(before, "_analyse", killed)
    await desk.run_to(BEGINS + DAY, before)
    waiting = desk.store.to_analyse(limit=9)
    assert len(waiting) == 1
    order: list[str] = []
    cycle, after = desk.parts()
    analyse, check = cycle.analyse, cycle.check

    async def judged(version: Version) -> object:
        order.append("judged")
        return await analyse(version)

    async def read(lease: Lease) -> Capture:
        order.append("read")
        return await check(lease)

    monkeypatch.setattr(cycle, "analyse", judged)
    monkeypatch.setattr(cycle, "check", read)
    desk.clock.step_to(BEGINS + 3 * DAY)
    await after.settle()
    assert order[0] == "judged"
    assert "read" in order


async def test_a_page_that_is_missing_once_is_not_removed(desk: Desk) -> None:
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.begin(COURIER)
    _, daemon = desk.parts()
    await desk.run_to(BEGINS + timedelta(hours=6), daemon)
    desk.fetcher.missing(COURIER)
    while desk.store.sources(1)[-1].health is not SourceHealth.MISSING:
        await desk.run_to(desk.clock.now() + timedelta(minutes=5), daemon)
    desk.fetcher.page(COURIER, OLD, MORE)
    await desk.run_to(BEGINS + 3 * DAY, daemon)
    assert [kind for kind, _ in desk.told() if kind in TURNS] == []


async def test_a_text_that_breaks_the_rules_is_kept_and_said(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    desk.fetcher.page(COURIER, OLD, MORE)
    story = await desk.begin(COURIER)
    _, daemon = desk.parts()
    await daemon.settle()
    desk.engine.fail_on(lambda url: False)
    desk.fetcher.page(COURIER, DONE, MORE, published="2025-01-17")
    claims = desk.engine.claims

    async def broken(version: object) -> object:
        desk.engine.fail_on(lambda url: True)
        try:
            return await claims(version)  # type: ignore[arg-type]
        finally:
            desk.engine.fail_on(lambda url: False)

    desk.engine.claims = broken  # type: ignore[assignment,method-assign]
    await desk.run_to(BEGINS + DAY, daemon)
    assert desk.store.to_analyse(limit=9) == ()
    assert NoticeKind.NOT_READ_FOR_CLAIMS in [notice.kind for notice in desk.store.notices(story.id)]
    assert desk.store.counts()["versions"] == 3


class TestSilence:
    """A plan whose day passes without a report."""

    async def test_every_source_is_read_again_before_silence_is_told(self, desk: Desk) -> None:
        for url in (COURIER, LEDGER, WIRE):
            desk.fetcher.page(url, OLD, MORE)
        await desk.begin(COURIER, LEDGER, WIRE)
        _, daemon = desk.parts()
        await desk.run_to(datetime(2025, 1, 20, tzinfo=UTC), daemon)
        overdue = [each.value for each in desk.store.changes(1) if each.value.kind is ChangeKind.OVERDUE]
        signing = next(change for change in overdue if "signing" in change.title.lower())
        assert signing.severity is Severity.ALERT
        assert signing.seen_at == datetime(2025, 1, 19, 12, tzinfo=UTC)
        assert "3 of 3 sources read since" in signing.why

    async def test_with_too_few_readers_it_cannot_be_told_and_the_blind_are_named(self, desk: Desk) -> None:
        desk.fetcher.page(COURIER, OLD, MORE)
        for url in (LEDGER, WIRE):
            desk.fetcher.page(url, "Please verify you are a human. This site uses a captcha to keep robots out of it.")
        await desk.begin(COURIER, LEDGER, WIRE)
        _, daemon = desk.parts()
        await desk.run_to(datetime(2025, 1, 20, tzinfo=UTC), daemon)
        signing = next(
            each.value
            for each in desk.store.changes(1)
            if each.value.kind is ChangeKind.OVERDUE and "signing" in each.value.title.lower()
        )
        assert "cannot tell" in f"{signing.title} {signing.why}".lower()
        assert "ledger.example" in signing.why
        assert "wire.example" in signing.why

    async def test_after_downtime_it_reads_before_it_judges(self, desk: Desk) -> None:
        for url in (COURIER, LEDGER):
            desk.fetcher.page(url, OLD, MORE)
        await desk.begin(COURIER, LEDGER)
        _, before = desk.parts()
        await desk.run_to(BEGINS + DAY, before)
        # Down from the 16th to the 22nd; it was signed meanwhile.
        desk.fetcher.page(LEDGER, DONE, MORE, published="2025-01-17")
        desk.clock.step_to(datetime(2025, 1, 22, 12, 30, tzinfo=UTC))
        _, after = desk.parts()
        await after.settle()
        assert [kind for kind, title in desk.told() if "signing" in title.lower()] == [ChangeKind.STATUS]

    async def test_after_downtime_silence_is_told_once(self, desk: Desk) -> None:
        for url in (COURIER, LEDGER):
            desk.fetcher.page(url, OLD, MORE)
        await desk.begin(COURIER, LEDGER)
        await desk.parts()[1].settle()
        desk.clock.step_to(datetime(2025, 1, 22, 12, 30, tzinfo=UTC))
        for _ in range(2):
            _, daemon = desk.parts()
            await daemon.settle()
        assert [kind for kind, title in desk.told() if "signing" in title.lower()] == [ChangeKind.OVERDUE]


async def test_captures_that_cannot_be_written_together_are_written_one_by_one(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    for url in (COURIER, LEDGER):
        desk.fetcher.page(url, OLD, MORE)
    story = await desk.begin(COURIER, LEDGER)
    capture = desk.store.capture

    def picky(captures: list[Capture]) -> object:
        if any(each.lease.source.url == COURIER and each.health is SourceHealth.READ for each in captures):
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return capture(captures)

    desk.store.capture = picky  # type: ignore[assignment,method-assign]
    desk.settings = replace(desk.settings, schedule=replace(desk.settings.schedule, lease=timedelta(hours=1)))
    _, daemon = desk.parts()
    daemon._start_checks()
    await daemon._finish()
    health = {source.url: source.health for source in desk.store.sources(story.id)}
    assert (health[COURIER], health[LEDGER]) == (SourceHealth.NEW, SourceHealth.READ)


async def test_a_story_whose_beginning_was_cut_off_is_finished_by_the_daemon(desk: Desk) -> None:
    desk.fetcher.page(COURIER, OLD, MORE)
    article = article_from_text(SEED, url="", published_at=BEGINS)
    assert isinstance(article, Article)
    new = NewStory(slug="treaty", title=article.title, language="en", created_at=BEGINS)
    desk.store.begin_story(new, seed=article, outlet="Paste", seen_at=BEGINS, sources=[(COURIER, "Courier")])
    _, daemon = desk.parts()
    await daemon.settle()
    assert "iran" in {term.key for term in desk.store.story(1).terms}
    assert any("signing" in event.value.title.lower() for event in desk.store.book(1).events)
    assert desk.told() == []
