"""Verbs that no class has: of a known party whatever it did, of a thing only what it comes to on a day."""

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The river crested at 8.4 metres on Sunday.", "crest happened"),
        ("Refunds will go out on March 12.", "go out planned"),
        ("The lorries were unloaded on Tuesday.", "unload happened"),
        ("Norway baked a cake.", "bake happened"),
        ("Engineers say that it can hardly be laid in less than three years.", ""),
        ("The parcels could be unloaded on Friday.", "unload possible"),
        ("It is expected that the parcels will be unloaded on Friday.", ""),
        ("The river crested.", ""),
        ("Implemented changes (as of January 24, 2019):", ""),
    ],
)
def test_what_is_told(reader: ClaimReader, sentence: str, told: str) -> None:
    claims = reader.read(make_version(sentence, on="2025-03-05"))
    assert [f"{claim.lemma} {claim.status.value}" for claim in claims if claim.event_class is None] == [told][
        : bool(told)
    ]
