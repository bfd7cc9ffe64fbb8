"""Which of the events that a reader would follow are read in short texts of many subjects."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader

TEXTS = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))["text"]


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["subject"])
def test_what_a_reader_would_follow_is_read(reader: ClaimReader, text: dict[str, Any]) -> None:
    version = make_version(" ".join(text["text"].split()), on="2025-02-12")
    found = {f"{claim.event_class or f'~{claim.lemma}'} {claim.status.value}" for claim in reader.read(version)}
    assert set(text["read"]) <= found


def test_half_of_it_is() -> None:
    read, not_read = (sum(len(text[key]) for text in TEXTS) for key in ("read", "not_read"))
    assert read / (read + not_read) > 0.5
