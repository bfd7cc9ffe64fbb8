"""`replay` as a user runs it: the account, the file for machines, and back-fills on a real database."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tracker.app import App
from tracker.cli import main
from tracker.cli.exits import Exit
from tracker.config import load_settings
from tracker.model import Outcome, Severity, SourceKind, State

REST = "The weather in Astrakhan was mild, and the harbour was open to traffic on all days of the week."
PLAN = f"Iran and Russia will sign the treaty in Moscow on Friday, January 17, the Kremlin said.\n\n{REST}"
SLIP = (
    f"The signing of the treaty between Iran and Russia has been postponed to January 24, the Kremlin said.\n\n{REST}"
)
DONE = f"Iran and Russia signed the treaty in Moscow on Friday.\n\n{REST}"
STORY = (
    {"url": "https://a.example/plan", "published": "2025-01-15", "title": "Treaty due", "text": PLAN},
    {"url": "https://b.example/slip", "published": "2025-01-16", "title": "Treaty put off", "text": SLIP},
    {"url": "https://a.example/plan", "published": "2025-01-16", "title": "Treaty put off", "text": SLIP},
    {"url": "https://c.example/done", "published": "2025-01-25", "title": "Treaty signed", "text": DONE},
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A directory with settings for data of its own and one channel."""
    (tmp_path / "config.toml").write_text(
        f'[data]\ndir = "{tmp_path / "data"}"\n[[channels]]\nname = "all"\nkind = "log"\nleast = "notice"\n',
        encoding="utf-8",
    )
    recorded(tmp_path, *STORY)
    return tmp_path


def recorded(home: Path, *pages: dict[str, Any]) -> Path:
    """The pages as a file."""
    path = home / "pages.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    return path


def run(home: Path, *arguments: str) -> int:
    """Run a command with these settings."""
    return main(["--config", str(home / "config.toml"), *arguments])


def opened(home: Path) -> App:
    """The App on the same data."""
    return App(load_settings(home / "config.toml"))


def test_the_account_says_what_each_page_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "replay", str(home / "pages.jsonl")) == Exit.OK
    said = capsys.readouterr()
    assert "POSTPONED: Treaty signing" in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())
    assert said.err == ""
    assert not (home / "data").exists()


def test_the_file_for_machines(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "replay", str(home / "pages.jsonl"), "--json", str(home / "out.json")) == Exit.OK
    written = json.loads((home / "out.json").read_text(encoding="utf-8"))
    assert [page["url"] for page in written["pages"]] == [page["url"] for page in STORY]
    assert [page["published"] for page in written["pages"]] == [page["published"] for page in STORY]
    assert {alert["severity"] for alert in written["pages"][0]["alerts"]} <= {"info"}
    assert any(alert["severity"] == "alert" for alert in written["pages"][1]["alerts"])
    assert not (home / "data").exists()
    capsys.readouterr()
    assert run(home, "--json", "replay", str(home / "pages.jsonl")) == Exit.OK
    assert json.loads(capsys.readouterr().out) == written


def test_two_replays_are_the_same(home: Path) -> None:
    for name in ("one", "two"):
        assert run(home, "replay", str(home / "pages.jsonl"), "--json", str(home / name)) == Exit.OK
    assert (home / "one").read_bytes() == (home / "two").read_bytes()


@pytest.mark.parametrize("out", [".", "none/out.json"])
def test_a_place_that_cannot_be_written_is_said_first(home: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    assert run(home, "replay", str(home / "pages.jsonl"), "--json", str(home / out)) == Exit.TROUBLE
    assert capsys.readouterr().err.startswith("claimwatch: --json")


def test_a_back_fill_is_the_past_of_a_new_story(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "replay", str(home / "pages.jsonl"), "--into", "old-treaty") == Exit.OK
    assert "4 pages handed in, 0 known already" in capsys.readouterr().out
    with opened(home) as app:
        story = app.resolve_story("old-treaty")
        assert story.terms
        assert {source.kind for source in app.store.sources(story.id)} == {SourceKind.PASTED}
        assert app.store.alerts(story.id) == ()
        assert {each.value.severity for each in app.store.changes(story.id)} <= {Severity.INFO}
        book = app.store.book(story.id)
        signing = next(event.value for event in book.events if event.value.event_class == "sign")
        assert app.state_of(book, signing).state is State.HAPPENED
        first, second = app.store.versions(next(a.id for a in app.store.articles(story.id) if "plan" in a.url))
        assert first.published_at == datetime(2025, 1, 15, tzinfo=UTC)
        assert second.published_at == datetime(2025, 1, 16, tzinfo=UTC)
        assert second.seen_at > datetime(2025, 2, 1, tzinfo=UTC)


def test_a_back_fill_can_be_repeated(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = recorded(home, *STORY, STORY[0] | {"fetched": "2025-01-17"}, STORY[2] | {"fetched": "2025-01-18"})
    assert run(home, "replay", str(again), "--into", "old-treaty") == Exit.OK
    with opened(home) as app:
        before = dict(app.store.counts())
    capsys.readouterr()
    assert run(home, "replay", str(again), "--into", "S1") == Exit.OK
    assert "0 pages handed in, 6 known already" in capsys.readouterr().out
    with opened(home) as app:
        assert dict(app.store.counts()) == before


def test_mistakes_write_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = recorded(home, *STORY, STORY[0] | {"url": "none"})
    assert run(home, "replay", str(bad), "--into", "old-treaty") == Exit.TROUBLE
    assert f"{bad}:5: url: " in capsys.readouterr().err
    assert not (home / "data").exists()
    blocked = {"url": "https://a.example/1", "published": "2025-01-15", "html": "<p>Access denied</p>"}
    assert run(home, "replay", str(recorded(home, blocked)), "--into", "old-treaty") == Exit.TROUBLE
    assert "none of the 1 pages holds an article" in capsys.readouterr().err
    assert run(home, "replay", str(recorded(home, *STORY)), "--into", "s9") == Exit.TROUBLE
    assert "no story is named 's9'" in capsys.readouterr().err
    with opened(home) as app:
        assert app.store.stories() == ()


def test_an_old_plan_is_no_news_later(home: Path) -> None:
    """Handed in long after its day: neither its silence nor itself is told, by nobody, then or later."""
    assert run(home, "replay", str(recorded(home, STORY[0])), "--into", "old-treaty") == Exit.OK
    with opened(home) as app:
        (story,) = app.store.stories()
        book = app.store.book(story.id)
        signing = next(event.value for event in book.events if event.value.event_class == "sign")
        assert app.state_of(book, signing).outcome in (Outcome.OVERDUE, Outcome.CANNOT_TELL)
        app.check("old-treaty")
        assert app.store.alerts(story.id) == ()


def test_what_else_came_due_meanwhile_is_left_to_be_told(home: Path) -> None:
    soon = datetime.now(UTC) - timedelta(days=4)
    plan = f"Iran and Russia will sign the treaty in Moscow on {soon:%d %B %Y}, the Kremlin said.\n\n{REST}"
    (home / "plan.txt").write_text(plan, encoding="utf-8")
    published = f"{soon - timedelta(days=4):%Y-%m-%d}"
    assert run(home, "follow", str(home / "plan.txt"), "--published", published, "--title", "Treaty") == Exit.OK
    visit = {"url": "https://d.example/1", "published": "2024-01-02", "title": "Visit"}
    old = visit | {"text": f"Iran's president will visit Moscow on January 5, the Kremlin said.\n\n{REST}"}
    assert run(home, "replay", str(recorded(home, old)), "--into", "S1") == Exit.OK
    with opened(home) as app:
        changes = [each.value for each in app.store.changes(1)]
        assert not [each for each in changes if each.kind.value == "overdue" and each.title.startswith("Treaty")]


def test_an_old_text_is_no_edit_of_a_newer_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "replay", str(recorded(home, STORY[3])), "--into", "treaty") == Exit.OK
    older = STORY[0] | {"url": STORY[3]["url"]}
    assert run(home, "replay", str(recorded(home, older)), "--into", "treaty") == Exit.OK
    said = capsys.readouterr().out
    assert "left out: line 1" in said
    assert "later text of this address" in " ".join(said.split())
    with opened(home) as app:
        assert app.store.counts()["versions"] == 1


def test_a_daemon_that_runs_meanwhile_tells_nothing_of_it(home: Path) -> None:
    with opened(home) as app:
        _ = app.store
    ended = threading.Event()

    def daemon() -> None:
        while not ended.is_set():
            with opened(home) as app:
                app.check()

    watching = threading.Thread(target=daemon)
    watching.start()
    try:
        pages = [page | {"url": f"{page['url']}/{n}"} for n in range(3) for page in STORY]
        assert run(home, "replay", str(recorded(home, *pages)), "--into", "old-treaty") == Exit.OK
    finally:
        ended.set()
        watching.join()
    with opened(home) as app:
        assert app.store.to_analyse(limit=1) == ()
        assert app.store.alerts(1) == ()
        assert app.store.counts()["versions"] == 12
        assert list(app.store.verify()) == []
    assert not list((home / "data").glob("alerts*"))


def test_no_outbox_row_is_written(home: Path) -> None:
    assert run(home, "replay", str(home / "pages.jsonl"), "--into", "old-treaty") == Exit.OK
    with opened(home) as app:
        url = app.settings.database_url
    with create_engine(url).connect() as connection:
        assert connection.execute(text("select count(*) from alerts")).scalar_one() == 0
