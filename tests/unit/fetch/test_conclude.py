"""What a check comes to: pages that are refused, missing, removed and back."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.fetch.test_schedule import FEED, NOW, PAGE
from tracker.config import ScheduleSettings
from tracker.fetch.conclude import Conclusion
from tracker.model import (
    Capture,
    CheckOutcome,
    FailureReason,
    Fetched,
    FetchFailed,
    Lease,
    NoticeKind,
    PageQuality,
    Snapshot,
    Source,
    SourceHealth,
    Unreadable,
)

SETTINGS = ScheduleSettings()
BODY = b"Sorry."
SNAPSHOT = Snapshot(
    url=PAGE.url,
    final_url=PAGE.url,
    taken_at=NOW,
    status=404,
    headers=(),
    body=BODY,
    sha256=hashlib.sha256(BODY).hexdigest(),
)
SOFT = Unreadable(quality=PageQuality.SOFT_404, detail="the page says that the article isn't there")
NEVER_READ = replace(PAGE, health=SourceHealth.NEW, changed_at=None, read_at=None)


def concluding(source: Source) -> Conclusion:
    """What concludes a check of that source."""
    lease = Lease(source=source, token=1, due_at=NOW)
    return Conclusion(lease=lease, now=NOW, windows=(), tell_within=timedelta(hours=1), settings=SETTINGS)


def failed(source: Source, reason: FailureReason) -> Capture:
    """The server answered with an error."""
    return concluding(source).failed(FetchFailed(reason=reason, detail="it says no", snapshot=SNAPSHOT))


@pytest.mark.parametrize("reason", [FailureReason.NOT_THERE, FailureReason.GONE])
def test_a_page_that_is_not_there_is_asked_again_soon_and_was_removed_when_it_says_so_twice(
    reason: FailureReason,
) -> None:
    once = failed(PAGE, reason)
    assert (once.health, once.check.outcome) == (SourceHealth.MISSING, CheckOutcome.FAILED)
    assert once.next_check_at == NOW + SETTINGS.ladder[0][1]
    twice = failed(replace(PAGE, health=SourceHealth.MISSING, failures=1), reason)
    assert twice.health is SourceHealth.GONE
    assert twice.next_check_at is not None  # it may come back
    assert twice.snapshot == SNAPSHOT


def test_a_page_that_says_so_with_status_200_needs_the_second_fetch_too() -> None:
    once = concluding(PAGE).unreadable(Fetched(snapshot=SNAPSHOT), SOFT)
    assert (once.health, once.check.outcome) == (SourceHealth.MISSING, CheckOutcome.UNREADABLE)
    twice = concluding(replace(PAGE, health=SourceHealth.MISSING)).unreadable(Fetched(snapshot=SNAPSHOT), SOFT)
    assert twice.health is SourceHealth.GONE
    still = concluding(replace(PAGE, health=SourceHealth.GONE)).unreadable(Fetched(snapshot=SNAPSHOT), SOFT)
    assert still.health is SourceHealth.GONE


def test_an_error_between_two_absences_begins_anew() -> None:
    assert failed(replace(PAGE, health=SourceHealth.MISSING), FailureReason.HTTP_ERROR).health is SourceHealth.FAILING
    assert failed(replace(PAGE, health=SourceHealth.FAILING), FailureReason.NOT_THERE).health is SourceHealth.MISSING


@pytest.mark.parametrize("source", [NEVER_READ, FEED])
def test_an_address_that_never_held_an_article_fails_and_was_not_removed(source: Source) -> None:
    assert failed(source, FailureReason.NOT_THERE).health is SourceHealth.FAILING
    assert concluding(source).unreadable(Fetched(snapshot=SNAPSHOT), SOFT).health is SourceHealth.BLIND


def test_a_site_that_refuses_makes_its_source_blind_and_says_so_once() -> None:
    first = failed(PAGE, FailureReason.REFUSED)
    assert (first.health, first.article) == (SourceHealth.BLIND, None)
    assert [notice.kind for notice in first.notices] == [NoticeKind.SOURCE_BLIND]
    again = failed(replace(PAGE, health=SourceHealth.BLIND, failures=2), FailureReason.REFUSED)
    assert (again.health, again.notices) == (SourceHealth.BLIND, ())


def test_a_page_that_never_could_be_read_is_not_asked_for_ever_as_if_it_were_fresh() -> None:
    stub = Unreadable(quality=PageQuality.PAYWALL_STUB, detail="only the beginning is free to read")
    first = concluding(NEVER_READ).unreadable(Fetched(snapshot=SNAPSHOT), stub)
    assert first.next_check_at == NOW + SETTINGS.ladder[0][1]
    blind = replace(NEVER_READ, health=SourceHealth.BLIND)
    assert concluding(blind).unreadable(Fetched(snapshot=SNAPSHOT), stub).next_check_at == NOW + SETTINGS.ladder[-1][1]
