"""Completion in a real bash, by the script that the command itself prints."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import open_store
from tracker.model import NewStory

SCRIPT = """
eval "$(_CLAIMWATCH_COMPLETE=source_bash claimwatch)"
function=$(complete -p claimwatch | sed 's/.*-F \\([^ ]*\\).*/\\1/')
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
$function claimwatch
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data directory with two stories."""
    store = open_store(f"sqlite:///{tmp_path}/claimwatch.db")
    now = datetime(2025, 1, 15, tzinfo=UTC)
    for slug in ("iran-russia-pact", "grain-deal"):
        store.add_story(NewStory(slug=slug, title=slug, language="en", created_at=now, tell_within=timedelta(hours=1)))
    store.close()
    return tmp_path


def complete(*words: str) -> list[str]:
    """What bash offers for the last word."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("this machine has no bash")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "-c", SCRIPT, "bash", "claimwatch", *words],
        capture_output=True, text=True, check=True, env={**os.environ, "PATH": path},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


def test_commands_stories_and_ids_are_completed(home: Path) -> None:
    assert complete("so") == ["sources"]
    assert complete("sources", "pa") == ["pause"]
    assert complete("--data", str(home), "show", "ir") == ["iran-russia-pact"]
    assert complete("--data", str(home), "hold", "S") == ["S1", "S2"]


def test_what_is_not_there_completes_nothing_and_is_not_made(tmp_path: Path) -> None:
    assert complete("--data", str(tmp_path / "none"), "show", "ir") == []
    assert not (tmp_path / "none").exists()
    (tmp_path / "bad.toml").write_text("[fetch", encoding="utf-8")
    assert complete("--config", str(tmp_path / "bad.toml"), "show", "ir") == []
