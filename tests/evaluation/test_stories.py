"""The public stories, where they are: what is written fits their format, and every quote is the page's own words."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from storage import MemoryStore
from tests.inline_engine import InlineEngine
from tracker.claims import load_lexicon
from tracker.clock import SystemClock
from tracker.config import Settings
from tracker.model import ChangeKind, State
from tracker.replay import Replay, read_pages, replayed_json

pytestmark = pytest.mark.evaluation

ROOT = Path(__file__).parents[2]
STORIES = Path(os.environ.get("CLAIMWATCH_EVAL_DIR") or ROOT / "../shared/eval").resolve() / "stories"
PROSE = sorted((STORIES / "prose").glob("*.jsonl"))


def test_the_stories_are_there() -> None:
    if not PROSE:
        pytest.skip(f"no stories in {STORIES}: name their folder in CLAIMWATCH_EVAL_DIR")
    assert all((STORIES / f"{path.stem}.json").is_file() for path in PROSE)


@pytest.fixture(scope="module")
def engine() -> InlineEngine:
    """One engine for all stories."""
    return InlineEngine()


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.stem))
async def test_what_is_written_fits_the_pages(path: Path, engine: InlineEngine) -> None:
    pages = read_pages(path)
    replay = Replay(
        store=MemoryStore(),
        engine=engine,
        classes=load_lexicon().classes,
        settings=Settings(),
        machine_clock=SystemClock(),
    )
    replayed = await replay.run(pages, title=path.stem)
    written = json.loads(replayed_json(replayed, story=path.stem))
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(page["url"], page["published"]) for page in written["pages"]] == [
        (page["url"], page["published"]) for page in given
    ]
    seen: dict[str, list[str]] = {}
    events: dict[str, str] = {}
    for page, source in zip(written["pages"], given, strict=True):
        seen.setdefault(source["url"], []).append(source["text"])
        known = {event["event"]: event for event in page["events"]}
        assert set(events) <= set(known), "an event that was known stays known"
        assert {event["state"] for event in known.values()} <= {state.value for state in State}
        for alert in page["alerts"]:
            _fits(alert, known, seen)
        events |= {key: event["predicate"] for key, event in known.items()}
        assert all(known[key]["predicate"] == predicate for key, predicate in events.items())
    assert not [a for a in written["pages"][0]["alerts"] if a["severity"] != "info"], "the first page is the baseline"


def _fits(alert: dict[str, Any], known: dict[str, Any], seen: dict[str, list[str]]) -> None:
    """Kind, event, and evidence that equals the page's words."""
    assert alert["kind"] in {kind.value for kind in ChangeKind}
    assert alert["event"] is None or alert["event"] in known
    assert alert["evidence"] or alert["kind"] == "overdue"
    for each in alert["evidence"]:
        assert each["quote"]
        assert any(text[each["start"] : each["end"]] == each["quote"] for text in seen[each["url"]])
