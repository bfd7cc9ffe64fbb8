"""A newsroom's words, one sentence each: which event they tell of and how it stands; `words/words.toml` holds them."""

import tomllib
from pathlib import Path

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader

SENTENCES = tomllib.loads((Path(__file__).parent / "words/words.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_tells_of(reader: ClaimReader, sentence: str) -> None:
    claims = reader.read(make_version(sentence, on="2025-03-05"))
    told = [f"{claim.event_class} {claim.status.value}" for claim in claims if claim.event_class is not None]
    if SENTENCES[sentence]:
        assert SENTENCES[sentence] in told
    else:
        assert told == []
