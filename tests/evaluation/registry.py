"""The sets by name, in the order in which they are shown."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.evaluation.replaying import programs
from tests.evaluation.scoring import Scored
from tests.evaluation.sets.held_out_stories import HELD_OUT as UNSEEN
from tests.evaluation.sets.own_stories import OWN

NAMES = (
    "meantime_status",
    "uds_factuality",
    "meantime_timex",
    "gum_dates",
    "meantime_attribution",
    "gum_attribution",
    "meantime_event_coref_pairs",
    "meantime_event_coref_mentions",
    "semeval15_timeline",
    "vitaminc_real_revisions",
    "argrewrite2_modify",
    "rustblog_post_publication_edits",
    "pep_release_schedule",
    "wcep_2015_09_stories",
    "stories",
    "own_stories",
    "held_out_stories",
)
#: Stories that lie in the source tree; their scorer is that of the labelled `stories`.
IN_TREE = {"own_stories": OWN, "held_out_stories": UNSEEN}
#: Read beside the others and held by no floor: what is held gets tuned, and these are for telling how rules do unseen.
HELD_OUT = frozenset(IN_TREE)


def has_data(name: str, data: Path) -> bool:
    """Whether a set's items are there."""
    folder = data / name
    if name in IN_TREE:
        return any((IN_TREE[name] / "prose").glob("*.jsonl")) and (data / "stories" / "score.py").is_file()
    if name == "stories":
        return any(folder.glob("prose/*.jsonl")) and (programs(folder) / "score.py").is_file()
    return any(folder.glob("*.jsonl"))


def score(name: str, data: Path, *, everything: bool = False, keep: Path | None = None) -> Scored:
    """Score a set; `everything` takes all items where a sample is the default, `keep` is for what was replayed."""
    run: Callable[..., Scored] = import_module(f"tests.evaluation.sets.{name}").score
    kept = {"keep": keep} if name in ("stories", *IN_TREE) else {}
    return run(data / name, everything=everything, **kept)
