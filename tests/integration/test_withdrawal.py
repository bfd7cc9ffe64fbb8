"""A wrong "signed" reached two of three channels; a person marks it wrong; kill -9, restart, a rebuild, and an undo.

Over real HTTP, SMTP and SQLite, with the real cycle: exactly the two that got it get one withdrawal, in its thread.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.receivers import MailReceiver, WebReceiver, mail_receiver, web_receiver
from tests.serving import Answer, Request, serving
from tracker.app import App
from tracker.cli import main
from tracker.clock import StepClock
from tracker.config import (
    AlertSettings,
    ChannelSettings,
    DataSettings,
    FetchSettings,
    NetSettings,
    Secret,
    Settings,
)

pytestmark = pytest.mark.demo
BEGINS = datetime(2025, 1, 17, 9, tzinfo=UTC)
PAGE = "http://courier.example/world/the-signing"
PLAN = "Russia and Iran will sign their partnership treaty in Moscow on Friday, January 17, the Kremlin said on Monday."
SIGNED = "Vladimir Putin and Masoud Pezeshkian signed the partnership treaty of Russia and Iran in Moscow on Friday."
MORE = (
    "The treaty between the two countries is meant to deepen their trade, their transport and their energy ties.",
    "Diplomats in both capitals have worked on the text for years, and it takes the place of an accord from 2001.",
)
SEED = "\n".join(["The treaty is near", PLAN, *reversed(MORE), "The text has not been shown so far."])
ROOT = Path(__file__).parents[2]
DAEMON = """
import json, sys
from tests.integration.test_withdrawal import Desk
Desk(**json.loads(sys.argv[1])).app().check()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the program runs: its data, its receivers, and the moment (of both clocks)."""

    home: str
    courier: str
    mail: int
    hook: str
    phone: str
    at: str

    def app(self) -> App:
        """The program, as after a restart."""
        channels = (
            ChannelSettings(
                name="mail",
                kind="mail",
                host="127.0.0.1",
                port=self.mail,
                security="none",
                sender="desk@desk.example",
                to=("me@desk.example",),
                kinds=("status",),
            ),
            ChannelSettings(name="hook", kind="webhook", url=Secret(self.hook), kinds=("status",)),
            ChannelSettings(name="phone", kind="webhook", url=Secret(self.phone), kinds=("status",)),
        )
        settings = Settings(
            data=DataSettings(dir=Path(self.home)),
            net=NetSettings(hosts={"courier.example": self.courier}),
            fetch=FetchSettings(host_gap=timedelta(), robots=False),
            alerts=AlertSettings(settle=timedelta()),
            channels=channels,
        )
        now = datetime.fromisoformat(self.at)
        return App(settings, story_clock=StepClock(now), machine_clock=StepClock(now))


class Killing(MailReceiver):
    """Takes a mail over; a victim that sent it never hears so."""

    victim: "subprocess.Popen[bytes] | None" = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A mail arrives."""
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim = None
        return answer


class Course:
    """The course of events, told to the program an hour at a time."""

    def __init__(self, home: Path, courier: str, mail: Killing, hook: WebReceiver, phone: WebReceiver) -> None:
        self._places = {
            "home": str(home), "courier": courier, "mail": mail.port, "hook": hook.url, "phone": phone.url,
        }  # fmt: skip
        self.at = BEGINS

    @property
    def desk(self) -> Desk:
        """The program's place at this moment."""
        return Desk(**self._places, at=self.at.isoformat())  # type: ignore[arg-type]

    def check(self) -> None:
        """An hour later, everything is read and sent."""
        self.at += timedelta(hours=1)
        with self.desk.app() as app:
            app.check()

    def check_until_killed(self, mail: Killing) -> None:
        """An hour later, a process does so that is killed when its first mail was taken over."""
        self.at += timedelta(hours=1)
        place = json.dumps({**self._places, "at": self.at.isoformat()})
        daemon = subprocess.Popen([sys.executable, "-c", DAEMON, place], cwd=ROOT)
        mail.victim = daemon
        assert daemon.wait(timeout=120) == -signal.SIGKILL

    def run(self, *arguments: str) -> int:
        """One command of the command line."""
        return main(list(arguments), make=lambda _: self.desk.app())

    def signing(self) -> tuple[str, str]:
        """State and outcome of the watched event."""
        with self.desk.app() as app:
            book = app.store.book(1)
            event = next(each.value for each in book.events if each.value.event_class == "sign")
            known = app.state_of(book, event)
            return known.state.value, known.outcome.value if known.outcome else ""

    def signed(self) -> int:
        """The number of the change that tells the signing."""
        with self.desk.app() as app:
            return next(each.id for each in app.store.changes(1) if each.value.label == "HAPPENED")


@pytest.fixture
def text() -> list[str]:
    """What the page says now."""
    return ["Moscow makes ready for the ceremony of Friday, and the streets are closed.", *MORE]


@pytest.fixture
def courier(text: list[str]) -> Iterator[str]:
    """The outlet."""

    def answer(request: Request) -> Answer:
        told = "".join(f"<p>{each}</p>" for each in text)
        page = f"<html lang='en'><head><title>The signing</title></head><body><article><h1>The signing</h1>{told}"
        return Answer(body=f"{page}</article></body></html>".encode())

    with serving(answer) as address:
        yield address


def test_exactly_those_who_got_it_get_one_withdrawal_in_the_thread(
    tmp_path: Path, courier: str, text: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with mail_receiver(Killing) as mail, web_receiver() as hook, web_receiver() as phone:
        assert isinstance(mail, Killing)
        phone.status = 503
        course = Course(tmp_path, courier, mail, hook, phone)
        with course.desk.app() as app:
            app.follow(text=SEED, published=BEGINS - timedelta(days=2), sources=[PAGE])
        course.check()
        # Channels get the summary of the first reading, whatever kinds of change they want.
        assert [mail.mails.pop()["Subject"] for _ in mail.mails] == ["Now following: The treaty is near"]
        hook.posted.clear()
        phone.posted.clear()
        before = course.signing()
        text[:] = [SIGNED, *MORE]
        course.check()
        assert course.signing()[0] == "happened"
        assert [len(mail.mails), len(hook.posted)] == [1, 1]
        assert mail.mails[0]["Subject"].startswith("HAPPENED: ")

        assert course.run("wrong", f"N{course.signed()}", "--because", "that is the gas treaty", "--by", "Ada") == 0
        phone.status = 200
        course.check_until_killed(mail)
        course.check()
        told, *repeats = mail.mails
        assert {each["Message-ID"] for each in repeats} == {repeats[0]["Message-ID"]}
        assert len(repeats) == 2  # taken over, but not recorded: once more, with the same id
        assert repeats[0]["In-Reply-To"] == told["Message-ID"]
        assert repeats[0]["Subject"] == f"WITHDRAWN: {told['Subject']}"
        assert course.signing() == before

        assert course.run("reanalyse") == 0
        course.check()
        course.check()
        assert len(mail.mails) == 3
        events = [json.loads(posted.body) for posted in hook.posted]
        assert [event["type"].rpartition(".")[2] for event in events] == ["told", "withdrawn"]
        assert events[1]["data"]["answers"] == events[0]["id"]
        assert events[1]["data"]["thread"] == events[0]["data"]["thread"]
        assert "that is the gas treaty" in " ".join(events[1]["data"]["items"][0]["lines"])
        types = {json.loads(posted.body)["type"] for posted in phone.posted}
        assert types == {"claimwatch.story.summary"}  # tried first, and the channel rests once it has failed

        assert course.run("undo", "K1", "--because", "it was the treaty after all", "--by", "Ada") == 0
        assert course.signing()[0] == "happened"
        phone_before = len(phone.posted)
        course.check()
        assert mail.mails[-1]["Subject"] == f"STANDS AGAIN: {told['Subject']}"
        assert json.loads(hook.posted[-1].body)["type"] == "claimwatch.change.reinstated"
        assert len(phone.posted) == phone_before + 1  # what it never got is sent to it now
        assert json.loads(phone.posted[-1].body)["type"] == "claimwatch.change.told"
