"""`wcep_2015_09_stories`: which running story an event of a month's news belongs to, read in order of days.

A story is known by the names of the texts that it has so far (`story_terms`); a text belongs to the story that it is
related to (`is_related`) with the most that ties it (`kinship`), and opens a new one where it is related to none. Only
events that the editors filed are scored. Adjusted mutual information has no interval: an event drawn twice would be a
pair that is always right.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz

from tests.evaluation.clusters import ami
from tests.evaluation.data import Item, items
from tests.evaluation.reading import article, claims, day_of
from tests.evaluation.scoring import OURS, Figure, Measure, Miss, Scored, Tally, f1, share
from tests.evaluation.sets.meantime_event_coref_mentions import harmonic
from tracker.claims import is_related, kinship, story_terms
from tracker.model import Term

#: Likeness (0..100) from which the baseline puts a text to a story's likest text.
LIKE = 55.0
MEASURES = (
    Measure(name="pairwise F1", value=f1()),
    Measure(name="B3 F1", value=harmonic("p", "n", "r", "n"), held=False),
    Measure(name="new stories opened rightly", value=share("opened", "new"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all filed events. Intervals are drawn over events."""
    found = sorted((item for item in items(folder) if item["story"]), key=lambda item: (item["date"], item["id"]))
    gold = {item["id"]: item["story_id"] for item in found}
    tally = Tally()
    ours = assigned(found)
    others = {"rapidfuzz": _by_likeness(found), "each alone": {key: key for key in gold}}
    for system, answer in ((OURS, ours), *others.items()):
        _count(tally, system, found, gold, answer)
    beside = {system: ami(gold, answer) for system, answer in others.items()}
    told = Figure(name="AMI", value=ami(gold, ours), interval=None, held=False, beside=beside)
    misses = []
    for item in found:
        mates = [o["story"] for o in found if ours[o["id"]] == ours[item["id"]] and gold[o["id"]] != gold[item["id"]]]
        lost = [o for o in found if gold[o["id"]] == gold[item["id"]] and ours[o["id"]] != ours[item["id"]]]
        if mates or lost:
            said = (
                f"with {len(mates)} of others ({', '.join(sorted(set(mates))[:3])}), apart from {len(lost)} of its own"
            )
            misses.append(
                Miss(item=item["id"], text=f"{item['date']}: {item['text']}", gold=item["story"], ours=said, rule="-")
            )
    return Scored(items=len(found), figures=(*tally.figures(MEASURES), told), misses=tuple(misses))


def assigned(found: Sequence[Item]) -> dict[str, str]:
    """The story of each text, named by the text that opened it."""
    stories: dict[str, list[str]] = {}
    terms: dict[str, tuple[Term, ...]] = {}
    answer: dict[str, str] = {}
    for item in found:
        fitting = [
            (kinship(item["text"], known), key) for key, known in terms.items() if is_related(item["text"], known)
        ]
        key = max(fitting)[1] if fitting else item["id"]
        stories.setdefault(key, []).append(item["text"])
        version = article(stories[key], on=day_of(item["date"]) or date(2015, 9, 1))
        terms[key] = story_terms(version, claims(version))
        answer[item["id"]] = key
    return answer


def _by_likeness(found: Sequence[Item]) -> dict[str, str]:
    answer: dict[str, str] = {}
    for number, item in enumerate(found):
        likest = max(found[:number], key=lambda other: _likeness(item, other), default=None)
        near = likest is not None and _likeness(item, likest) >= LIKE
        answer[item["id"]] = answer[likest["id"]] if likest is not None and near else item["id"]
    return answer


def _likeness(a: Item, b: Item) -> float:
    compare: Callable[[str, str], float] = fuzz.token_set_ratio
    return compare(a["text"], b["text"])


def _count(tally: Tally, system: str, found: Sequence[Item], gold: Mapping[str, str], ours: Mapping[str, str]) -> None:
    seen: set[str] = set()
    for number, item in enumerate(found):
        key = item["id"]
        for other in found[:number]:
            same, together = gold[key] == gold[other["id"]], ours[key] == ours[other["id"]]
            if same or together:
                outcome = "hit" if same and together else "missed" if same else "false"
                tally.add(key, outcome, system=system)
        right = {o for o in gold if gold[o] == gold[key]}
        answer = {o for o in gold if ours[o] == ours[key]}
        tally.add(key, "n", system=system)
        tally.add(key, "p", len(right & answer) / len(answer), system=system)
        tally.add(key, "r", len(right & answer) / len(right), system=system)
        if gold[key] not in seen:
            seen.add(gold[key])
            tally.add(key, "new", system=system)
            tally.add(key, "opened", ours[key] not in {ours[o["id"]] for o in found[:number]}, system=system)
