"""`argrewrite2_modify`: revised sentences of students' essays, labelled as surface or content edits.

The surface edits are the test: the share told as a change (and the share in which a typed change is seen) is an error.
A quarter of the labels are doubtful, says the set. Average precision takes the answer in three grades: told; a typed
change seen; neither.
"""

from datetime import date
from pathlib import Path

from tests.evaluation.data import items
from tests.evaluation.edits import by_rule, seen
from tests.evaluation.ranking import average_precision, rank
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, f1, macro_f1, pair, share

DAY = date(2020, 6, 15)
RULE = "digit, negation, capital"
MEASURES = (
    Measure(name="surface edits told", value=share("told", "surface"), low_is_good=True, goal=0.3),
    Measure(name="surface edits: typed change seen", value=share("typed", "surface"), low_is_good=True, goal=0.3),
    Measure(name="macro-F1, typed", value=macro_f1(("surface", "content")), held=False),
    Measure(name="F1 content, typed", value=f1(), held=False),
    Measure(name="average precision of content", value=average_precision(), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all pairs."""
    found = items(folder)
    tally = Tally()
    misses: list[Miss] = []
    for item in found:
        answer = seen([item["before"]], [item["after"]], on=DAY, then=DAY)
        plain = by_rule(item["before"], item["after"])
        _count(tally, OURS, item, typed=answer.is_typed, told=answer.is_told)
        _count(tally, RULE, item, typed=plain, told=plain)
        if item["label"] == "surface" and answer.is_typed:
            text = f"{item['before']}\n     {item['after']}"
            level = "told" if answer.is_told else "seen"
            gold = f"surface ({', '.join(item['purposes'])})"
            misses.append(Miss(item=item["id"], text=text, gold=gold, ours=f"{level}: {answer.what}", rule=answer.rule))
    return Scored(items=len(found), figures=tally.figures(MEASURES), misses=tuple(misses))


def _count(tally: Tally, system: str, item: dict[str, str], *, typed: bool, told: bool) -> None:
    writer, label = item["student"], item["label"]
    tally.add(writer, rank(typed + told, is_right=label == "content"), system=system)
    tally.add(writer, pair(label, "content" if typed else "surface"), system=system)
    if label == "surface":
        tally.add(writer, "surface", system=system)
        tally.add(writer, "typed", typed, system=system)
        tally.add(writer, "told", told, system=system)
        tally.add(writer, "false", typed, system=system)
    else:
        tally.add(writer, "hit" if typed else "missed", system=system)
