"""Golden voices: who says it and whom names mean, a file a phenomenon, each case an article of its own.

`claim` holds what some claim must match, `never` what none may; the fields are those of the golden claims.
The first comment of a file says what it shows, the comment of a near miss why it is one.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_version
from tests.golden.test_claims_golden import matches, told
from tracker.claims import ClaimReader

FILES = sorted((Path(__file__).parent / "voices").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}-{number}")
    for file in FILES
    for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], 1)
]


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize("case", CASES)
def test_golden_voices(case: dict[str, Any], reader: ClaimReader) -> None:
    claims = reader.read(make_version(case["text"], on="2025-01-15"))
    if "claim" in case:
        assert any(matches(claim, case["claim"]) for claim in claims), f"no claim is {case['claim']}:\n{told(claims)}"
    if "never" in case:
        assert claims
        assert not any(matches(claim, case["never"]) for claim in claims), f"{case['never']} was read:\n{told(claims)}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_phenomenon_has_cases_and_near_misses(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("[[case]]") >= 6
    assert text.count("# Near miss") >= 1
