"""The live account: what changed, the words and the outlet; quiet changes in one line with the reason."""

import re
from io import StringIO
from typing import Literal

from rich.cells import cell_len
from rich.console import Console

from tests.report_play import ReportPlay, slipped
from tracker.reports import account_lines


def account(play: ReportPlay, *, colour: bool = False) -> str:
    """All changes of a play as the terminal shows them."""
    system: Literal["standard"] | None = "standard" if colour else None
    console = Console(file=StringIO(), width=80, highlight=False, force_terminal=colour, color_system=system)
    for change in play.store.changes(1):
        spans = [*change.value.evidence, *change.value.evidence_before]
        versions = {span.version_id: play.store.version(span.version_id) for span in spans}
        for line in account_lines(change, event_id=1, versions=versions):
            console.print(line)
    file = console.file
    assert isinstance(file, StringIO)
    return file.getvalue()


def test_a_told_change_says_what_moved_who_says_so_and_what_stood_before() -> None:
    shown = account(slipped())
    assert "! POSTPONED  treaty signing, Fri 17 -> Fri 24 Jan 2025  N4 E1\n" in shown
    assert '  "The signing was put off and will now take place on January 24, Peskov said."' in shown
    assert "- Dmitry Peskov, via Volga Wire, 16 Jan, 14:02 UTC" in shown
    assert '  before: "The treaty will be signed on Friday, January 17." - Daily Wrap, 13\n  Jan 2025\n' in shown
    assert "  What was announced has an outcome.\n" in shown


def test_a_quiet_change_is_one_line_with_the_reason() -> None:
    first = account(slipped()).split("\n")[0]
    assert first == "new: treaty signing, … (not told: First reading of the story or of a …)  N1"
    assert cell_len(first) <= 80


def test_the_words_are_the_same_with_and_without_a_terminal() -> None:
    plain, coloured = account(slipped()), account(slipped(), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_no_line_ends_in_spaces() -> None:
    assert not [line for line in account(slipped()).split("\n") if line != line.rstrip()]
