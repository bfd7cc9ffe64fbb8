"""What events are called: sentences of many subjects, with the titles that a person reads on the board."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader
from tracker.claims.tables import load_lexicon
from tracker.ledger.completing import names_in
from tracker.ledger.naming import LONGEST
from tracker.ledger.titles import event_title
from tracker.ledger.unlisted import class_of_word
from tracker.model import Status

CASES = tomllib.loads((Path(__file__).parent / "titles.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["said"][:40])
def test_events_are_called_as_written(reader: ClaimReader, case: dict[str, Any]) -> None:
    claims = reader.read(make_version(case["said"], on="2025-02-12"))
    names = names_in(claims, ())
    titles = [
        event_title(
            claim, load_lexicon().class_of(claim.event_class) or class_of_word(claim), of_story=True, names=names
        )
        for claim in claims
        if claim.status is not Status.UNKNOWN
    ]
    assert titles == case["titles"]
    assert all(len(title) <= LONGEST for title in titles)
