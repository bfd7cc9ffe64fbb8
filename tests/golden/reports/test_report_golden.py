"""A whole story as every screen shows it: the folder's name is the story, its files are what must be written."""

from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.report_play import ReportPlay, slipped
from tracker.reports import account_lines, to_json, to_markdown, to_text

HERE = Path(__file__).parent


def account(play: ReportPlay) -> str:
    """The live account, as it is written where there is no terminal."""
    file = StringIO()
    console = Console(file=file, width=80, highlight=False, color_system=None, force_terminal=False)
    for change in play.store.changes(1):
        spans = [*change.value.evidence, *change.value.evidence_before]
        versions = {span.version_id: play.store.version(span.version_id) for span in spans}
        for line in account_lines(change, event_id=1, versions=versions):
            console.print(line)
    return file.getvalue()


STORIES: Mapping[str, Callable[[], ReportPlay]] = {"signing-slips-a-week": slipped}
SCREENS: Mapping[str, Callable[[ReportPlay], str]] = {
    "board.txt": lambda play: to_text(play.reports.board(play.now)),
    "report.txt": lambda play: to_text(play.reports.report(1, play.now)),
    "report.md": lambda play: to_markdown(play.reports.report(1, play.now)),
    "event.txt": lambda play: to_text(play.reports.event(1, play.now)),
    "event.json": lambda play: to_json(play.reports.event(1, play.now)),
    "diff.txt": lambda play: to_text(play.reports.diff(2)),
    "why-change.txt": lambda play: to_text(play.reports.why("N4", play.now)),
    "why-claim.txt": lambda play: to_text(play.reports.why("C4", play.now)),
    "timeline.txt": lambda play: to_text(play.reports.timeline(1, play.now)),
    "account.txt": account,
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("story", STORIES)
def test_the_screen_is_what_the_folder_holds(story: str, screen: str) -> None:
    expected = (HERE / story / screen).read_text(encoding="utf-8")
    assert SCREENS[screen](STORIES[story]()) == expected


def test_every_file_of_a_story_is_a_screen() -> None:
    for story in STORIES:
        assert {path.name for path in (HERE / story).iterdir()} == set(SCREENS)
