"""Replays on a store in memory: time, baseline, silence, versions, late pages, what is written for machines."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from storage import MemoryStore
from tests.inline_engine import InlineEngine
from tracker.claims import load_lexicon
from tracker.clock import SystemClock
from tracker.config import Settings
from tracker.model import ChangeKind, Severity, State
from tracker.replay import RecordedPage, Replay, Replayed, replayed_json

PLAN = "Iran and Russia will sign the treaty in Moscow on Friday, January 17, the Kremlin said."
SLIP = "The signing of the treaty between Iran and Russia has been postponed to January 24, the Kremlin said."
DONE = "Iran and Russia signed the treaty in Moscow on Friday."
DONE_LATE = "Iran and Russia signed the treaty in Moscow on January 17."
OTHER = "The weather in Astrakhan was mild, and the harbour was open to traffic on all days of the week."


@pytest.fixture(scope="module")
def engine() -> InlineEngine:
    """One engine for all."""
    return InlineEngine()


def page(published: str, text: str, *, url: str = "https://a.example/1", **more: Any) -> RecordedPage:
    """A recorded page."""
    moments = {key: datetime.fromisoformat(said).replace(tzinfo=UTC) for key, said in more.items() if key == "fetched"}
    return RecordedPage(
        line=1,
        url=url,
        published_text=published,
        published=datetime.fromisoformat(published).replace(tzinfo=UTC),
        fetched=moments.get("fetched"),
        title=more.get("title", "Treaty"),
        text=None if "html" in more else f"{text}\n\n{OTHER}",
        html=more.get("html"),
    )


async def replayed(engine: InlineEngine, *pages: RecordedPage, store: MemoryStore | None = None) -> Replayed:
    """These pages replayed."""
    replay = Replay(
        store=store or MemoryStore(),
        engine=engine,
        classes=load_lexicon().classes,
        settings=Settings(),
        machine_clock=SystemClock(),
    )
    return await replay.run(pages, title="Treaty")


def raised(found: Replayed, number: int) -> list[tuple[ChangeKind, Severity]]:
    """Kind and severity of what would be told at a page."""
    return [(each.kind, each.severity) for each in found.steps[number].changes if each.severity > Severity.INFO]


def state_of_signing(found: Replayed, number: int) -> State:
    """The state of the signing after a page."""
    return next(state.state for event, state in found.steps[number].events if event.value.event_class == "sign")


async def test_the_first_page_is_the_baseline_and_later_ones_are_told(engine: InlineEngine) -> None:
    found = await replayed(engine, page("2025-01-15", PLAN), page("2025-01-16", SLIP, url="https://b.example/1"))
    assert raised(found, 0) == []
    assert (ChangeKind.STATUS, Severity.ALERT) in raised(found, 1)
    assert [state_of_signing(found, n) for n in (0, 1)] == [State.PLANNED, State.POSTPONED]


async def test_nothing_is_delivered(engine: InlineEngine) -> None:
    store = MemoryStore()
    await replayed(engine, page("2025-01-15", PLAN), page("2025-01-16", SLIP, url="https://b.example/1"), store=store)
    assert store.alerts(1) == ()


async def test_a_day_that_passes_in_silence_is_told_at_the_next_page(engine: InlineEngine) -> None:
    found = await replayed(engine, page("2025-01-15", PLAN), page("2025-01-20", OTHER, url="https://b.example/1"))
    assert raised(found, 1) == [(ChangeKind.OVERDUE, Severity.ALERT)]
    assert state_of_signing(found, 1) is State.OVERDUE
    assert found.steps[1].changes[-1].seen_at == datetime(2025, 1, 20, tzinfo=UTC)


async def test_a_day_of_which_the_next_page_tells_did_not_pass_in_silence(engine: InlineEngine) -> None:
    found = await replayed(engine, page("2025-01-15", PLAN), page("2025-01-24", DONE_LATE, url="https://b.example/1"))
    assert (ChangeKind.OVERDUE, Severity.ALERT) not in raised(found, 1)
    assert state_of_signing(found, 1) is State.HAPPENED


async def test_story_time_is_when_a_page_was_read(engine: InlineEngine) -> None:
    read_late = page("2025-01-15", OTHER, url="https://b.example/1", fetched="2025-01-20")
    found = await replayed(engine, page("2025-01-15", PLAN), read_late)
    assert raised(found, 1) == [(ChangeKind.OVERDUE, Severity.ALERT)]


async def test_an_old_page_that_arrives_late_moves_nothing(engine: InlineEngine) -> None:
    found = await replayed(engine, page("2025-01-18", DONE), page("2025-01-15", PLAN, url="https://b.example/1"))
    assert raised(found, 1) == []
    assert state_of_signing(found, 1) is State.HAPPENED


async def test_two_texts_of_one_address_are_two_versions(engine: InlineEngine) -> None:
    found = await replayed(engine, page("2025-01-15", PLAN), page("2025-01-15", SLIP), page("2025-01-15", SLIP))
    versions = [step.version for step in found.steps]
    assert [version.number for version in versions if version] == [1, 2, 2]
    assert raised(found, 2) == []


async def test_html_is_read_as_a_page_is(engine: InlineEngine) -> None:
    body = f"<html lang=en><head><title>T</title></head><body><article><h1>T</h1><p>{PLAN}</p><p>{OTHER * 4}</p>"
    blocked = "<html><head><title>Access denied</title></head><body><p>Access denied</p></body></html>"
    found = await replayed(
        engine,
        page("2025-01-15", "", html=body, title=None),
        page("2025-01-16", "", html=blocked, url="https://b.example/1"),
    )
    assert found.steps[0].version is not None
    assert found.steps[0].version.article.text.startswith(PLAN)
    assert state_of_signing(found, 0) is State.PLANNED
    assert (found.steps[1].version, bool(found.steps[1].trouble)) == (None, True)


async def test_a_page_that_kills_its_reader_is_named_and_the_rest_goes_on() -> None:
    engine = InlineEngine()
    engine.fail_on(lambda url: "b.example" in url)
    found = await replayed(
        engine,
        page("2025-01-15", PLAN),
        page("2025-01-16", SLIP, url="https://b.example/1"),
        page("2025-01-18", DONE, url="https://c.example/1"),
    )
    assert "reading failed on demand" in found.steps[1].trouble
    assert state_of_signing(found, 2) is State.HAPPENED


async def test_an_old_plan_that_arrives_late_is_no_new_plan(engine: InlineEngine) -> None:
    talks = "Iran and Russia will hold talks in Moscow on October 22, 2024, the Kremlin said."
    found = await replayed(engine, page("2025-01-15", PLAN), page("2024-10-10", talks, url="https://b.example/1"))
    assert any(each.kind is ChangeKind.NEW_CLAIM for each in found.steps[1].changes)
    assert raised(found, 1) == []


async def test_the_names_of_a_story_are_those_of_its_pages(engine: InlineEngine) -> None:
    store = MemoryStore()
    await replayed(engine, page("2025-01-15", OTHER), page("2025-01-16", PLAN, url="https://b.example/1"), store=store)
    assert {"iran", "russia"} <= {term.key for term in store.story(1).terms}


async def test_a_page_too_short_to_tell_is_in_its_story_s_language(engine: InlineEngine) -> None:
    short = replace(page("2025-01-18", "", url="https://b.example/1"), text=DONE)
    found = await replayed(engine, page("2025-01-15", PLAN), short)
    assert state_of_signing(found, 1) is State.HAPPENED


async def test_what_is_written_for_machines(engine: InlineEngine) -> None:
    given = f"  First line here.\r\n\r\n\u200b{SLIP.replace(' ', chr(160), 2)}\n"
    found = await replayed(engine, page("2025-01-15", PLAN), page("2025-01-16", given, url="https://b.example/1"))
    written = json.loads(replayed_json(found, story="treaty"))
    assert (written["story"], len(written["pages"])) == ("treaty", 2)
    alert = next(each for each in written["pages"][1]["alerts"] if each["kind"] == "status")
    assert (alert["severity"], alert["after"]["state"]) == ("alert", "postponed")
    assert alert["after"]["date"] == ["2025-01-24", "2025-01-24"]
    (evidence,) = alert["evidence"]
    assert evidence["url"] == "https://b.example/1"
    assert given[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert "has been postponed" in evidence["quote"]
    event = next(each for each in written["pages"][1]["events"] if each["event"] == alert["event"])
    assert (event["state"], event["date"]) == ("postponed", ["2025-01-24", "2025-01-24"])
    assert set(event["by_speaker"].values()) <= {state.value for state in State}
    assert written["pages"][0]["events"][0]["event"] == event["event"]
