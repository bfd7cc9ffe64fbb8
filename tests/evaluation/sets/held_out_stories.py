"""`held_out_stories`: six more stories of the project's own (`tests/evaluation/held_out`), scored as `own_stories` is.

They took the place of those as the hold-out: no rule is made by looking at them, and no floor holds their figures.
`--errors held_out_stories` ends their use.
"""

from pathlib import Path

from tests.evaluation.scoring import Scored
from tests.evaluation.sets import stories

HELD_OUT = Path(__file__).parents[1] / "held_out"


def score(folder: Path, *, everything: bool = False, keep: Path | None = None) -> Scored:
    """Replay and score; `folder` is where the set would lie among the labelled ones, beside `stories`."""
    scorer = folder.parent / "stories"
    return stories.score(HELD_OUT, everything=everything, keep=keep, scorer=scorer, held=False)
