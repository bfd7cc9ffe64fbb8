"""kill -9 between a mail server's acceptance and our record of it: the mail comes again, with the same id, and once."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from storage import open_store
from tests.alert_values import NOW, postponed
from tests.receivers import MailReceiver, mail_receiver
from tracker.alerts import select
from tracker.config import AlertSettings, ChannelSettings, Digest
from tracker.model import AlertState, Judgement, NewStory, Severity

pytestmark = pytest.mark.faults
DAILY = Digest(at=time(8))
PUMP = """
import sys
from datetime import datetime
from storage import open_store
from tests.faults.test_kill_delivery import channels
from tracker.alerts import Outbox, make_channels
from tracker.clock import StepClock
from tracker.config import Settings

settings = Settings(channels=channels(int(sys.argv[2]), digest=sys.argv[4]))
clock = StepClock(datetime.fromisoformat(sys.argv[3]))
Outbox(open_store(sys.argv[1]), make_channels(settings), clock, settings=settings).pump()
"""


def channels(port: int, *, digest: str) -> tuple[ChannelSettings, ...]:
    """One mail channel."""
    mail = ChannelSettings(
        name="mail",
        kind="mail",
        host="127.0.0.1",
        port=port,
        security="none",
        sender="desk@desk.example",
        to=("me@desk.example",),
    )
    return (replace(mail, digest=DAILY) if digest else mail,)


class Killing(MailReceiver):
    """Takes a mail over, and ends who sent it before it hears so."""

    victim: "subprocess.Popen[bytes] | None" = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A mail arrives."""
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
            self.victim = None
        return answer


def pump(url: str, port: int, at: datetime, digest: str) -> "subprocess.Popen[bytes]":
    """A process that delivers what is due at that moment."""
    arguments = [sys.executable, "-c", PUMP, url, str(port), at.isoformat(), digest]
    return subprocess.Popen(arguments, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize("digest", ["", "daily"], ids=["alerts", "digest"])
def test_a_mail_that_was_taken_over_comes_again_with_the_same_id(tmp_path: Path, digest: str) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    store = open_store(url)
    story = store.add_story(NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW))
    told = tuple(
        replace(postponed(key=key, severity=Severity.ALERT), event_key=key, evidence=(), evidence_before=())
        for key in ("a", "b", "c")
    )
    settings = AlertSettings(settle=timedelta())
    wanted = channels(0, digest=digest)
    alerts = select(told, channels=wanted, settings=settings, now=NOW, story=story, watched=frozenset())
    store.judge(story.id, lambda _: Judgement(changes=told, alerts=alerts))
    due = max(alert.not_before for alert in alerts)
    with mail_receiver(Killing) as server:
        assert isinstance(server, Killing)
        server.victim = victim = pump(url, server.port, due, digest)
        assert victim.wait(timeout=60) == -signal.SIGKILL
        assert {told.state for told in store.past(story.id).told} == {AlertState.WAITING}
        assert pump(url, server.port, due + timedelta(minutes=5), digest).wait(timeout=60) == 0
        assert pump(url, server.port, due + timedelta(hours=5), digest).wait(timeout=60) == 0
    ids = [mail["Message-ID"] for mail in server.mails]
    assert {told.state for told in store.past(story.id).told} == {AlertState.DELIVERED}
    assert len(ids) == (2 if digest else 4)
    assert len(set(ids)) == len(ids) - 1
    assert ids[0] == ids[1]
    store.close()
