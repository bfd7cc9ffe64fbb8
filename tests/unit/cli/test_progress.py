"""Progress: on a terminal only, only for what takes longer than its patience, on standard error alone."""

import io
import sys
import time

import pytest

from tracker.cli import progress


class Screen(io.StringIO):
    """Standard error as a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, seconds: float) -> str:
    """What a counted piece of work of that length writes to standard error."""
    screen = Screen(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0.2)
    monkeypatch.setenv("TERM", "xterm")
    with progress.counting("reading sources") as step:
        step(3, 7)
        time.sleep(seconds)
    return screen.getvalue()


def test_what_is_long_is_shown_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = shown(monkeypatch, terminal=True, seconds=0.8)
    assert "reading sources" in written
    assert "3/7" in written
    assert capsys.readouterr().out == ""


def test_what_is_short_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, terminal=True, seconds=0).strip() == ""


def test_what_is_no_terminal_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, terminal=False, seconds=0.5) == ""
