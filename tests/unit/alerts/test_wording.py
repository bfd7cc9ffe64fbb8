"""Messages as words: foreign text does nothing, lines fit, moments are the zone's; a dry run names what settles."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len

from tests.alert_values import BEFORE, LOG, NOW, STORY, make_message, postponed, told
from tests.builders import make_version, moment
from tests.unit.alerts.test_settling import FIRST, SECOND
from tracker.alerts import Occasion, dry_run
from tracker.alerts.text import message_text
from tracker.alerts.wording import item_of, message_of
from tracker.config import AlertSettings
from tracker.model import Alert, Message, MessageItem, Severity, Stored, Version


def said(version: Version, *, at: str = "2025-01-16T14:12", zone: str = "Europe/Moscow") -> Message:
    """The message of a change whose words are a version's text."""
    change = postponed(said_in=version)
    occasion = Occasion(told_at=moment(at), zone=ZoneInfo(zone))
    alert: Alert = told(change)
    item: MessageItem = item_of(
        alert, story=STORY, change=Stored(id=41, value=change), versions={1: BEFORE, 2: version}, occasion=occasion
    )
    return message_of(alert, item, story=STORY, occasion=occasion, earlier=())


def test_hostile_words_are_shown_and_do_nothing() -> None:
    text = message_text(
        said(make_version("Signed\x1b[2J\x1b]0;pwned\x07 \u202etoday", id=2, url="javascript:alert(1)"))
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "javascript" not in text
    assert '"Signed today"' in text


def test_lines_are_80_columns_wide_at_most_where_characters_take_two() -> None:
    words = "伊朗和俄罗斯将于星期五在莫斯科签署全面战略伙伴关系条约" * 6
    lines = message_text(said(make_version(words, id=2, url="https://a.example/1"))).split("\n")
    assert max(cell_len(line) for line in lines if not line.startswith("https://")) <= 80


@pytest.mark.parametrize(
    ("published", "at", "zone", "times"),
    [
        ("2025-01-16T14:02", "2025-01-16T14:12", "UTC", "Published 14:02, seen 14:11, told 14:12 (UTC)"),
        (
            "2025-01-16T14:02",
            "2025-01-16T21:30",
            "Europe/Moscow",
            "Published 16 Jan 17:02, seen 16 Jan 17:11, told 00:30",
        ),
        (
            "2024-12-31T23:30",
            "2025-01-16T14:12",
            "America/New_York",
            "Published 31 Dec 2024 18:30, seen 09:11, told 09:12",
        ),
    ],
)
def test_a_moment_of_another_day_has_its_day(published: str, at: str, zone: str, times: str) -> None:
    version = make_version("Put off.", id=2, on=published)
    assert said(version, at=at, zone=zone).items[0].times.startswith(times)


def test_a_zone_is_named_by_its_place() -> None:
    version = make_version("Put off.", id=2, on="2025-01-16T14:02")
    assert said(version, zone="America/New_York").items[0].times.endswith("(New York)")


def test_the_message_keeps_the_id_of_its_alert() -> None:
    assert make_message("a1b2").key == "a1b2"


@pytest.mark.parametrize(("apart", "why"), [(4, "told as one with N2"), (6, "")])
def test_a_dry_run_names_what_would_have_settled(apart: int, why: str) -> None:
    later = replace(SECOND, seen_at=FIRST.seen_at + timedelta(minutes=apart))
    changes = [Stored(id=1, value=FIRST), Stored(id=2, value=later)]
    tried = dry_run(changes, LOG, settings=AlertSettings(), story=STORY, watched=frozenset())
    assert [each.why_not for each in tried] == [why, ""]
    assert tried[1].due == later.seen_at + timedelta(minutes=5)


def test_a_dry_run_holds_no_alert_back() -> None:
    loud = replace(FIRST, severity=Severity.ALERT)
    changes = [Stored(id=1, value=loud), Stored(id=2, value=SECOND)]
    tried = dry_run(changes, LOG, settings=AlertSettings(), story=STORY, watched=frozenset())
    assert [each.why_not for each in tried] == ["", ""]
    assert tried[0].due == loud.seen_at < NOW
