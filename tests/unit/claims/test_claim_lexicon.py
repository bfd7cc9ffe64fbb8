"""The lexicon: enough classes, life cycles that hold together, and mistakes that are named."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.claims import load_lexicon, tables
from tracker.errors import ConfigError
from tracker.model import ClassKind


@pytest.fixture
def fresh() -> Iterator[None]:
    load_lexicon.cache_clear()
    yield
    load_lexicon.cache_clear()


def test_there_are_enough_classes_with_titles() -> None:
    classes = load_lexicon().classes
    assert sum(each.kind is ClassKind.EVENT for each in classes.values()) >= 45
    assert {each.id for each in classes.values() if each.kind is ClassKind.FACT} >= {
        "contain",
        "last",
        "alliance",
        "mutual_defence",
        "recognize",
    }
    assert all(each.noun for each in classes.values())


def test_the_life_cycle_of_a_treaty() -> None:
    classes = load_lexicon().classes
    assert classes["sign"].next_steps == ("introduce", "vote", "approve", "ratify", "enter_into_force")
    assert classes["ratify"].next_acts == ("sign",)
    assert classes["ratify"].by_subject
    assert classes["visit"].by_place
    assert "approve" in classes["reject"].opposites


def test_opposites_know_each_other() -> None:
    classes = load_lexicon().classes
    for one in ("approve", "win", "open", "raise", "acquit"):
        for other in classes[one].opposites:
            assert one in classes[other].opposites, (one, other)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"noun": "x", "verbz": ["x"]}, "unknown fields"),
        ({"verbs": ["x"]}, "needs a noun"),
        ({"noun": "x", "next_steps": ["nowhere"]}, "'nowhere'"),
        ({"noun": "x", "verbs": ["a"], "needs": {"b": ["c"]}}, "not among its verbs"),
        ({"noun": "x", "of": "nobody"}, "subject or object"),
    ],
)
def test_a_mistake_in_a_table_is_named(monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], says: str) -> None:
    real = tables.read_table
    monkeypatch.setattr(tables, "read_table", lambda name: {"odd": fields} if name == "facts" else real(name))
    with pytest.raises(ConfigError, match=says) as caught:
        load_lexicon()
    assert caught.value.key == "odd"


@pytest.mark.usefixtures("fresh")
def test_a_word_belongs_to_one_class(monkeypatch: pytest.MonkeyPatch) -> None:
    real = tables.read_table
    twice = {"odd": {"noun": "x", "verbs": ["ratify"]}}
    monkeypatch.setattr(tables, "read_table", lambda name: twice if name == "facts" else real(name))
    with pytest.raises(ConfigError, match="'ratify'"):
        load_lexicon()


def test_tables_stand_beside_the_code() -> None:
    folder = Path(tables.__file__).parent / "lexicon"
    assert {path.stem for path in folder.glob("*.toml")} >= {"states", "names", "verbs", "treaties", "facts"}
