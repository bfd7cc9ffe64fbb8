"""Sources, stories, settings and the store as a user tends them: each command on a real store."""

import io
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.course import load_course
from tests.newsroom.server import Newsroom
from tracker.app import App
from tracker.cli import main
from tracker.cli.exits import Exit
from tracker.config import load_settings

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "iran-russia-pact.txt"
SLUG = "iran-russia-pact-focuses-on-trade"
FEED = "http://volga-wire.example/rss.xml"
PAGE = "http://caspian-courier.example/world/inside-the-pact"


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    """The true course, on the day after the signing."""
    with Newsroom(load_course(ROOT / "tests/newsroom/courses/true-course")) as opened:
        opened.now = datetime(2025, 1, 17, 16, tzinfo=UTC)
        yield opened


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, newsroom: Newsroom) -> dict[str, Path]:
    """The seed followed with two sources: not yet read, and read once."""
    unread, read = tmp_path_factory.mktemp("unread"), tmp_path_factory.mktemp("read")
    settle(unread, newsroom)
    assert run(unread, "follow", str(SEED), "--published", "2025-01-15", "--source", FEED, "--source", PAGE) == 0
    shutil.copytree(unread, read, dirs_exist_ok=True)
    settle(read, newsroom)
    assert run(read, "check") == 0
    return {"unread": unread, "read": read}


def settle(home: Path, newsroom: Newsroom) -> None:
    """Write settings that reach the newsroom into a directory."""
    hosts = ", ".join(f'"{name}" = "{address}"' for name, address in newsroom.hosts.items())
    (home / "config.toml").write_text(
        f'[data]\ndir = "{home}"\n[net]\nhosts = {{ {hosts} }}\n[fetch]\nhost_gap = "1ms"\n', encoding="utf-8"
    )


@pytest.fixture
def home(tmp_path: Path, begun: dict[str, Path], newsroom: Newsroom, request: pytest.FixtureRequest) -> Path:
    """A directory of its own with the story, read once unless the test says otherwise."""
    home = tmp_path / "home"
    shutil.copytree(begun[getattr(request, "param", "read")], home)
    settle(home, newsroom)
    return home


unread = pytest.mark.parametrize("home", ["unread"], indirect=True)


@pytest.fixture
def said(home: Path, capsys: pytest.CaptureFixture[str]) -> "Said":
    """Runs a command in that directory."""
    return Said(home, capsys)


class Said:
    """Runs commands and gives what they say."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._home = home
        self._capsys = capsys

    def __call__(self, *arguments: str, code: Exit = Exit.OK) -> str:
        """Standard output, or the one line of trouble; spaces collapsed. Answers but those on one line each fit 80."""
        self._capsys.readouterr()
        assert run(self._home, *arguments) == code
        out, err = self._capsys.readouterr()
        is_line_by_line = arguments[0:1] in (("verify",), ("config",)) or "html" in arguments
        assert all(len(line) <= 80 or "://" in line or is_line_by_line for line in out.splitlines())
        return " ".join((out if out.strip() else err).split())

    def json(self, *arguments: str) -> Any:
        """The answer as JSON."""
        self._capsys.readouterr()
        assert run(self._home, *arguments, "--json") in (Exit.OK, Exit.TROUBLE)
        return json.loads(self._capsys.readouterr().out)


def run(home: Path, *arguments: str) -> int:
    """Run a command in that directory."""
    return main(["--config", str(home / "config.toml"), *arguments])


# --- sources ---------------------------------------------------------------------------------------------------------
@unread
def test_sources_are_listed_with_health_last_reading_and_next_check(said: Said) -> None:
    before = said("sources")
    assert "X2 volga-wire.example (page): NOT READ YET; next check" in before
    said("check")
    after = said("sources", SLUG)
    assert "X2 volga-wire.example (feed): READ; last read" in after
    assert "next check" in after
    assert FEED in after
    assert "pasted text (text): HANDED IN" in after


@unread
def test_a_paused_source_is_not_read_and_is_shown_as_paused(said: Said, newsroom: Newsroom) -> None:
    assert "is paused" in said("sources", "pause", SLUG, PAGE)
    newsroom.requests.clear()
    said("check")
    assert not [each for each in newsroom.requests if "inside-the-pact" in each]
    assert "1 paused" in said()
    assert "PAUSED" in said("sources", "S1")
    assert "paused" in said("show", "S1")
    assert "caspian-courier.example: paused, never read" in said("report", "S1")
    assert "is read again" in said("sources", "resume", SLUG, "X3")
    said("check")
    assert [each for each in newsroom.requests if "inside-the-pact" in each]


def test_a_removed_source_counts_no_more_and_what_it_brought_stays(said: Said) -> None:
    articles = said.json("stats")["records"]["articles"]
    total = said.json()["stories"][0]["story"]["reading"]["total"]
    assert "removed; what it brought stays" in said("sources", "remove", SLUG, "x3")
    assert said.json()["stories"][0]["story"]["reading"]["total"] == total - 1
    assert said.json("stats")["records"]["articles"] == articles
    assert "NO LONGER READ" in said("sources", "S1")
    assert [each["polling"] for each in said.json("show", "S1")["sources"] if each["id"] == "X3"] == ["removed"]
    assert "caspian-courier.example: no longer read" not in said("report", "S1")
    assert "was removed: add it again" in said("sources", "pause", SLUG, "X3", code=Exit.TROUBLE)
    assert "is read from now on" in said("sources", "add", SLUG, PAGE)


def test_an_added_source_is_read(said: Said, newsroom: Newsroom) -> None:
    url = "http://caspian-courier.example/world/treaty-signed"
    added = said.json("sources", "add", "S1", url, "--outlet", "Caspian Courier")
    assert (added["source"], added["is_new"], added["polling"]) == ("X5", True, "on")
    assert "is read already" in said("sources", "add", "S1", url)
    said("check")
    assert "X5 Caspian Courier (page): READ" in said("sources", "S1")


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (("sources", "S9"), Exit.NOT_FOUND, "no story is named 'S9'"),
        (("sources", "pause", "S1", "X99"), Exit.NOT_FOUND, "has no source X99"),
        (("sources", "pause", "S1", "X1"), Exit.TROUBLE, "handed in as text"),
        (("sources", "add", "S1", "nonsense"), Exit.TROUBLE, "no web address"),
        (("sources", "pasue", "S1", "X2"), Exit.USAGE, "Did you mean 'pause'?"),
        (("hold", "S1"), Exit.TROUBLE, "say until when"),
        (("hold", "S1", "--until", "soon"), Exit.TROUBLE, "write it like 2025-01-15 or 3d"),
        (("hold", "S1", "--until", "2025-01-15"), Exit.TROUBLE, "has passed"),
        (("hold", "S1", "--until", "9999999999d"), Exit.TROUBLE, "write it like"),
        (("hold", "S1", "--until", "9999999d"), Exit.TROUBLE, "outside the calendar"),
        (("close", "S9"), Exit.NOT_FOUND, "no story"),
        (("delete", "S1"), Exit.TROUBLE, "say --yes"),
        (("config", "check", "/nowhere/c.toml"), Exit.TROUBLE, "can't be read"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_trouble_is_said(said: Said, command: tuple[str, ...], code: Exit, says: str) -> None:
    assert says in said(*command, code=code)


# --- stories ---------------------------------------------------------------------------------------------------------
def test_alerts_are_held_until_they_are_let_go(said: Said, home: Path) -> None:
    assert "its alerts wait until" in said("hold", "S1", "--until", "3d")
    assert "its alerts wait until" in said("show", "S1")
    assert "its alerts wait until" in said()
    assert said.json("hold", "S1", "--off")["held_until"] is None
    assert "wait until" not in said("show", "S1")


def test_a_closed_story_is_not_read_until_it_is_opened_again(said: Said, newsroom: Newsroom) -> None:
    assert "is closed" in said("close", SLUG)
    assert "was closed before" in said("close", SLUG)
    newsroom.requests.clear()
    said("check")
    assert newsroom.requests == []
    assert said().startswith(f"No story is followed now. Begin one: claimwatch follow FILE or URL Closed: {SLUG}")
    assert "the story is closed" in said("show", SLUG)
    assert "is followed again" in said("reopen", SLUG)
    said("check")
    assert newsroom.requests


class Typing(io.StringIO):
    """Standard input with a person before it."""

    def isatty(self) -> bool:
        return True


def test_a_story_is_deleted_once_its_name_is_typed(
    said: Said, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Typing("S1\n"))
    assert "nothing was deleted" in said("delete", SLUG, code=Exit.TROUBLE)
    assert "(S1)" in said()
    monkeypatch.setattr(sys, "stdin", Typing(f"{SLUG}\n"))
    assert run(home, "delete", SLUG) == Exit.OK
    out, err = capsys.readouterr()
    assert "will be deleted with 4 sources" in " ".join(err.split())
    assert "is deleted" in out
    assert "No story is followed yet" in said()
    counts = said.json("stats")["records"]
    assert not any(counts.values()), counts


def test_yes_deletes_without_asking(said: Said) -> None:
    removed = said.json("delete", "S1", "--yes")
    assert (removed["story"], removed["removed"]["stories"], removed["removed"]["sources"]) == ("S1", 1, 4)


# --- asking ----------------------------------------------------------------------------------------------------------
SIGNED = "http://volga-wire.example/news/20250117-treaty-signed"
HANDED = """Duma to vote on the pact with Iran

Russia's State Duma will ratify the comprehensive strategic partnership treaty between Russia and Iran on
January 30, speaker Vyacheslav Volodin said on Friday. The treaty between Russia and Iran contains 48 articles and
will be in force for 20 years. Iranian President Masoud Pezeshkian visited Moscow for the signing, the Kremlin said.
"""


def test_why_not_walks_the_whole_path(said: Said) -> None:
    assert said("why-not", SIGNED).startswith("WHY NOT TOLD")
    (answer,) = said.json("why-not", SIGNED)["answers"]
    assert [step["what"] for step in answer["steps"]][:4] == ["source", "reading", "article", "claims"]
    assert said.json("why-not", "http://nowhere.example/")["answers"][0]["cause"] == "not found"
    assert said.json("why-not", "E2")["answers"][0]["story"] == f"S1 {SLUG}"
    assert "there is no X99" in said("why-not", "X99", code=Exit.NOT_FOUND)
    assert "a whole story" in said("why-not", "S1", code=Exit.TROUBLE)


def test_since_says_what_changed_and_marks_it_read_once_it_is_printed(said: Said) -> None:
    first = said("since")
    assert "(its " in first
    assert "nobody watched" in first
    said("since", "--mark-read")
    assert "(where you had read to)" in said("since")
    assert said.json("since")["stories"][0]["events"] == []
    assert said.json("since", "2025-01-01", "S1")["stories"][0]["mark"] == "as asked"
    assert said.json("since", "3d", SLUG)["stories"][0]["story"]["id"] == "S1"
    assert len(said.json("since", SLUG)["stories"]) == 1
    assert "neither a date, a span like 3d, nor a story" in said("since", "nonsense", code=Exit.NOT_FOUND)
    assert "still to come" in said("since", "2099-01-01", "S1", code=Exit.TROUBLE)
    assert "write it like" in said("since", "soon", "S1", code=Exit.TROUBLE)


def test_a_mark_is_not_moved_when_nothing_could_be_printed(home: Path) -> None:
    program = f"{sys.executable} -c 'from tracker.cli import main; raise SystemExit(main())'"
    command = f"{program} --config {home}/config.toml since --mark-read | true; exit ${{PIPESTATUS[0]}}"
    subprocess.run(["bash", "-c", command], cwd=ROOT, check=False, capture_output=True)
    with open_app(home) as app:
        marks = [story.read_at for story in app.store.stories()]
    done = subprocess.run(["bash", "-c", f"{command[: command.index('|')]} > /dev/full"], cwd=ROOT, check=False)
    assert done.returncode == Exit.TROUBLE
    with open_app(home) as app:
        assert [story.read_at for story in app.store.stories()] == marks


def open_app(home: Path) -> App:
    """The App of that directory."""
    return App(load_settings(home / "config.toml"))


def test_text_that_is_handed_in_is_judged_marked_and_quiet(said: Said, home: Path) -> None:
    (home / "page.txt").write_text(HANDED, encoding="utf-8")
    url = "http://wall.example/put-off"
    handed = said.json("add", "S1", url, "--text", str(home / "page.txt"), "--published", "2025-01-17")
    assert (handed["is_new"], handed["handed_in"], handed["told"], handed["language"]) == (True, True, 0, "en")
    assert handed["claims"] > 1
    alerts = said.json("stats")["alerts"]
    assert "already; nothing was added" in said(
        "add", "S1", url, "--text", str(home / "page.txt"), "--published", "2025-01-17"
    )
    assert said.json("stats")["alerts"] == alerts
    number = next(each for each in said.json("claims", "S1")["claims"] if each["passage"]["url"] == url)
    assert number["passage"]["handed_in"] is True
    assert "handed in" in said("why", number["id"])
    assert "wall.example (text): HANDED IN" in said("sources", "S1")
    assert "handed in" in said("why-not", url)
    assert "handed in" in said("report", "S1", "--format", "html").lower()


def test_text_that_is_to_be_told_makes_alerts(said: Said, home: Path) -> None:
    (home / "page.txt").write_text(HANDED, encoding="utf-8")
    before = sum(said.json("stats")["alerts"].values())
    told = said.json(
        "add", "S1", "http://wall.example/off", "--text", str(home / "page.txt"), "--published", "2025-01-17", "--tell"
    )
    assert told["told"] > 0
    assert sum(said.json("stats")["alerts"].values()) > before


def test_a_text_in_another_language_is_kept_and_labelled(said: Said, home: Path) -> None:
    text = "Россия и Иран подписали договор\n\n" + "Президенты подписали в Кремле договор, сообщил Кремль. " * 5
    (home / "ru.txt").write_text(text, encoding="utf-8")
    url = "http://neva.example/a"
    out = said("add", "S1", url, "--text", str(home / "ru.txt"), "--published", "2025-01-17", "--outlet", "Neva")
    assert "not read for claims" in out
    assert said.json("why-not", url)["answers"][0]["cause"] == "not read for claims"
    assert "Neva (text): HANDED IN: in language 'ru'" in said("sources", "S1")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("http://a.example/", "--text", "/nowhere"), "/nowhere: No such file"),
        (("nonsense", "--text", "page.txt"), "no web address"),
        (("http://a.example/", "--text", "page.txt"), "--published"),
        (("http://a.example/", "--text", "empty.txt", "--published", "2025-01-17"), "empty"),
    ],
)
def test_what_cannot_be_handed_in_is_named(
    said: Said, home: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    (home / "page.txt").write_text(HANDED, encoding="utf-8")
    (home / "empty.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(home)
    assert says in said("add", "S1", *arguments, code=Exit.TROUBLE)


# --- the store -------------------------------------------------------------------------------------------------------
def test_a_sound_store_is_said_to_be_sound(said: Said) -> None:
    assert said("verify").startswith("sound: ")
    answer = said.json("verify")
    assert (answer["sound"], answer["findings"]) == (True, [])
    assert answer["checked"]["snapshots"] > 2


def test_what_is_damaged_is_named_line_by_line(said: Said, home: Path) -> None:
    with sqlite3.connect(home / "claimwatch.db") as database:
        sha256 = database.execute("SELECT sha256 FROM blobs LIMIT 1").fetchone()[0]
        database.execute("UPDATE blobs SET content = x'00' WHERE sha256 = ?", (sha256,))
        database.execute("UPDATE versions SET text_sha256 = 'none' WHERE id = 1")
    found = said("verify", code=Exit.TROUBLE)
    assert sha256 in found
    assert "version 1: its text does not have its hash any more" in found
    assert len(said.json("verify")["findings"]) >= 2


def test_stats_say_what_there_is(said: Said, home: Path) -> None:
    out = said("stats")
    for word in ("daemon none has run yet", "1 followed, 0 closed", "1 handed in", "oldest unread", "snapshots"):
        assert word in out
    answer = said.json("stats")
    assert answer["is_running"] is False
    assert answer["checks_lately"] == answer["records"]["checks"] > 2
    assert answer["bytes_in_all"] == (home / "claimwatch.db").stat().st_size
    assert sum(sum(each.values()) for each in answer["changes"].values()) == answer["records"]["changes"] > 0


# --- settings --------------------------------------------------------------------------------------------------------
def test_a_settings_file_is_checked_whole(said: Said, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[fetch]\nhost_gab = 1\nrobots = 3\n", encoding="utf-8")
    found = said("config", "check", str(bad), code=Exit.TROUBLE)
    assert f"{bad}:2: unknown key 'host_gab'" in found
    assert f"{bad}:3: bad value for 'robots'" in found
    assert found.endswith("2 mistakes")
    assert [each["line"] for each in said.json("config", "check", str(bad))["errors"]] == [2, 3]


def test_what_differs_and_private_addresses_are_said(said: Said) -> None:
    out = said("config", "check")
    assert "no mistake Other than the defaults [data] dir =" in out
    assert '[fetch] host_gap = "1ms" (default "2s")' in out
    assert "Private addresses that may be reached volga-wire.example = 127.0.0.1:" in out


def test_channels_are_tried_only_if_asked(said: Said, tmp_path: Path) -> None:
    assert "all channels can be reached" in said("config", "check", "--connect")
    assert "reached" not in said("config", "check").replace("may be reached", "")
    bad = tmp_path / "mail.toml"
    bad.write_text(
        '[[channels]]\nname = "mail"\nkind = "mail"\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\n'
        'sender = "a@a.example"\nto = ["b@b.example"]\n',
        encoding="utf-8",
    )
    assert "channel mail: 127.0.0.1:9 does not answer" in said(
        "config", "check", str(bad), "--connect", code=Exit.TROUBLE
    )


def test_the_settings_in_force_are_a_file_without_secrets(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(home, "--data", str(tmp_path / "else"), "config", "show") == Exit.OK
    shown = capsys.readouterr().out
    assert f'dir = "{tmp_path}/else"' in shown
    (tmp_path / "again.toml").write_text(shown, encoding="utf-8")
    if "channels" not in shown:
        assert main(["--config", str(tmp_path / "again.toml"), "config", "check"]) == Exit.OK
