"""`meantime_event_coref_mentions`: the marked mentions of a topic, gathered into events.

The labelled sentences of each document are one article; the articles of a topic come in order of their days. The claim
that the marked words make is asked for; each joins the event whose mentions it is likest to (`likest`, by which the
ledger links kinds that the lexicon doesn't list), or stands alone. CoNLL F1 is the mean of MUC, B3 and CEAF-e. Without
singletons, B3 leaves out mentions that stand alone in the labels, CEAF-e the clusters of one on either side (MUC counts
none anyway). The day of a mention is that of its claim; of one that is said to have happened and names no day, that of
its article.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.evaluation.clusters import ceaf_shares, groups, mean_of
from tests.evaluation.data import Item, items
from tests.evaluation.reading import article, asked, day_of, starts
from tests.evaluation.scoring import OURS, Counts, Measure, Miss, Scored, Tally, Value, share
from tracker.ledger import Said, likest
from tracker.model import Claim, Precision, Status


def harmonic(precision: str, precision_of: str, recall: str, recall_of: str) -> Value:
    """F1 of two ratios of sums."""

    def value(counts: Counts) -> float | None:
        p = counts.get(precision, 0) / counts[precision_of] if counts.get(precision_of) else 0.0
        r = counts.get(recall, 0) / counts[recall_of] if counts.get(recall_of) else None
        return None if r is None else 2 * p * r / (p + r) if p + r else 0.0

    return value


MUC = harmonic("links-right", "links-ours", "links-right", "links-gold")
B3, B3_2 = harmonic("p", "n", "r", "n"), harmonic("p2", "n2", "r2", "n2")
CEAF = harmonic("alike", "groups-ours", "alike", "groups-gold")
CEAF_2 = harmonic("alike2", "groups-ours2", "alike2", "groups-gold2")
MEASURES = (
    Measure(name="B3 F1", value=B3, held=False),
    Measure(name="B3 F1 without singletons", value=B3_2, held=False),
    Measure(name="CEAF-e F1", value=CEAF, held=False),
    Measure(name="CEAF-e F1 without singletons", value=CEAF_2, held=False),
    Measure(name="CoNLL F1", value=mean_of(MUC, B3, CEAF), held=False),
    Measure(name="CoNLL F1 without singletons", value=mean_of(MUC, B3_2, CEAF_2), held=False),
    Measure(name="MUC F1", value=MUC),
    Measure(name="day right, of dated", value=share("day", "dated"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score both topics."""
    found = items(folder)
    tally = Tally()
    misses: list[Miss] = []
    for topic in sorted({item["topic"] for item in found}):
        mentions = [item for item in found if item["topic"] == topic]
        clusters, claims = _clusters(mentions)
        stems = {item["id"]: f"{topic} {item['trigger'][:5].casefold()}" for item in mentions}
        gold = {item["id"]: item["instance"] for item in mentions}
        for system, ours in ((OURS, clusters), ("same first five letters", stems)):
            _count(tally, system, mentions, gold, ours)
        for item in mentions:
            right = _is_day(item, claims.get(item["id"]))
            if right is not None:
                tally.add(item["doc"], "dated")
                tally.add(item["doc"], "day", right)
                tally.add(item["doc"], "dated", system="day of the article")
                tally.add(item["doc"], "day", item["dct"][:10] == item["instance_time"], system="day of the article")
        misses += _misses(mentions, gold, clusters)
    return Scored(items=len(found), figures=tally.figures(MEASURES), misses=tuple(misses))


def _clusters(mentions: Sequence[Item]) -> tuple[dict[str, str], dict[str, Claim]]:
    documents: dict[str, list[Item]] = defaultdict(list)
    for item in mentions:
        documents[item["doc"]].append(item)
    clusters: dict[str, str] = {}
    claims: dict[str, Claim] = {}
    events: dict[str, list[Said]] = {}
    for number, of_document in enumerate(sorted(documents.values(), key=lambda each: each[0]["dct"]), 1):
        sentences = dict(sorted({item["sent"]: item["sentence"] for item in of_document}.items()))
        begins = dict(zip(sentences, starts(list(sentences.values())), strict=True))
        day = day_of(of_document[0]["dct"]) or date(2009, 1, 1)
        version = article(list(sentences.values()), on=day, id=number)
        for item in of_document:
            at = begins[item["sent"]]
            claim = asked(version, at + item["start"], at + item["end"])
            clusters[item["id"]] = f"alone {item['id']}"
            if claim is not None:
                claims[item["id"]] = claim
                said = Said(claim=claim, published=day)
                found = likest(said, list(events.values()))
                clusters[item["id"]] = item["id"] if found is None else list(events)[found]
                events.setdefault(clusters[item["id"]], []).append(said)
    return clusters, claims


def _count(
    tally: Tally, system: str, mentions: Sequence[Item], gold: Mapping[str, str], ours: Mapping[str, str]
) -> None:
    by_gold, by_ours = groups(gold), groups(ours)
    alike, alike2 = ceaf_shares(gold, ours), ceaf_shares(gold, ours, singletons=False)
    for item in mentions:
        key, doc = item["id"], item["doc"]
        right, answer = by_gold[gold[key]], by_ours[ours[key]]
        both = len(right & answer)
        tally.add(doc, "n", system=system)
        tally.add(doc, "p", both / len(answer), system=system)
        tally.add(doc, "r", both / len(right), system=system)
        if len(right) > 1:
            tally.add(doc, "n2", system=system)
            tally.add(doc, "p2", both / len(answer), system=system)
            tally.add(doc, "r2", both / len(right), system=system)
        # A cluster counts once: each member carries its part of it.
        for name, cluster in (("gold", right), ("ours", answer)):
            tally.add(doc, f"groups-{name}", 1 / len(cluster), system=system)
            tally.add(doc, f"groups-{name}2", 1 / len(cluster) if len(cluster) > 1 else 0, system=system)
        tally.add(doc, "alike", alike.get(key, 0.0), system=system)
        tally.add(doc, "alike2", alike2.get(key, 0.0), system=system)
        # A cluster of n needs n - 1 links; each member carries its share of them.
        tally.add(doc, "links-gold", 1 - 1 / len(right), system=system)
        tally.add(doc, "links-ours", 1 - 1 / len(answer), system=system)
        tally.add(doc, "links-right", 1 - 1 / both, system=system)


def marked(mention: Item) -> str:
    """The sentence of a mention with its word marked."""
    text = str(mention["sentence"])
    return f"{text[: mention['start']]}[[{mention['trigger']}]]{text[mention['end'] :]}"


def _is_day(item: Item, claim: Claim | None) -> bool | None:
    """Whether the day is right; None where the label names no whole day."""
    gold = day_of(item["instance_time"]) if "X" not in item["instance_time"] else None
    if gold is None:
        return None
    if claim is None:
        return False
    if claim.time is not None:
        return claim.time.precision is Precision.DAY and gold in (claim.time.first, claim.time.last)
    return claim.status in (Status.HAPPENED, Status.ONGOING) and day_of(item["dct"]) == gold


def _misses(mentions: Sequence[Item], gold: Mapping[str, str], ours: Mapping[str, str]) -> list[Miss]:
    by_gold = groups(gold)
    found = []
    for item in mentions:
        rest = by_gold[gold[item["id"]]] - {item["id"]}
        if rest and not any(ours[each] == ours[item["id"]] for each in rest):
            text = f"{item['dct']}: {marked(item)}"
            name = f"{item['instance_name']} ({len(rest) + 1} mentions)"
            found.append(Miss(item=item["id"], text=text, gold=name, ours="not with them", rule="-"))
    return found
