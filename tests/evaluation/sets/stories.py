"""`stories`: whole stories replayed in newspaper prose and scored by the stories' own scorer (`replaying`).

With `--keep DIR`, `score.py STORIES DIR/prose --list-unjudged` (or `--explain`) says more. The errors shown here are
missed alerts, fallen traps and unjudged alerts. `--all` replays the digests, and the story from its seed page with late
pages, beside.
"""

import tempfile
from pathlib import Path
from typing import Any

from tests.evaluation.replaying import Replays
from tests.evaluation.scoring import Figure, Miss, Scored

LOW_IS_GOOD = frozenset({"trap_rate", "state_missing", "raised_per_page", "unjudged_share"})
#: Held figures with their goals.
GOALS = {
    "recall_strict": 0.75,
    "recall_loose": 0.88,
    "trap_rate": 0.05,
    "state_value": 0.8,
    "raised_per_page": 2.0,
    "evidence_exact": 1.0,
}
#: One trap is .025 of all, one alert .011.
MARGIN = 0.05
NAMES = {"trap_rate": "traps fallen for"}


def score(
    folder: Path, *, everything: bool = False, keep: Path | None = None, scorer: Path | None = None, held: bool = True
) -> Scored:
    """Replay and score; what was replayed is kept in `keep`.

    `scorer` is the folder of `score.py`, where that is not `folder`; figures that are not `held` get no floors.
    """
    figures: list[Figure] = []
    misses: list[Miss] = []
    with tempfile.TemporaryDirectory() as work:
        replays = Replays(folder, (keep or Path(work)).resolve(), scorer=scorer)
        scores = {"prose": replays.prose(), **(replays.others() if everything else {})}
    for form, result in scores.items():
        for name, metric in result["metrics"].items():
            interval = metric["interval95"]
            figures.append(
                Figure(
                    name=f"{form}: {NAMES.get(name, name)}",
                    value=metric["value"],
                    interval=(interval[0], interval[1]) if interval else None,
                    low_is_good=name in LOW_IS_GOOD,
                    held=held and form == "prose" and name in GOALS,
                    margin=MARGIN,
                    goal=GOALS.get(name) if form == "prose" else None,
                )
            )
    for slug, story in scores["prose"]["stories"].items():
        misses += _misses(slug, story)
    return Scored(items=len(scores["prose"]["stories"]), figures=tuple(figures), misses=tuple(misses))


def _misses(slug: str, story: dict[str, Any]) -> list[Miss]:
    found = []
    for key, gold, ours in (
        ("missed", "alert", "not raised"),
        ("fallen", "trap", "raised"),
        ("unjudged", "no alert expected", "raised"),
    ):
        for each in story[key]:
            shown = "; ".join(f"{name}: {value}" for name, value in each.items() if value not in (None, "", [], {}))
            found.append(Miss(item=slug, text=shown, gold=gold, ours=ours, rule=str(each.get("rule", "-"))))
    return found
