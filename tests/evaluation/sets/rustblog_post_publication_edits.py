"""`rustblog_post_publication_edits`: edits of published posts with the editor's own reason.

Declared cosmetic edits that are told are false alarms. The changed paragraphs are read as Markdown, line by line, as
the text of the post at its day and at the day of the edit. Declared substantive ones are few, and only reported.
"""

from datetime import date
from pathlib import Path

from tests.evaluation.data import Item, items
from tests.evaluation.edits import by_rule, seen
from tests.evaluation.reading import day_of
from tests.evaluation.scoring import Measure, Miss, Scored, Tally, share

RULE = "digit, negation, capital"
MEASURES = (
    Measure(name="cosmetic edits told", value=share("told", "cosmetic"), low_is_good=True, goal=0.1),
    Measure(name="cosmetic edits: typed change seen", value=share("typed", "cosmetic"), low_is_good=True, held=False),
    Measure(name="substantive edits: typed change seen", value=share("s-typed", "substantive"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score the declared edits. Intervals are drawn over posts."""
    found = [item for item in items(folder) if item["declared"] != "undeclared"]
    tally = Tally()
    misses: list[Miss] = []
    for item in found:
        before, after = (_lines(item, side) for side in ("before", "after"))
        on, then = (day_of(item[key]) or date(2020, 6, 15) for key in ("published", "edited"))
        answer = seen(before, after, on=on, then=then)
        plain = by_rule("\n".join(before), "\n".join(after))
        cosmetic = item["declared"] == "cosmetic_declared"
        kind, prefix = ("cosmetic", "") if cosmetic else ("substantive", "s-")
        for system, typed, told in (("claimwatch", answer.is_typed, answer.is_told), (RULE, plain, plain)):
            tally.add(item["post"], kind, system=system)
            tally.add(item["post"], f"{prefix}typed", typed, system=system)
            tally.add(item["post"], f"{prefix}told", told, system=system)
        if cosmetic and answer.is_typed:
            text = "\n     ".join(f"{c['before']}\n  -> {c['after']}" for c in item["changes"])
            ours = f"{'told' if answer.is_told else 'seen'}: {answer.what}"
            misses.append(
                Miss(item=item["id"], text=text, gold=f"cosmetic: {item['subject']}", ours=ours, rule=answer.rule)
            )
    return Scored(items=len(found), figures=tally.figures(MEASURES), misses=tuple(misses))


def _lines(item: Item, side: str) -> list[str]:
    return [line for change in item["changes"] for line in (change[side] or "").split("\n") if line.strip()]
