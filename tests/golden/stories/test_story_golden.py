"""Each folder is a course of events in newspaper prose, and what a reader of it is told.

`story.toml` holds `terms` (whom the story is about), `[[page]]` tables (published, outlet, text; `article` where it is
a later version of the address of an earlier page, counted from 1), `told`: every notice and alert in order, and
`never`: beginnings that no line of it may have. The first page is the baseline.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_book, make_reading, make_story, make_version
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.model import Change

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/story.toml"))


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_a_reader_is_told(reader: ClaimReader, folder: Path) -> None:
    case = tomllib.loads((folder / "story.toml").read_text("utf-8"))
    told = [_line(change) for change in _play(reader, case).told]
    assert told == case["told"]
    assert not [line for line in told for never in case.get("never", ()) if never in line]


def _play(reader: ClaimReader, case: dict[str, Any]) -> StoryPlay:
    play = StoryPlay(make_book(story=make_story(*case["terms"])), classes=load_lexicon().classes)
    read = [make_reading(number, outlet=outlet, read="2099-01-01") for number, outlet in enumerate(("A", "B"), 1)]
    at = None
    for number, page in enumerate(case["page"], 1):
        article = page.get("article", number)
        version = make_version(
            page["text"].strip(),
            id=number,
            article_id=article,
            number=1 + sum(each.get("article", n) == article for n, each in enumerate(case["page"][: number - 1], 1)),
            on=str(page["published"]),
            seen=str(page["seen"]) if "seen" in page else None,
            outlet=page["outlet"],
            title=page.get("title", "News"),
            baseline=number == 1,
        )
        if at is not None:
            play.until(version.seen_at, since=at, readings=read)
        play.read(version, reader.read(version))
        at = version.seen_at
    return play


def _line(change: Change) -> str:
    return f"{change.seen_at:%Y-%m-%d} {change.severity.name.lower()} {change.kind.value} | {change.title}"
