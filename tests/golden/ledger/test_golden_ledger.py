"""Each folder here is a story that a person can read: what was published, what was told, what it comes to."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_reading, moment
from tests.golden.ledger.story_language import readings
from tests.story_play import StoryPlay
from tracker.model import Change, Event, EventState, SourceReading, time_text

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/story.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_story_is_told_as_written(folder: Path) -> None:
    story = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
    play = StoryPlay()
    until = moment(str(story.get("until", "2025-02-28")))
    at = _play(play, story)
    play.until(until, since=at, readings=_sources(story))
    assert [_line(change) for change in play.told] == story.get("told", [])
    for kept in story.get("kept", []):
        assert any(_line(change).startswith(kept) for change in play.changes), [_line(c) for c in play.changes]
    assert [_event_line(event, play.state(event, until)) for event in _events(play)] == story["comes_to"]
    for sentence in story.get("why", []):
        assert any(sentence in change.why for change in play.changes), [change.why for change in play.changes]


def _play(play: StoryPlay, story: dict[str, Any]) -> datetime:
    """Read every version when it is seen, with the clock running in between."""
    at = None
    for version, claims in readings(story["published"]):
        if at is not None:
            play.until(version.seen_at, since=at, readings=_sources(story))
        play.read(version, claims)
        at = version.seen_at
    assert at is not None
    return at


def _sources(story: dict[str, Any]) -> Sequence[SourceReading]:
    """Without a word on sources, two are read to the end; "Name, 2025-01-20" or "Name, paywall" says otherwise."""
    named = story.get("sources", ["Caspian Courier, 2099-01-01", "Moscow Wire, 2099-01-01"])
    found = []
    for number, text in enumerate(named, 1):
        outlet, _, when = text.partition(", ")
        is_read = when[:2] == "20"
        found.append(
            make_reading(number, outlet=outlet, read=when if is_read else None, excluded="" if is_read else when)
        )
    return found


def _events(play: StoryPlay) -> list[Event]:
    return [each.value for each in play.book.events]


def _line(change: Change) -> str:
    return f"{change.seen_at:%Y-%m-%d} {change.severity.name.lower()} {change.kind.value} | {change.title}"


def _event_line(event: Event, known: EventState) -> str:
    parts = [event.title, known.state.value]
    parts += [known.outcome.value] if known.outcome is not None else []
    parts += [time_text(known.time)] if known.time is not None else []
    parts += [f"{known.quantity.low:g} {known.quantity.unit}"] if known.quantity is not None else []
    parts += [f"against: {', '.join(voice.name for voice in known.dissent)}"] if known.dissent else []
    parts += [] if event.of_story else ["another event"]
    return " | ".join(parts)
