"""`uds_factuality`: whether a marked predicate of web text has happened, by two annotators' graded answers.

What is planned, negated, cancelled or conditional has not happened; what is possible or unknown is uncertain.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import sqrt
from pathlib import Path

from tests.evaluation.data import items, sample
from tests.evaluation.reading import article, claim_at, claims, status_at
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, accuracy, label_f1, macro_f1, pair
from tests.evaluation.sets.meantime_status import COMING, NEGATIONS, left_words
from tracker.model import Status

LABELS = ("happened", "not_happened", "uncertain")
HAPPENED = frozenset({Status.HAPPENED, Status.ONGOING, Status.STATE})
OPEN = frozenset({Status.POSSIBLE, Status.UNKNOWN})
#: What a label says on the scale of the annotators, -3 to 3.
SCORE_OF = {"happened": 2.0, "uncertain": 0.0, "not_happened": -2.0}
#: By default so many of the items; all of them take some minutes.
SAMPLE = 1_500


def correlation(counts: Mapping[str, float]) -> float | None:
    """Pearson's r from sums."""
    n, sx, sy = (counts.get(key, 0) for key in ("n", "x", "y"))
    if not n:
        return None
    var_x, var_y = counts.get("xx", 0) - sx * sx / n, counts.get("yy", 0) - sy * sy / n
    return (counts.get("xy", 0) - sx * sy / n) / sqrt(var_x * var_y) if var_x > 0 and var_y > 0 else None


MEASURES = (
    Measure(name="macro-F1", value=macro_f1(LABELS)),
    *(Measure(name=f"F1 {label}", value=label_f1(label), held=False) for label in LABELS),
    Measure(name="accuracy", value=accuracy, held=False),
    Measure(name="Pearson r", value=correlation, held=False),
    Measure(
        name="mean absolute error",
        value=lambda counts: counts["off"] / counts["n"] if counts.get("n") else None,
        low_is_good=True,
        held=False,
    ),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score the items (a fixed sample of them)."""
    found = items(folder)
    chosen = found if everything else sample(found, SAMPLE)
    most = Counter(item["label"] for item in found).most_common(1)[0][0]
    tally = Tally()
    misses: list[Miss] = []
    for item in chosen:
        text, start, end = item["sentence"], item["start"], item["end"]
        claim = claim_at(claims(article([text], on=date(2010, 6, 15))), start, end)
        status, rule = (claim.status, claim.status_rule) if claim else status_at(text, start, end)
        ours = "happened" if status in HAPPENED else "uncertain" if status in OPEN else "not_happened"
        left = set(left_words(text, start))
        for system, label in (
            (OURS, ours),
            ("cue list", "not_happened" if left & (NEGATIONS | COMING) else "happened"),
            (f"always {most}", most),
        ):
            _count(tally, system, item["id"].rsplit("-", 1)[0], item, label)
        if ours != item["label"]:
            marked = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
            gold = f"{item['label']} ({item['score']:+.1f})"
            misses.append(Miss(item=item["id"], text=marked, gold=gold, ours=status.value, rule=rule))
    return Scored(items=len(chosen), figures=tally.figures(MEASURES), misses=tuple(misses))


def _count(tally: Tally, system: str, document: str, item: dict[str, object], label: str) -> None:
    gold, guess = float(str(item["score"])), SCORE_OF[label]
    tally.add(document, pair(str(item["label"]), label), system=system)
    sums = {"n": 1, "x": guess, "y": gold, "xx": guess**2, "yy": gold**2, "xy": guess * gold, "off": abs(guess - gold)}
    for key, amount in sums.items():
        tally.add(document, key, amount, system=system)
