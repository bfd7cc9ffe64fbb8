"""Which two mentions are of one event: pairs of our own, by what tells them apart."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader
from tracker.ledger import Said, is_same_event

PAIRS = tomllib.loads((Path(__file__).parent / "links" / "pairs.toml").read_text("utf-8"))
CASES = [
    pytest.param(one, other, same, id=f"{group}-{number}")
    for group, table in PAIRS.items()
    for number, (one, other, same) in enumerate(table["pairs"])
]


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    """One reader for all pairs."""
    return ClaimReader()


@pytest.mark.parametrize(("one", "other", "same"), CASES)
def test_two_mentions_are_of_one_event_or_not(reader: ClaimReader, one: str, other: str, *, same: bool) -> None:
    assert is_same_event(_said(reader, one), _said(reader, other)) is same
    assert is_same_event(_said(reader, other), _said(reader, one)) is same


def _said(reader: ClaimReader, line: str) -> Said:
    day, _, marked = line.partition(" | ")
    found = re.search(r"\[\[(.+?)\]\]", marked)
    assert found is not None
    version = make_version(marked.replace("[[", "").replace("]]", ""), on=day)
    claim = reader.mention(version, found.start(), found.start() + len(found[1]))
    assert claim is not None
    return Said(claim=claim, published=version.published_at.date())
