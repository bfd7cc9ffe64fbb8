"""`claimwatch alerts` on a real store and real receivers: lists, dead letters, trials, what rules would have told."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import open_store
from tests.alert_values import postponed
from tests.receivers import web_receiver
from tracker.alerts import select
from tracker.cli import main
from tracker.cli.exits import Exit
from tracker.config import AlertSettings, ChannelSettings
from tracker.model import Delivery, DeliveryOutcome, Judgement, NewStory, Severity

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A story with an alert, a notice and an info, seen an hour ago; mail got the alert, the hook gave up on it."""
    (tmp_path / "config.toml").write_text(
        f'[data]\ndir = "{tmp_path}"\n[[channels]]\nname = "log"\n'
        '[[channels]]\nname = "loud"\nkind = "stdout"\nleast = "alert"\n',
        encoding="utf-8",
    )
    seen = NOW - timedelta(hours=1)
    told = [
        replace(postponed(key=severity.name, severity=severity, seen_at=seen), evidence=(), evidence_before=())
        for severity in (Severity.ALERT, Severity.NOTICE, Severity.INFO)
    ]
    channels = [ChannelSettings(name="mail", least="alert"), ChannelSettings(name="hook", least="alert")]
    store = open_store(f"sqlite:///{tmp_path / 'claimwatch.db'}")
    story = store.add_story(NewStory(slug="iran-russia", title="The treaty", language="en", created_at=seen))
    alerts = select(told, channels=channels, settings=AlertSettings(), now=seen, story=story, watched=frozenset())
    store.judge(story.id, lambda _: Judgement(changes=tuple(told), alerts=alerts))
    for alert, outcome in zip(alerts, (DeliveryOutcome.DELIVERED, DeliveryOutcome.DEAD), strict=True):
        store.record_delivery(Delivery(alert_key=alert.key, at=seen, outcome=outcome, detail=f"said {outcome.value}"))
    store.close()
    return tmp_path


def run(home: Path, *arguments: str) -> int:
    """Run a command in that directory."""
    return main(["--config", str(home / "config.toml"), *arguments])


def test_the_list_says_what_became_of_each(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "alerts", "list") == Exit.OK
    out = capsys.readouterr().out
    title = "         POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025\n"
    assert f" delivered mail\n{title}" in out
    assert f" dead      hook\n{title}         said dead\n" in out
    assert max(len(line) for line in out.splitlines()) <= 80
    assert run(home, "alerts", "list", "--dead", "--json") == Exit.OK
    (dead,) = json.loads(capsys.readouterr().out)
    assert (dead["state"], dead["channel"], dead["detail"]) == ("dead", "hook", "said dead")


def test_a_dead_letter_waits_again_by_the_first_digits_of_its_id(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(home, "alerts", "list", "--dead", "--json")
    (dead,) = json.loads(capsys.readouterr().out)
    assert run(home, "alerts", "retry", dead["id"][:6]) == Exit.OK
    assert f"{dead['id'][:8]} waits again: POSTPONED" in capsys.readouterr().out
    assert run(home, "alerts", "list", "--dead") == Exit.OK
    assert capsys.readouterr().out == "no dead letters\n"
    assert run(home, "alerts", "retry", dead["id"]) == Exit.NOT_FOUND


def test_all_of_them_wait_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "alerts", "retry", "--all") == Exit.OK
    assert capsys.readouterr().out.count("waits again") == 1
    assert run(home, "alerts", "retry", "--all") == Exit.OK
    assert capsys.readouterr().out == "no dead letters\n"


@pytest.mark.parametrize("arguments", [(), ("abc", "--all")])
def test_retry_wants_one_or_all(home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert run(home, "alerts", "retry", *arguments) == Exit.TROUBLE
    assert "name one dead letter, or --all" in capsys.readouterr().err


def test_a_dry_run_says_what_would_have_been_told_and_why_not(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (home / "claimwatch.db").read_bytes()
    assert run(home, "alerts", "dry-run") == Exit.OK
    out = capsys.readouterr().out
    assert "'log' would have told 2 of 3 changes since" in out
    assert "'loud' would have told 1 of 3 changes since" in out
    assert "  not 1: info is kept and shown, never sent (N3)" in out
    assert '  not 1: notice is below least = "alert" (N2)' in out
    assert max(len(line) for line in out.splitlines()) <= 80
    assert not (home / "alerts.log").exists()
    assert (home / "claimwatch.db").read_bytes() == before


def test_a_dry_run_of_one_channel_and_a_shorter_time(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "alerts", "dry-run", "--last", "30m", "--channel", "log") == Exit.OK
    assert capsys.readouterr().out.startswith("'log' would have told 0 of 0 changes since")
    assert run(home, "alerts", "dry-run", "--channel", "log", "--json") == Exit.OK
    tried = json.loads(capsys.readouterr().out)
    assert [(each["change"], each["told"]) for each in tried] == [("N1", True), ("N2", True), ("N3", False)]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("dry-run", "--last", "a while"), Exit.TROUBLE, "--last: 'a while' is no duration"),
        (
            ("dry-run", "--channel", "nowhere"),
            Exit.NOT_FOUND,
            "named 'nowhere' (in the settings: log, loud)",
        ),
        (("test", "nowhere"), Exit.NOT_FOUND, "no channel is named 'nowhere'"),
        (("retry", "zzz"), Exit.NOT_FOUND, "no dead letter is named zzz"),
    ],
)
def test_trouble_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: Exit, said: str
) -> None:
    assert run(home, "alerts", *arguments) == code
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_trial_arrives_marked_as_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with web_receiver() as server:
        with (home / "config.toml").open("a", encoding="utf-8") as file:
            file.write(f'[[channels]]\nname = "hook"\nkind = "webhook"\nurl = "{server.url}"\n')
        assert run(home, "alerts", "test", "hook") == Exit.OK
        assert "'hook' took it over: answered 204" in capsys.readouterr().out
        server.status = 401
        assert run(home, "alerts", "test", "hook") == Exit.TROUBLE
    event = json.loads(server.posted[0].body)
    assert event["type"] == "claimwatch.test"
    assert event["data"]["title"] == "TEST: claimwatch reaches 'hook'"
    err = capsys.readouterr().err
    assert err == "claimwatch: the test was not delivered: channel 'hook': its url answered 401\n"
