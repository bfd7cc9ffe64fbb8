"""Two sentences of every listed class: in the first it has happened, in the second it is still to come.

`lexicon/<area>.toml` holds them; facts have none, as they neither happen nor are planned.
"""

import tomllib
from pathlib import Path

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader, load_lexicon
from tracker.model import ClassKind, Status

FOLDER = Path(__file__).parent / "lexicon"
SENTENCES = {
    name: sentences
    for path in sorted(FOLDER.glob("*.toml"))
    for name, sentences in tomllib.loads(path.read_text("utf-8")).items()
}
#: Acts of speech are read for what is said; what only names a wrong, counts, or lists has golden claims of its own.
WITHOUT = {"announce", "doping", "miss", "occasion", "schedule_item"}


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def statuses(reader: ClaimReader, name: str, sentence: str) -> set[Status]:
    claims = reader.read(make_version(sentence, on="2025-01-15"))
    return {claim.status for claim in claims if claim.event_class == name}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_class_that_happened(reader: ClaimReader, name: str) -> None:
    assert statuses(reader, name, SENTENCES[name][0]) == {Status.HAPPENED}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_class_that_is_to_come(reader: ClaimReader, name: str) -> None:
    assert statuses(reader, name, SENTENCES[name][1]) == {Status.PLANNED}


def test_every_class_of_events_has_its_sentences() -> None:
    classes = load_lexicon().classes
    events = {name for name, each in classes.items() if each.kind is ClassKind.EVENT and not name.startswith("toll_")}
    assert events - WITHOUT - set(SENTENCES) == set()
    assert set(SENTENCES) - set(classes) == set()
