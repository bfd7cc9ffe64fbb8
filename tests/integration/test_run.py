"""`claimwatch run` as a user runs it: live, beside other commands, until it is told to end."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.course import load_course
from tests.newsroom.server import Newsroom
from tracker.cli.exits import Exit

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from tracker.cli import main; raise SystemExit(main())"]
pytestmark = pytest.mark.demo


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def asked(address: str) -> str:
    """A page of the daemon's."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """The true course, before the signing."""
    with Newsroom(load_course(ROOT / "tests/newsroom/courses/true-course")) as opened:
        opened.now = datetime(2025, 1, 14, 18, tzinfo=UTC)
        yield opened


@pytest.fixture
def command(tmp_path: Path, newsroom: Newsroom) -> list[str]:
    """The program with settings that reach the newsroom and read it every second."""
    hosts = ", ".join(f'"{name}" = "{address}"' for name, address in newsroom.hosts.items())
    (tmp_path / "config.toml").write_text(
        f'[data]\ndir = "{tmp_path}"\n[net]\nhosts = {{ {hosts} }}\n[fetch]\nhost_gap = "10ms"\n'
        '[schedule]\nladder = [["1d", "1s"]]\ntell_within = "4s"\ntick = "200ms"\nlease = "2s"\n'
        f'[web]\nlisten = "127.0.0.1:{free_port()}"\n',
        encoding="utf-8",
    )
    command = [*PROGRAM, "--config", str(tmp_path / "config.toml")]
    seed = ["follow", "seeds/iran-russia-pact.txt", "--published", "2025-01-15"]
    sources = ["--source", "http://volga-wire.example/rss.xml", "--source", "http://off.example/"]
    subprocess.run([*command, *seed, *sources], cwd=ROOT, check=True, capture_output=True)
    return command


def board(command: list[str]) -> str:
    """What the board says, asked while the daemon runs."""
    asked = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(asked.stdout)
    return json.dumps(answer)


def wait_for(said: str, command: list[str]) -> None:
    """Ask the board until it says so; fails after half a minute."""
    for _ in range(60):
        if said in board(command):
            return
        time.sleep(0.5)
    pytest.fail(f"the board never said {said!r}: {board(command)}")


def wait_until_read(command: list[str]) -> None:
    """Wait until the first reading has ended: what is published from then on is news."""
    wait_for("first reading of", command)


def start(command: list[str]) -> "subprocess.Popen[str]":
    """Start the daemon."""
    return subprocess.Popen([*command, "run"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_it_tells_what_happened_and_ends_cleanly(
    command: list[str], newsroom: Newsroom, ending: signal.Signals, tmp_path: Path
) -> None:
    daemon = start(command)
    wait_until_read(command)
    newsroom.now = datetime(2025, 1, 17, 18, tzinfo=UTC)
    wait_for("happened as announced", command)
    daemon.send_signal(ending)
    out, err = daemon.communicate(timeout=20)
    assert (daemon.returncode, err) == (0, "")
    assert "HAPPENED  treaty signing, as announced, Fri 17 Jan 2025" in out
    assert out.rstrip().endswith("nothing is left in hand")
    assert "HAPPENED: treaty signing" in (tmp_path / "alerts.log").read_text(encoding="utf-8")


def test_a_second_daemon_is_refused_and_the_first_goes_on(command: list[str], newsroom: Newsroom) -> None:
    daemon = start(command)
    wait_until_read(command)
    second = subprocess.run([*command, "run"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == Exit.RUNNING
    assert second.stdout == ""
    assert second.stderr.startswith("claimwatch: ")
    assert "another claimwatch works on this database" in second.stderr
    assert second.stderr.count("\n") == 1
    stats = subprocess.run([*command, "stats", "--json"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(stats.stdout)["is_running"] is True
    daemon.terminate()
    assert (daemon.communicate(timeout=20)[1], daemon.returncode) == ("", 0)


def test_it_says_how_long_nobody_watched(command: list[str], newsroom: Newsroom, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "claimwatch.db") as database:
        began, last = datetime.now(UTC) - timedelta(days=3), datetime.now(UTC) - timedelta(hours=45)
        moments = [moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for moment in (began, last)]
        database.execute("INSERT INTO watches (began_at, last_at) VALUES (?, ?)", moments)
    daemon = start(command)
    wait_until_read(command)
    daemon.terminate()
    out, _ = daemon.communicate(timeout=20)
    assert "(1 day 21 h); every source is read before silence is judged" in out
    with sqlite3.connect(tmp_path / "claimwatch.db") as database:
        assert database.execute("SELECT count(*) FROM watches WHERE last_at > began_at").fetchone() == (2,)


def test_after_a_kill_it_goes_on(command: list[str], newsroom: Newsroom) -> None:
    first = start(command)
    wait_until_read(command)
    first.kill()
    first.communicate()
    newsroom.now = datetime(2025, 1, 17, 18, tzinfo=UTC)
    second = start(command)
    wait_for("happened as announced", command)
    second.terminate()
    _, err = second.communicate(timeout=20)
    assert (second.returncode, err) == (0, "")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "kill -9"])
def test_its_page_shows_what_it_reads_and_ends_with_it(
    command: list[str], newsroom: Newsroom, ending: signal.Signals
) -> None:
    daemon = start(command)
    assert daemon.stdout is not None
    daemon.stdout.readline()
    address = daemon.stdout.readline().removeprefix("the page is at ").strip()
    wait_until_read(command)
    newsroom.now = datetime(2025, 1, 17, 18, tzinfo=UTC)
    wait_for("happened as announced", command)
    assert "happened as announced" in asked(address)
    assert "HAPPENED: treaty signing" in asked(f"{address}alerts.atom")
    daemon.send_signal(ending)
    daemon.communicate(timeout=20)
    for _ in range(50):
        try:
            asked(address)
        except OSError:
            return
        time.sleep(0.2)
    pytest.fail("the page outlived its daemon")
