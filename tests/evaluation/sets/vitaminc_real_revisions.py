"""`vitaminc_real_revisions`: real revisions of Wikipedia sentences, each of which changes a fact.

The share in which the product sees a typed change, and tells one; to be read together with `argrewrite2_modify`,
where the same two shares are errors. A fixed sample of 1,000 pairs by default. Claim status and flip accuracy are not
measured: the product compares versions and follows events, and says of no sentence whether a text bears it out.
"""

from datetime import date
from pathlib import Path

from tests.evaluation.data import items, sample
from tests.evaluation.edits import by_rule, seen
from tests.evaluation.scoring import Measure, Miss, Scored, Tally, share

SAMPLE = 1_000
DAY = date(2020, 6, 15)
MEASURES = (
    Measure(name="typed change seen", value=share("typed", "all"), goal=0.9),
    Measure(name="change told", value=share("told", "all")),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score the pairs (a fixed sample of them); which side is older is not known, so `a` comes first."""
    found = items(folder)
    chosen = found if everything else sample(found, SAMPLE)
    tally = Tally()
    misses: list[Miss] = []
    for item in chosen:
        answer = seen([item["a"]], [item["b"]], on=DAY, then=DAY)
        rule = by_rule(item["a"], item["b"])
        tally.add(item["page"], "all")
        tally.add(item["page"], "typed", answer.is_typed)
        tally.add(item["page"], "told", answer.is_told)
        tally.add(item["page"], "all", system="digit, negation, capital")
        for key in ("typed", "told"):
            tally.add(item["page"], key, rule, system="digit, negation, capital")
        if not answer.is_typed:
            text = f"{item['a']}\n     {item['b']}"
            misses.append(Miss(item=item["id"], text=text, gold="a fact changed", ours=answer.what, rule=answer.rule))
    return Scored(items=len(chosen), figures=tally.figures(MEASURES), misses=tuple(misses))
