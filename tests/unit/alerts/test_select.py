"""Which changes become alerts, for which channel and from when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.alert_values import LOG, NOW, STORY, postponed
from tests.builders import make_book, make_event
from tracker.alerts import select, unwanted, watched_after
from tracker.config import AlertSettings, ChannelSettings
from tracker.model import Alert, AlertKind, Change, ChangeKind, Judgement, Severity


def alerts_of(change: Change, *channels: ChannelSettings, settle: str = "5") -> tuple[Alert, ...]:
    """What is written for a change."""
    return select(
        [change],
        channels=channels,
        settings=AlertSettings(settle=timedelta(minutes=int(settle))),
        now=NOW,
        story=STORY,
        watched={"sign"},
    )


@pytest.mark.parametrize(
    ("severity", "least", "told"),
    [
        (Severity.INFO, "notice", False),
        (Severity.NOTICE, "notice", True),
        (Severity.ALERT, "notice", True),
        (Severity.NOTICE, "alert", False),
        (Severity.ALERT, "alert", True),
    ],
)
def test_a_channel_gets_what_is_loud_enough_for_it(severity: Severity, least: str, told: bool) -> None:
    channel = ChannelSettings(name="log", least=least)
    assert bool(alerts_of(postponed(severity=severity), channel)) is told


@pytest.mark.parametrize(
    ("channel", "why"),
    [
        (ChannelSettings(name="c"), ""),
        (ChannelSettings(name="c", stories=("iran-russia",)), ""),
        (ChannelSettings(name="c", stories=("other", "S1")), ""),
        (ChannelSettings(name="c", stories=("other",)), "story iran-russia is not in stories"),
        (ChannelSettings(name="c", kinds=("status", "date")), ""),
        (ChannelSettings(name="c", kinds=("date",)), "status is not in kinds"),
        (ChannelSettings(name="c", not_kinds=("status",)), "status is in not_kinds"),
        (ChannelSettings(name="c", words=("peskov",)), ""),
        (ChannelSettings(name="c", words=("Duma", "24 January")), ""),
        (ChannelSettings(name="c", words=("pesk", "treat")), "none of words occurs in it"),
        (ChannelSettings(name="c", watched=True), "its event is not watched"),
        (ChannelSettings(name="c", least="alert"), 'notice is below least = "alert"'),
    ],
)
def test_the_rules_of_a_channel_say_why_not(channel: ChannelSettings, why: str) -> None:
    change = postponed(severity=Severity.NOTICE)
    assert unwanted(change, channel, story=STORY, is_watched=False) == why


def test_a_watched_event_passes_the_rule_for_it() -> None:
    only = ChannelSettings(name="c", watched=True)
    assert alerts_of(postponed(), only)
    assert not alerts_of(replace(postponed(), event_key="visit"), only)


def test_what_a_judgement_itself_watches_counts() -> None:
    book = make_book(events=[make_event("sign"), make_event("visit", watched=False)])
    judgement = Judgement(
        new_events=(make_event("ratify"),), moved_events=(make_event("sign", watched=False), make_event("visit"))
    )
    assert watched_after(book, judgement) == {"visit", "ratify"}


def test_the_key_is_stable_and_one_for_each_change_and_channel() -> None:
    (first, other), (again,) = alerts_of(postponed(), LOG, ChannelSettings(name="mail")), alerts_of(postponed(), LOG)
    assert first.key == again.key != other.key
    assert first.key.isalnum()
    assert (first.kind, first.follows) == (AlertKind.TOLD, None)


def test_changes_of_one_event_share_a_thread_in_every_channel_and_those_of_an_article_another() -> None:
    first, other = alerts_of(postponed(), LOG, ChannelSettings(name="mail"))
    (of_visit,) = alerts_of(replace(postponed(), event_key="visit"), LOG)
    headline = replace(postponed(), event_key=None, kind=ChangeKind.HEADLINE)
    (of_article,) = alerts_of(headline, LOG)
    (of_another,) = alerts_of(replace(headline, article_id=3), LOG)
    assert first.thread == other.thread
    assert len({each.thread for each in (first, of_visit, of_article, of_another)}) == 4


def test_a_notice_settles_and_an_alert_does_not() -> None:
    (loud,), (soft,) = alerts_of(postponed(), LOG), alerts_of(postponed(severity=Severity.NOTICE), LOG)
    assert (loud.not_before, soft.not_before) == (NOW, NOW + timedelta(minutes=5))
    assert loud.created_at == soft.created_at == NOW
