"""`own_stories`: the project's own six stories (`tests/evaluation/stories`), replayed and scored as `stories` is.

They were held out until their first sight and second figures stood (docs/evaluation-own-stories.md) and are open to
whoever makes rules since; `held_out_stories` took their place. No floor holds their figures. The scorer is that of the
labelled data, read in place; without it the set is skipped.
"""

from pathlib import Path

from tests.evaluation.scoring import Scored
from tests.evaluation.sets import stories

OWN = Path(__file__).parents[1] / "stories"


def score(folder: Path, *, everything: bool = False, keep: Path | None = None) -> Scored:
    """Replay and score; `folder` is where the set would lie among the labelled ones, beside `stories`."""
    scorer = folder.parent / "stories"
    return stories.score(OWN, everything=everything, keep=keep, scorer=scorer, held=False)
