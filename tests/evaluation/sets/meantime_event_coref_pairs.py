"""`meantime_event_coref_pairs`: whether two marked mentions, in two articles, are of one event.

Each sentence is an article of its own, of its document's day. The claim that the marked words make is asked for, as
reading alone makes none of many of them; same is what the ledger's likeness of two mentions says, by which it links
mentions of kinds that the lexicon doesn't list. Words that the rules can't take for an event are never the same.
Average precision takes how like they are.
"""

from datetime import date
from pathlib import Path

from tests.evaluation.data import Item, items
from tests.evaluation.ranking import average_precision, rank
from tests.evaluation.reading import article, asked, day_of
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, f1, share
from tracker.ledger import Said, is_same_event, likeness, same_kind
from tracker.model import Claim

#: How like two mentions of different kinds are.
_UNLIKE = -2.0
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
        same, why, classes, alike = _is_same(item)
        known = None not in classes
        _count(tally, OURS, item, same, grade=alike)
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


def _is_same(item: Item) -> tuple[bool, str, list[str | None], float]:
    """Whether the ledger takes the two for one event, what it compared, the class of each and how like they are."""
    said: list[Said] = []
    reasons: list[str] = []
    for number, mention in enumerate(sorted((item["a"], item["b"]), key=_day), 1):
        day = _day(mention)
        claim = asked(article([mention["sentence"]], on=day, id=number), mention["start"], mention["end"])
        if claim is not None:
            said.append(Said(claim=claim, published=day))
        reasons.append(_reason(claim))
    if len(said) < 2:
        return False, " | ".join(reasons), [None], _UNLIKE
    alike = likeness(said[0], said[1]) if same_kind(said[0].claim, said[1].claim) else _UNLIKE
    same = is_same_event(said[0], said[1])
    return same, " | ".join(reasons), [each.claim.event_class for each in said], round(alike, 2)


def _reason(claim: Claim | None) -> str:
    if claim is None:
        return "no claim"
    who = "/".join(each.key for each in (claim.subject, claim.object) if each is not None)
    return f"{claim.event_class or claim.lemma}({who})"


def _day(mention: Item) -> date:
    return day_of(mention["dct"]) or date(2009, 1, 1)
