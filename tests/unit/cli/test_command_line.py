"""The command line over an App that only pretends: codes, lines, the log, and what is asked."""

import contextlib
import io
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from tracker.app import App, CheckedSource
from tracker.cli import main
from tracker.cli.exits import Exit
from tracker.cli.read import number_of
from tracker.config import Settings
from tracker.errors import NetError, NotFoundError, PublishedMissingError, StorageError
from tracker.model import Source, SourceHealth, SourceKind


class PretendApp:
    """Raises what it is told to, once or always, and remembers what it was asked."""

    def __init__(self, *raises: BaseException | None) -> None:
        self.raises = list(raises)
        self.asked: list[dict[str, Any]] = []
        self.settings = Settings()
        self.checked: tuple[CheckedSource, ...] = ()
        self.warns = ""

    def make(self, settings: Settings) -> App:
        self.settings = settings
        return cast(App, self._opened())

    @contextlib.contextmanager
    def _opened(self) -> Iterator["PretendApp"]:
        yield self

    def follow(self, **asked: Any) -> None:
        self.asked.append(asked)
        self._next()

    def check(self, story: str | None) -> tuple[CheckedSource, ...]:
        self._next()
        if self.warns:
            logging.getLogger("tracker.daemon").warning(self.warns)
        return self.checked

    def _next(self) -> None:
        error = self.raises.pop(0) if self.raises else None
        if error is not None:
            raise error


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLAIMWATCH_CONFIG", raising=False)


def checked(number: int, *, outlet: str = "TASS", detail: str = "") -> CheckedSource:
    """A source that wasn't read yet."""
    source = Source(
        id=number, story_id=1, url="https://tass.example/rss", kind=SourceKind.FEED, outlet=outlet,
        health=SourceHealth.NEW, health_detail=detail, next_check_at=None, changed_at=None, read_at=None, etag=None,
        last_modified=None, failures=0, found_in=None, baseline=True,
    )  # fmt: skip
    return CheckedSource(source=source, check=None)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (NetError("https://a.example/: no answer", url="https://a.example/"), Exit.TROUBLE, "no answer"),
        (StorageError("claimwatch.db: database is locked"), Exit.TROUBLE, "locked"),
        (NotFoundError("no story is named 'x'", subject="x"), Exit.NOT_FOUND, "no story"),
        (StorageError("two\nlines of \x1b[31mtrouble\x1b[0m"), Exit.TROUBLE, "two lines of trouble"),
        (KeyboardInterrupt(), Exit.INTERRUPTED, ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_trouble_is_a_code_and_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: BaseException, code: Exit, said: str
) -> None:
    assert main(["--data", str(tmp_path), "check"], make=PretendApp(error).make) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (f"claimwatch: {err.removeprefix('claimwatch: ').strip()}\n" if said else "")
    assert said in err
    assert "\x1b" not in err
    assert not (tmp_path / "claimwatch.log").exists()


def test_a_bug_is_one_line_and_its_traceback_is_in_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "new"), "check"], make=PretendApp(ZeroDivisionError("7/0")).make) == Exit.BUG
    log = tmp_path / "new" / "claimwatch.log"
    assert capsys.readouterr().err == f"claimwatch: internal error: ZeroDivisionError; the details are in {log}\n"
    assert "ZeroDivisionError: 7/0" in log.read_text(encoding="utf-8")
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_bug_is_told_where_no_log_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("no directory")
    assert main(["--data", str(tmp_path / "file"), "check"], make=PretendApp(ZeroDivisionError("7/0")).make) == Exit.BUG
    err = capsys.readouterr().err
    assert err.startswith("claimwatch: internal error: ZeroDivisionError; 7/0; no log: ")
    assert err.count("\n") == 1


def test_what_the_program_warns_of_is_in_the_log_and_not_on_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = PretendApp()
    app.warns = "the capture was not written"
    assert main(["--data", str(tmp_path), "check"], make=app.make) == Exit.OK
    assert "not written" not in "".join(capsys.readouterr())
    assert "WARNING tracker.daemon: the capture was not written" in (tmp_path / "claimwatch.log").read_text()
    assert main(["--data", str(tmp_path / "quiet"), "check"], make=PretendApp().make) == Exit.OK
    assert not (tmp_path / "quiet").exists()


def test_the_settings_reach_the_app_and_data_wins_over_them(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[data]\ndir = "elsewhere"\ndatabase = "sqlite:///x"\n', encoding="utf-8")
    app = PretendApp()
    assert main(["--config", str(tmp_path / "config.toml"), "check"], make=app.make) == Exit.OK
    assert app.settings.data.dir == Path("elsewhere")
    assert main(["--config", str(tmp_path / "config.toml"), "--data", str(tmp_path), "check"], make=app.make) == Exit.OK
    assert app.settings.data.dir == tmp_path
    assert app.settings.data.database == "sqlite:///x"


def test_a_mistake_in_the_settings_is_named_before_anything_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text("[fetch]\nhost_gab = 3\n", encoding="utf-8")
    app = PretendApp()
    assert main(["--config", str(tmp_path / "config.toml"), "check"], make=app.make) == Exit.TROUBLE
    assert capsys.readouterr().err == (
        f"claimwatch: {tmp_path}/config.toml:2: unknown key 'host_gab' in [fetch]; did you mean 'host_gap'?\n"
    )
    assert app.settings == Settings()


class Terminal(io.StringIO):
    """Standard input with a person before it."""

    def isatty(self) -> bool:
        return True


def no_date() -> PublishedMissingError:
    """What App raises for a text without a date."""
    return PublishedMissingError("give it with --published YYYY-MM-DD", subject="x")


def follow_at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> tuple[int, PretendApp]:
    """Follow a text without a date, with that typed at the prompt."""
    (tmp_path / "a.txt").write_text("Something was said on Friday.", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    app = PretendApp(no_date(), StorageError("ends here"))
    code = main(["--data", str(tmp_path), "follow", str(tmp_path / "a.txt"), "--outlet", "O"], make=app.make)
    return code, app


def test_a_missing_date_is_asked_for_on_a_terminal_until_it_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, app = follow_at_a_terminal(tmp_path, monkeypatch, "soon\n2025-01-15\n")
    first, second = app.asked
    assert first["published"] is None
    assert second == {**first, "published": datetime(2025, 1, 15, tzinfo=UTC)}
    assert second["outlet"] == "O"
    err = capsys.readouterr().err
    assert "'soon' is no date: write it like 2025-01-15" in err
    assert err.count("When was it published") == 2


def test_who_does_not_answer_has_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, app = follow_at_a_terminal(tmp_path, monkeypatch, "")
    assert code == Exit.INTERRUPTED
    assert len(app.asked) == 1


def test_without_a_terminal_a_missing_date_is_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Something was said on Friday.", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("2025-01-15\n"))
    app = PretendApp(no_date())
    assert main(["--data", str(tmp_path), "follow", str(tmp_path / "a.txt")], make=app.make) == Exit.TROUBLE
    assert "--published" in capsys.readouterr().err


def test_a_story_file_gives_what_the_options_leave_open(tmp_path: Path) -> None:
    (tmp_path / "pact.txt").write_text("A text.", encoding="utf-8")
    (tmp_path / "pact.toml").write_text(
        'title = "T"\noutlet = "O"\npublished = 2025-01-15\ntell_within = "20m"\n'
        '[[sources]]\nurl = "https://a.example/rss"\noutlet = "A"\n',
        encoding="utf-8",
    )
    app = PretendApp(StorageError("ends here"))
    options = ["--title", "Mine", "--source", "https://b.example/"]
    main(["--data", str(tmp_path), "follow", str(tmp_path / "pact.toml"), *options], make=app.make)
    asked = app.asked[0]
    assert (asked["slug"], asked["title"], asked["outlet"], asked["text"]) == ("pact", "Mine", "O", "A text.")
    assert asked["published"] == datetime(2025, 1, 15, tzinfo=UTC)
    assert [getattr(source, "outlet", source) for source in asked["sources"]] == ["A", "https://b.example/"]
    assert app.settings.schedule.tell_within == timedelta(minutes=20)


def test_check_says_each_source_in_80_columns_with_addresses_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = PretendApp()
    address = f"https://tass.example/{'a' * 90}"
    app.checked = (
        checked(1, outlet="Lange Zeitung " * 8, detail="robots.txt forbids it"),
        checked(22, outlet="\x1b[31mred", detail=f"after ten redirects {address} was not reached: ask its owner"),
    )
    assert main(["--data", str(tmp_path), "check"], make=app.make) == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("X1    not read yet  Lange Zeitung")
    assert lines[1] == "      robots.txt forbids it"
    assert lines[2] == "X22   not read yet  red"
    assert f"      {address}" in lines
    assert max(len(line) for line in lines if address not in line) <= 80


@pytest.mark.parametrize("arguments", [["--json", "check"], ["check", "--json"]], ids=" ".join)
def test_json_may_stand_before_or_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    app = PretendApp()
    app.checked = (checked(3),)
    assert main(["--data", str(tmp_path), *arguments], make=app.make) == Exit.OK
    assert [each["source"] for each in json.loads(capsys.readouterr().out)] == ["X3"]


@contextlib.contextmanager
def output_to(file: AbstractContextManager[io.TextIOWrapper], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Standard output as that file for a while."""
    with file as opened, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", opened)
        yield


def test_letters_that_the_output_does_not_know_become_question_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = PretendApp()
    app.checked = (checked(1, outlet="Gazeta Polska Wrocław"),)
    with output_to((tmp_path / "out").open("w", encoding="ascii"), monkeypatch):
        assert main(["--data", str(tmp_path), "check"], make=app.make) == Exit.OK
    assert "Wroc?aw" in (tmp_path / "out").read_text()


def test_an_output_that_is_full_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with output_to(Path("/dev/full").open("w", encoding="utf-8"), monkeypatch):
        assert main(["--data", str(tmp_path), "check"], make=PretendApp().make) == Exit.TROUBLE
    assert capsys.readouterr().err == "claimwatch: standard output: No space left on device\n"


def test_a_reader_that_has_gone_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with output_to(os.fdopen(writing, "w", encoding="utf-8"), monkeypatch):
        assert main(["--data", str(tmp_path), "check"], make=PretendApp().make) == Exit.OK
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("word", ["E²", "E١", "E", "3", "e-3", "A3", "E3x"])
def test_what_only_looks_like_a_short_id_is_none(word: str) -> None:
    assert number_of(word, "E") is None


def test_a_short_id_has_a_number_that_a_database_can_hold() -> None:
    assert [number_of("E3", "E"), number_of("e12", "E")] == [3, 12]
    with pytest.raises(NotFoundError, match="there is no A9"):
        number_of(f"A{'9' * 5000}", "A")
