"""Families of words: what belongs to one kind of event by its ending, by table, by use."""

import pytest

from tracker.model.families import family, is_speaking


@pytest.mark.parametrize(
    "words",
    [
        "resign resignation",
        "decide decision",
        "collide collision",
        "resume resumption",
        "produce production",
        "resolve resolution",
        "acquire acquisition purchase buy bought",
        "deliver delivery delivered",
        "unveil introduction launch launched",
        "die death died",
        "approve approval",
        "sell sale sold",
        "discuss discussion",
        "state statement said",
    ],
)
def test_words_of_one_family(words: str) -> None:
    assert len({family(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("fall", "rise"), ("open", "close"), ("found", "find"), ("postpone", "cancel"), ("pass", "pay"), ("hire", "fire")],
)
def test_words_of_two_families(one: str, other: str) -> None:
    assert family(one) != family(other)


@pytest.mark.parametrize(("word", "speaks"), [("announce", True), ("statement", True), ("sign", False)])
def test_words_of_telling(word: str, *, speaks: bool) -> None:
    assert is_speaking(word) is speaks
