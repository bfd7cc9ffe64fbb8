"""Golden explanations: what a text says, and the sentence that says why each of its claims is read so."""

import tomllib
from pathlib import Path

import pytest

from tests.builders import make_version
from tracker.app import RULES
from tracker.claims import ClaimReader
from tracker.reports.explaining import explain_claim

FILE = Path(__file__).parent / "explanations.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:40])
def test_golden_explanations(case: dict[str, object], reader: ClaimReader) -> None:
    claims = reader.read(make_version(str(case["text"]), on="2025-01-15"))
    assert [explain_claim(claim, RULES) for claim in claims] == case["why"]
