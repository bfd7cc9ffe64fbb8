"""Which changes become alerts, and what they say."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.builders import make_span, make_version, moment, on_day
from tracker.alerts import select
from tracker.config import ChannelSettings
from tracker.model import Alert, Change, ChangeKind, Facet, Severity, State, Version

NOW = moment("2025-01-16T14:12")
BEFORE = make_version("The treaty will be signed on Friday.", id=1, outlet="Caspian Courier", on="2025-01-13")
AFTER = make_version(
    "It will now be signed on 24 January, Peskov said.",
    id=2,
    outlet="TASS",
    on="2025-01-16T14:02",
    seen="2025-01-16T14:11",
)
VERSIONS = {1: BEFORE, 2: AFTER}
LOG = ChannelSettings(name="log")


def postponed(*, severity: Severity = Severity.ALERT, after: Version = AFTER) -> Change:
    """The signing is put off by a week."""
    return Change(
        key="abc",
        story_id=1,
        event_key="sign",
        article_id=2,
        version_id=2,
        kind=ChangeKind.STATUS,
        severity=severity,
        title="Treaty signing: postponed to Fri 24 Jan 2025",
        before=Facet(state=State.PLANNED, time=on_day("2025-01-17"), text="planned for Fri 17 Jan 2025"),
        after=Facet(state=State.POSTPONED, time=on_day("2025-01-24"), text="postponed to Fri 24 Jan 2025"),
        why="What was announced has an outcome.",
        rule="change.outcome",
        evidence=(make_span(after, after.article.text),),
        evidence_before=(make_span(BEFORE, BEFORE.article.text),),
        said_by="Peskov, via TASS",
        voices=1,
        copies=4,
        published_at=after.published_at,
        seen_at=after.seen_at,
    )


def alert_of(change: Change, channel: ChannelSettings = LOG, version: Version = AFTER) -> Alert:
    """The one alert of a change."""
    (alert,) = select([change], channels=[channel], now=NOW, versions={**VERSIONS, 2: version})
    return alert


def test_the_text_says_first_what_changed_then_the_words_who_when_and_where() -> None:
    alert = alert_of(postponed())
    assert alert.title == "POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025"
    assert alert.body == (
        '"It will now be signed on 24 January, Peskov said." - Peskov, via TASS (1 voice,\n'
        "4 copies)\n"
        'Before: "The treaty will be signed on Friday." - Caspian Courier, 13 Jan 2025\n'
        "What was announced has an outcome.\n"
        "Published 16 Jan 2025, 14:02 UTC; seen 16 Jan 2025, 14:11 UTC\n"
        "https://tass.example/news/2#:~:text="
        "It%20will%20now%20be%20signed%20on%2024%20January%2C%20Peskov%20said."
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
    alerts = select([postponed(severity=severity)], channels=[channel], now=NOW, versions=VERSIONS)
    assert bool(alerts) is told


def test_the_key_is_stable_and_one_for_each_change_and_channel() -> None:
    first, again = alert_of(postponed()), alert_of(postponed())
    other = alert_of(postponed(), ChannelSettings(name="mail"))
    assert first.key == again.key != other.key
    assert first.key.isalnum()
    assert (first.not_before, first.created_at) == (NOW, NOW)


def test_hostile_words_are_shown_and_do_nothing() -> None:
    version = make_version("Signed\x1b[2J\x1b]0;pwned\x07 \u202etoday", id=2, url="javascript:alert(1)")
    body = alert_of(postponed(after=version), version=version).body
    assert "\x1b" not in body
    assert "\u202e" not in body
    assert '"Signed today"' in body


def test_lines_are_80_columns_wide_at_most_where_characters_take_two() -> None:
    version = make_version(
        "伊朗和俄罗斯将于星期五在莫斯科签署全面战略伙伴关系条约" * 6, id=2, url="https://a.example/1"
    )
    alert = alert_of(postponed(after=version), version=version)
    lines = [line for line in alert.body.split("\n") if not line.startswith("https://")]
    assert max(cell_len(line) for line in lines) <= 80


def test_silence_has_no_quote_of_its_own_and_still_says_why() -> None:
    silent = replace(postponed(), evidence=(), said_by="", voices=0, copies=0, published_at=None)
    assert alert_of(silent).body == (
        'Before: "The treaty will be signed on Friday." - Caspian Courier, 13 Jan 2025\n'
        "What was announced has an outcome.\n"
        "Seen 16 Jan 2025, 14:11 UTC"
    )
