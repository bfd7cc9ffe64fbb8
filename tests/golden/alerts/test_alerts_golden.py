"""Golden messages: what each channel is sent, word for word. A folder a message, a file a channel's form of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.alert_values import BEFORE, NOW, OCCASION, STORY, VERSIONS, item, make_message, postponed, told
from tests.builders import make_span, make_version, on_day
from tracker.alerts import reinstatements, summary, withdrawals
from tracker.alerts.cloud_event import event_of
from tracker.alerts.html import to_html
from tracker.alerts.mail import mail_of
from tracker.alerts.text import message_text
from tracker.alerts.wording import digest_message, item_of, message_of, trial
from tracker.config import AlertSettings, ChannelSettings
from tracker.model import (
    AlertState,
    Change,
    ChangeKind,
    Facet,
    Message,
    Past,
    Severity,
    State,
    Stored,
    Told,
    Withdrawal,
)

HERE = Path(__file__).parent
LOG = ChannelSettings(name="log")
MAIL = ChannelSettings(name="mail", kind="mail", host="x", sender="Desk <desk@desk.example>", to=("me@me.example",))
WITHDRAWAL = Withdrawal(at=NOW, why="Marked wrong by Ada: that is the gas treaty.", correction_id=5)
EDITED = make_version(
    'The treaty has <b>48</b> articles & an "annex", Volga-Wire\'s desk says.',
    id=3,
    outlet="Volga-Wire",
    on="2025-01-16T09:30",
    url="https://volga-wire.example/inside?a=1&b=2",
)


def said(change: Change, *, number: int = 41, earlier: tuple[str, ...] = ()) -> Message:
    """The message of one change."""
    return message_of(told(change), item(change, number=number), story=STORY, occasion=OCCASION, earlier=earlier)


def withdrawn() -> Message:
    """The signing put off is taken back."""
    change = replace(postponed(), withdrawn=WITHDRAWAL)
    past = Past(
        changes=(Stored(id=41, value=change),), told=(Told(alert=told(postponed()), state=AlertState.DELIVERED),)
    )
    (alert,) = withdrawals(past, {"abc": WITHDRAWAL}, channels=[LOG], settings=AlertSettings(), now=NOW).alerts
    follows = (alert.follows,) if alert.follows else ()
    return message_of(alert, item(change, alert=alert), story=STORY, occasion=OCCASION, earlier=follows)


def reinstated() -> Message:
    """And stands again."""
    first = told(postponed())
    past = Past(changes=(Stored(id=41, value=postponed()),), told=(Told(alert=first, state=AlertState.DELIVERED),))
    (back,) = withdrawals(past, {"abc": WITHDRAWAL}, channels=[LOG], settings=AlertSettings(), now=NOW).alerts
    past = replace(past, told=(*past.told, Told(alert=back, state=AlertState.DELIVERED)))
    (alert,) = reinstatements(past, {"abc"}, channels=[LOG], settings=AlertSettings(), now=NOW).alerts
    earlier = (first.key, back.key)
    return message_of(alert, item(postponed(), alert=alert), story=STORY, occasion=OCCASION, earlier=earlier)


def silence() -> Message:
    """Nobody says what became of the plan."""
    return said(silent())


def silent() -> Change:
    """The plan came due in silence."""
    due = on_day("2025-01-17")
    return replace(
        postponed(key="silent"),
        kind=ChangeKind.OVERDUE,
        severity=Severity.ALERT,
        title="Treaty signing: no report yet, 7 of 9 sources read since",
        before=Facet(state=State.PLANNED, time=due, text="planned for Fri 17 Jan 2025"),
        after=Facet(state=State.OVERDUE, time=due, text="no report yet, 7 of 9 sources read since"),
        why="No report yet: 7 of 9 sources were read since it was due, and none says so.",
        evidence=(),
        said_by="",
        voices=0,
        copies=0,
        published_at=None,
    )


def edited() -> Change:
    """A figure was edited in place, in words that HTML would obey."""
    return replace(
        postponed(key="edited", severity=Severity.NOTICE),
        kind=ChangeKind.NUMBER,
        title="Treaty contents: 47 articles -> 48 articles",
        before=Facet(text="47 articles"),
        after=Facet(text="48 articles"),
        why="Edited in place, without a note.",
        evidence=(make_span(EDITED, EDITED.article.text),),
        said_by="Volga-Wire",
        copies=0,
        published_at=EDITED.published_at,
        seen_at=EDITED.seen_at,
    )


def digest() -> Message:
    """Three changes and a withdrawal in one message."""
    versions = {**VERSIONS, 3: EDITED}
    items = []
    for number, change in enumerate((edited(), postponed(), silent()), 40):
        alert = told(change)
        stored = Stored(id=number, value=change)
        items.append((alert.key, item_of(alert, story=STORY, change=stored, versions=versions, occasion=OCCASION)))
    back = withdrawn()
    return digest_message("mail", [*items, (back.key, back.items[0])], occasion=OCCASION)


def baseline() -> Message:
    """The first reading has ended."""
    lines = [
        "3 plans are watched; 9 sources were read, 1 can't be: Dushanbe Post (paywall).",
        "Treaty signing: planned for Fri 17 Jan 2025 (Kremlin)",
        "Visit of Pezeshkian to Moscow: planned for Fri 17 Jan 2025",
    ]
    (alert,) = summary(STORY, lines, channels=[LOG], settings=AlertSettings(), now=NOW)
    said = item_of(alert, story=STORY, change=None, versions={}, occasion=OCCASION)
    return message_of(alert, said, story=STORY, occasion=OCCASION, earlier=())


def pasted() -> Message:
    """Words of a pasted text: there is no address to open."""
    version = make_version("It is put off to 24 January.", id=2, outlet="Pasted", on="2024-12-30", url="pasted:x")
    change = postponed(said_in=version)
    alert = told(change)
    stored = Stored(id=7, value=change)
    said = item_of(alert, story=STORY, change=stored, versions={1: BEFORE, 2: version}, occasion=OCCASION)
    return message_of(alert, said, story=STORY, occasion=OCCASION, earlier=())


MESSAGES: Mapping[str, Callable[[], Message]] = {
    "postponed": lambda: make_message(earlier=("0f0f", "1e1e")),
    "withdrawn": withdrawn,
    "reinstated": reinstated,
    "silence": silence,
    "digest": digest,
    "summary": baseline,
    "pasted": pasted,
    "trial": lambda: trial("mail", occasion=OCCASION),
}


def headers(message: Message) -> str:
    """The head of the mail."""
    mail = mail_of(message, MAIL, now=NOW)
    return "".join(f"{name}: {value}\n" for name, value in mail.items() if name not in ("Content-Type", "MIME-Version"))


FORMS: Mapping[str, Callable[[Message], str]] = {
    "message.txt": lambda message: f"{message_text(message)}\n",
    "mail-head.txt": headers,
    "mail.html": to_html,
    "event.json": lambda message: f"{json.dumps(event_of(message), indent=2, ensure_ascii=False)}\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", MESSAGES)
def test_the_message_is_what_the_folder_holds(name: str, form: str) -> None:
    assert FORMS[form](MESSAGES[name]()) == (HERE / name / form).read_text(encoding="utf-8")


def test_every_file_of_a_message_is_a_form() -> None:
    for name in MESSAGES:
        assert {path.name for path in (HERE / name).iterdir()} == set(FORMS)


@pytest.mark.parametrize("name", MESSAGES)
def test_html_loads_nothing_and_runs_nothing(name: str) -> None:
    html = to_html(MESSAGES[name]())
    for forbidden in ("<script", "src=", "url(", "@import", "<link", "<b>48</b>", "<iframe", "onerror"):
        assert forbidden not in html
