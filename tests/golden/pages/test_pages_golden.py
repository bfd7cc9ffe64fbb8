"""Whole pages and what is read from them: a folder a case, its name the sentence that it shows."""

import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.model import Article, Snapshot, TextResult, Unreadable
from tracker.text import read_article

CASES = sorted(each.parent for each in Path(__file__).parent.glob("*/page.html"))
URL = "https://harbour-times.example/world/port-agreement"


def read(case: Path) -> tuple[TextResult, dict[str, object]]:
    """What is read from a case's page, and what is expected."""
    expected = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    body = (case / "page.html").read_bytes()
    url = str(expected.get("url", URL))
    snapshot = Snapshot(
        url=url,
        final_url=url,
        taken_at=datetime(2025, 3, 11, tzinfo=UTC),
        status=200,
        headers=(("content-type", str(expected.get("content_type", "text/html; charset=utf-8"))),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )
    return read_article(snapshot), expected


def described(result: TextResult) -> dict[str, object]:
    """A result in the words of `expected.toml`."""
    if isinstance(result, Unreadable):
        return {"unreadable": {"quality": result.quality.value, "says": result.detail}}
    said = {
        "title": result.title,
        "byline": result.byline,
        "published_at": result.published_at,
        "modified_at": result.modified_at,
        "language": result.language,
        "address": result.url,
        "paragraphs": [result.text[start:end] for start, end in result.paragraphs],
    }
    return {"article": {name: value for name, value in said.items() if value is not None}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_is_read_as_expected(case: Path) -> None:
    result, expected = read(case)
    told = described(result)
    unreadable = expected.get("unreadable")
    if isinstance(unreadable, dict) and isinstance(result, Unreadable):
        assert unreadable.pop("says") in result.detail
        told = {"unreadable": {"quality": result.quality.value}}
    assert told == {name: value for name, value in expected.items() if name in ("article", "unreadable")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reading_again_gives_the_same(case: Path) -> None:
    first, _ = read(case)
    assert read(case)[0] == first
    if isinstance(first, Article):
        assert "\n".join(first.text[start:end] for start, end in first.paragraphs) == first.text


def test_there_are_cases() -> None:
    assert len(CASES) >= 15
