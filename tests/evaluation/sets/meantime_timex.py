"""`meantime_timex`: dates of Wikinews articles with their values, and figures by type.

Scored: dates and times that are not the document's own, in the title, date line and first four sentences. Left out of
the value score: values with X or a `_REF`, and lengths (P2Y), which the grammar does not take for dates. The day is
compared where the label has an hour. Found and not labelled is wrong, unless it lies on one that is left out.
"""

import re
from datetime import date
from pathlib import Path

from tests.evaluation.baselines import dateparser_reads
from tests.evaluation.data import Item, items
from tests.evaluation.reading import Dated, Memory, dates, parse
from tests.evaluation.scoring import Measure, Miss, Scored, Tally, f1, share
from tests.evaluation.sets.meantime_status import published
from tests.evaluation.spans import Interval, meets, pairs, says, value_interval
from tracker.claims.figures.numerals import CURRENCIES as CURRENCY_UNITS
from tracker.claims.figures.numerals import CURRENCY_NOUNS
from tracker.claims.figures.quantities import find_figures

TYPES = ("MONEY", "PERCENT", "QUANTITY")
LAST_SENTENCE = 5
LENGTHS = frozenset({"year", "month", "week", "day", "hour", "decade", "minute"})
CURRENCIES = frozenset({*CURRENCY_UNITS.values(), *CURRENCY_NOUNS.values()})
NUMBER = re.compile(
    r"(?P<money>(?:US)?[$€£¥]\s?)?\d[\d.,]*(?:\s(?:million|billion|trillion))?(?P<percent>\s?%| percent)?"
)
MEASURES = (
    Measure(name="value right, of labelled", value=share("value", "valued"), goal=0.92),
    Measure(name="value F1, found and right", value=f1("v-hit", "v-false", "v-missed")),
    Measure(name="span F1, relaxed", value=f1("s-hit", "s-false", "s-missed"), held=False),
    Measure(name="span F1, exact", value=f1("x-hit", "x-false", "x-missed"), held=False),
    Measure(name="figures F1", value=f1("q-hit", "q-false", "q-missed"), goal=0.92),
    *(
        Measure(name=f"figures F1 {kind}", value=f1(f"{kind}-hit", f"{kind}-false", f"{kind}-missed"), held=False)
        for kind in TYPES
    ),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all documents."""
    tally = Tally()
    misses: list[Miss] = []
    count = 0
    for item in items(folder):
        lines = item["text"].split("\n")
        on = published(item["dct"], lines)
        gold = [each for each in item["timex"] if not each["is_dct"] and each["sent"] <= LAST_SENTENCE]
        own = [each for each in item["timex"] if each["is_dct"]]
        memory = Memory()
        ours = [
            Dated(start=at + d.start, end=at + d.end, mention=d.mention, time=d.time)
            for at, line in _lines(item)
            for d in dates(line, on=on, memory=memory)
        ]
        count += len(gold)
        _dates(tally, misses, item, gold=gold, own=own, ours=ours, on=on)
        _figures(tally, misses, item)
    return Scored(items=count, figures=tally.figures(MEASURES), misses=tuple(misses))


def _lines(item: Item) -> list[tuple[int, str]]:
    """The labelled sentences with their places."""
    return [(start, item["text"][start:end]) for start, end in item["sent_spans"][: LAST_SENTENCE + 1]]


def scored_value(label: Item) -> Interval | None:
    """The interval of a label that counts in the value score."""
    return value_interval(label["value"]) if label["type"] in ("DATE", "TIME") else None


def _dates(
    tally: Tally, misses: list[Miss], item: Item, *, own: list[Item], gold: list[Item], ours: list[Dated], on: date
) -> None:
    doc = item["id"]
    datable = [each for each in gold if scored_value(each) is not None]
    left_out = [each for each in [*gold, *own] if each not in datable]
    found = pairs(datable, ours, lambda a, b: meets((a["start"], a["end"]), (b.start, b.end)))
    spare = [d for d in ours if all(d is not b for _, b in found)]
    false = [d for d in spare if not any(meets((d.start, d.end), (g["start"], g["end"])) for g in left_out)]
    matched = {id(label): answer for label, answer in found}
    for label in datable:
        interval, answer = scored_value(label), matched.get(id(label))
        assert interval is not None
        right = answer is not None and says(answer.time, interval, is_part=bool(answer.mention.part("part")))
        exact = answer is not None and (answer.start, answer.end) == (label["start"], label["end"])
        tally.add(doc, "valued")
        tally.add(doc, "value", right)
        tally.add(doc, "s-hit" if answer else "s-missed")
        tally.add(doc, "x-hit" if exact else "x-missed")
        tally.add(doc, "v-hit" if right else "v-missed")
        tally.add(doc, "v-false", answer is not None and not right)
        tally.add(doc, "x-false", answer is not None and not exact)
        theirs = dateparser_reads(label["text"], on=on, gold=interval)
        if theirs is not None:
            tally.add(doc, "valued", system="dateparser")
            tally.add(doc, "value", theirs, system="dateparser")
        if not right:
            said = f"{answer.time.first} to {answer.time.last}" if answer and answer.time else "not found"
            rule = answer.mention.rule if answer else "-"
            misses.append(Miss(item=doc, text=around(item["text"], label), gold=label["value"], ours=said, rule=rule))
    for each in false:
        for key in ("s-false", "x-false", "v-false"):
            tally.add(doc, key)
        place = {"start": each.start, "end": each.end}
        said = f"{each.time.first} to {each.time.last}" if each.time else "unresolved"
        misses.append(
            Miss(item=doc, text=around(item["text"], place), gold="no date", ours=said, rule=each.mention.rule)
        )


def around(text: str, place: Item, width: int = 90) -> str:
    """A place of a text with what stands around it."""
    start, end = place["start"], place["end"]
    cut = f"{text[max(0, start - width) : start]}[[{text[start:end]}]]{text[end : end + width]}"
    return cut.replace("\n", " / ")


def _figures(tally: Tally, misses: list[Miss], item: Item) -> None:
    gold = [each for each in item["values"] if each["sent"] <= LAST_SENTENCE]
    ours: list[Item] = []
    plain: list[Item] = []
    for at, line in _lines(item):
        for sentence in parse(line).sents:
            for figure in find_figures(sentence):
                if figure.unit not in LENGTHS:
                    place = {"start": at + figure.start, "end": at + figure.end, "unit": figure.unit}
                    ours.append(place | {"type": _type(figure.unit), "rule": figure.rule})
        for match in NUMBER.finditer(line):
            kind = "MONEY" if match["money"] else "PERCENT" if match["percent"] else "QUANTITY"
            plain.append({"start": at + match.start(), "end": at + match.end(), "type": kind})
    _count_figures(tally, item["id"], gold, plain, system="digits")
    lost, false = _count_figures(tally, item["id"], gold, ours, system="claimwatch")
    for label in lost:
        text = around(item["text"], label)
        misses.append(Miss(item=item["id"], text=text, gold=label["type"], ours="not found", rule="-"))
    for each in false:
        text = around(item["text"], each)
        misses.append(Miss(item=item["id"], text=text, gold="no figure", ours=each["type"], rule=each["rule"]))


def _count_figures(
    tally: Tally, doc: str, gold: list[Item], ours: list[Item], *, system: str
) -> tuple[list[Item], list[Item]]:
    found = pairs(
        gold,
        ours,
        lambda a, b: a["type"] == b["type"] and meets((a["start"], a["end"]), (b["start"], b["end"])),
    )
    lost = [each for each in gold if all(each is not a for a, _ in found)]
    false = [each for each in ours if all(each is not b for _, b in found)]
    for outcome, places in (("hit", [a for a, _ in found]), ("missed", lost), ("false", false)):
        for each in places:
            tally.add(doc, f"q-{outcome}", system=system)
            tally.add(doc, f"{each['type']}-{outcome}", system=system)
    return lost, false


def _type(unit: str) -> str:
    return "MONEY" if unit in CURRENCIES else "PERCENT" if unit == "percent" else "QUANTITY"
