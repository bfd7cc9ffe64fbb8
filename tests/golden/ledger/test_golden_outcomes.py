"""What became of what was announced: done in part, lapsed, handed on, undone; each with the near-miss beside it."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_book, make_story, make_version, moment
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.config import JudgeSettings
from tracker.ledger import state_in
from tracker.ledger.titles import state_text

CASES = tomllib.loads((Path(__file__).parent / "outcomes.toml").read_text(encoding="utf-8"))["case"]
CLASSES = load_lexicon().classes


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    """One reader for all."""
    return ClaimReader()


@pytest.mark.parametrize("case", CASES, ids=[f"{case['phenomenon']}-{n}" for n, case in enumerate(CASES)])
def test_what_it_comes_to(reader: ClaimReader, case: dict[str, Any]) -> None:
    states = _states(reader, case)
    if "comes_to" in case:
        assert any(text.startswith(case["comes_to"]) for text in states), states
    assert not [text for text in states if case.get("never", "?") in text], states


def test_every_phenomenon_has_six_cases() -> None:
    assert min(Counter(case["phenomenon"] for case in CASES).values()) >= 6


def _states(reader: ClaimReader, case: dict[str, Any]) -> list[str]:
    """What the events of the case's class come to two days after its last page."""
    play = StoryPlay(make_book(story=make_story("orvel", "lorn", "tamar", "peru")), classes=CLASSES)
    for number, (day, text) in enumerate(case["pages"], 1):
        version = make_version(text, id=number, article_id=number, on=day, outlet=f"Paper {number}")
        play.read(version, reader.read(version))
    now = moment(case["pages"][-1][0])
    known = [each.value for each in play.book.events if each.value.event_class == case["event_class"]]
    return [
        state_text(state_in(play.book, event, classes=CLASSES, now=now, settings=JudgeSettings())) for event in known
    ]
