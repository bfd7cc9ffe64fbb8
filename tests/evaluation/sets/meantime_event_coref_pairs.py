"""`meantime_event_coref_pairs`: whether two marked mentions, in two articles, are of one event.

Each sentence is an article of its own, of its document's day; the later one is judged in a story that knows the
earlier. Same is what the ledger links to one event. A mention that is no claim, or of no event class, is never linked.
Average precision takes the answer in three grades: linked; claims of one event class; neither.
"""

from datetime import date
from pathlib import Path

from tests.evaluation.data import Item, items
from tests.evaluation.ranking import average_precision, rank
from tests.evaluation.reading import Ledger, article, claim_at, day_of
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, f1, share
from tracker.model import Claim

MEASURES = (
    Measure(name="F1 same event", value=f1(), goal=0.78),
    Measure(name="F1 without the random pairs", value=f1("l-hit", "l-false", "l-missed"), held=False),
    Measure(name="average precision", value=average_precision(), held=False),
    Measure(name="both mentions are claims of a class", value=share("known", "all"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all pairs. Intervals are drawn over pairs, as a document stands in many of them."""
    tally = Tally()
    misses: list[Miss] = []
    found = items(folder)
    for item in found:
        same, why, classes = _is_same(item)
        known = None not in classes
        _count(tally, OURS, item, same, grade=2 if same else known and len(set(classes)) == 1)
        stems = _stem(item["a"]) == _stem(item["b"])
        _count(tally, "same first five letters", item, stems, grade=stems)
        tally.add(item["id"], "known", known)
        tally.add(item["id"], "all")
        if same != bool(item["label"]):
            text = "\n     ".join(_marked(item[side]) for side in "ab")
            gold = "same" if item["label"] else f"different ({item['pair_type']})"
            misses.append(Miss(item=item["id"], text=text, gold=gold, ours="same" if same else "different", rule=why))
    return Scored(items=len(found), figures=tally.figures(MEASURES), misses=tuple(misses))


def _stem(mention: Item) -> str:
    return str(mention["trigger"][:5].casefold())


def _count(tally: Tally, system: str, item: Item, same: bool, *, grade: float) -> None:
    tally.add(item["id"], rank(grade, is_right=bool(item["label"])), system=system)
    key = "hit" if same and item["label"] else "false" if same else "missed" if item["label"] else "right"
    tally.add(item["id"], key, system=system)
    if item["pair_type"] != "random":
        tally.add(item["id"], f"l-{key}", system=system)


def _marked(mention: Item) -> str:
    text = mention["sentence"]
    return f"{mention['dct']}: {text[: mention['start']]}[[{mention['trigger']}]]{text[mention['end'] :]}"


def _is_same(item: Item) -> tuple[bool, str, list[str | None]]:
    """Whether the ledger links the two, by which rule or why not, and the class of each, None where it has none."""
    ledger = Ledger()
    keys: list[str | None] = []
    reasons: list[str] = []
    classes: list[str | None] = []
    for number, mention in enumerate(sorted((item["a"], item["b"]), key=_day), 1):
        taken = ledger.take(article([mention["sentence"]], on=_day(mention), id=number))
        claim = claim_at(taken.claims, mention["start"], mention["end"])
        keys.append(taken.event_of(claim) if claim is not None else None)
        reasons.append(_reason(claim, keys[-1]))
        classes.append(claim.event_class if claim is not None else None)
    return keys[0] is not None and keys[0] == keys[1], " | ".join(reasons), classes


def _reason(claim: Claim | None, key: str | None) -> str:
    if claim is None:
        return "no claim"
    if claim.event_class is None:
        return f"{claim.lemma}: no class"
    who = "/".join(each.key for each in (claim.subject, claim.object) if each is not None)
    return f"{claim.event_class}({who})" + ("" if key else ": no event")


def _day(mention: Item) -> date:
    return day_of(mention["dct"]) or date(2009, 1, 1)
