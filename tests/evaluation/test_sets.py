"""The labelled sets, where they are: no figure is under its floor."""

import pytest

from tests.evaluation import floors
from tests.evaluation.data import data_folder
from tests.evaluation.registry import HELD_OUT, NAMES, has_data, score

pytestmark = pytest.mark.evaluation

DATA = data_folder()
HELD = [name for name in NAMES if name not in HELD_OUT]


@pytest.mark.parametrize("name", HELD)
def test_figures_stand_on_their_floors(name: str) -> None:
    if not has_data(name, DATA):
        pytest.skip(f"no items in {DATA / name}: name the folder of the sets in CLAIMWATCH_EVAL_DIR")
    held = floors.load()
    scored = score(name, DATA)
    assert scored.items
    below = [
        f"{figure.name}: {figure.value} against {held.of(name, figure)}"
        for figure in scored.figures
        if not held.is_kept(name, figure)
    ]
    assert not below


@pytest.mark.parametrize("name", HELD)
def test_every_set_is_held(name: str) -> None:
    held = floors.load()
    assert {*held.at_least.get(name, {}), *held.at_most.get(name, {})}
