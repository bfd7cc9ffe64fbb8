"""`semeval15_timeline`: dated timelines of a topic's entities, from raw text.

An answer is (entity, document, sentence, word, date). Ours are the claims of each document that name the entity among
who takes part or speaks, with the claim's date; of one that is said to have happened and names no day, the article's.
What is negated, denied, possible or unknown is on no timeline. Scored are the documents that any timeline names.
Not the official scorer: F1 over answers, with and without the date, where the sentence's word has to meet the label's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.evaluation.data import Item, items
from tests.evaluation.reading import article, claims, day_of
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, f1, share
from tests.evaluation.spans import pairs
from tracker.claims import same_name
from tracker.model import Claim, EventTime, Participant, Status

ON_TIMELINE = frozenset(
    {Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSTPONED, Status.CANCELLED, Status.SUSPENDED}
)
#: The claims of each document, with the number of their sentence and the document's day.
Read = dict[str, list[tuple[str, Claim, date | None]]]
MEASURES = (
    Measure(name="F1 (date, event)", value=f1("d-hit", "d-false", "d-missed"), goal=0.15),
    Measure(name="F1 (event)", value=f1("e-hit", "e-false", "e-missed"), held=False),
    Measure(name="date right, of events found", value=share("d-hit", "e-hit"), held=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a timeline in one place."""

    document: str
    sentence: str
    words: str
    day: str
    rule: str = "-"


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all timelines. Intervals are drawn over timelines."""
    found = items(folder)
    documents = {item["doc_id"]: item for item in found if item["kind"] == "doc"}
    timelines = [item for item in found if item["kind"] == "timeline"]
    named = {m["doc_id"] for line in timelines for event in line["events"] for m in event["mentions"]}
    read = {key: _read(documents[key]) for key in sorted(named & set(documents))}
    tally = Tally()
    misses: list[Miss] = []
    for line in timelines:
        gold = [
            Entry(
                document=m["doc_id"], sentence=str(m["sent"]), words=m["trigger"].replace("_", " "), day=event["date"]
            )
            for event in line["events"]
            for m in event["mentions"]
            if m["doc_id"] in read
        ]
        topic = {key for key in read if documents[key]["topic"] == line["topic"]}
        _count(tally, OURS, line, gold, _ours(line["entity"], read, topic), misses=misses, documents=documents)
        plain = _every_claim(line["entity"], documents, read, topic)
        _count(tally, "every claim of a sentence that names it", line, gold, plain, documents=documents)
    return Scored(
        items=sum(len(line["events"]) for line in timelines), figures=tally.figures(MEASURES), misses=tuple(misses)
    )


def _read(document: Item) -> list[tuple[str, Claim, date | None]]:
    """The claims of a document with the number of their sentence."""
    numbers = sorted(document["sentences"], key=int)
    lines = [document["sentences"][number] for number in numbers]
    day = day_of(document["dct"])
    found = claims(article(lines, on=day or date(2009, 1, 1)))
    return [(numbers[claim.paragraph], claim, day) for claim in found]


def _ours(entity: str, read: Read, topic: Iterable[str]) -> list[Entry]:
    return [
        Entry(
            document=key, sentence=number, words=claim.trigger.quote, day=_day(claim, published), rule=claim.status_rule
        )
        for key in topic
        for number, claim, published in read[key]
        if claim.status in ON_TIMELINE and any(names(each, entity) for each in _parties(claim))
    ]


def _parties(claim: Claim) -> list[Participant]:
    candidates = (claim.subject, claim.object, claim.place, claim.attribution.speaker, *claim.others)
    return [each for each in candidates if each is not None]


def names(party: Participant, entity: str) -> bool:
    """Whether a participant is an entity as the set writes it: its whole name, or its last or first word alone."""
    if same_name(party.key, entity) or same_name(party.text, entity):
        return True
    words = [word for word in re.findall(r"[\w&]+", entity.casefold()) if word not in ("the", "index", "composite")]
    own = re.findall(r"[\w&]+", f"{party.text} {party.key}".casefold())
    whole = bool(words) and all(word in own for word in words)
    return whole or (len(words) > 1 and party.key in (words[-1], words[0]))


def _day(claim: Claim, published: date | None) -> str:
    if claim.time is not None:
        return written(claim.time)
    if claim.status in (Status.HAPPENED, Status.ONGOING) and published is not None:
        return published.isoformat()
    return "XXXX-XX-XX"


def written(time: EventTime) -> str:
    """A time as the set writes it: 2010-06-07, 2010-06-XX, 2010-XX-XX."""
    first, last = time.first or time.last, time.last or time.first
    assert first is not None and last is not None  # noqa: PT018 - an event time has an end
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}-XX"
    return f"{first:%Y}-XX-XX" if first.year == last.year else "XXXX-XX-XX"


def _every_claim(entity: str, documents: dict[str, Item], read: Read, topic: Iterable[str]) -> list[Entry]:
    """The baseline: all claims, whatever their status, of sentences that hold the name, on the article's day."""
    found = []
    for key in topic:
        day = day_of(documents[key]["dct"])
        for number, claim, _ in read[key]:
            if entity.casefold() in documents[key]["sentences"][number].casefold():
                found.append(
                    Entry(document=key, sentence=number, words=claim.trigger.quote, day=day.isoformat() if day else "")
                )
    return found


def _same_day(gold: str, ours: str) -> bool:
    return gold.ljust(10, "-").replace("-", "").rstrip("X") == ours.replace("-", "").rstrip("X")


def _same_place(gold: Entry, ours: Entry) -> bool:
    here = (gold.document, gold.sentence) == (ours.document, ours.sentence)
    return here and bool(set(gold.words.casefold().split()) & set(ours.words.casefold().split()))


def _count(
    tally: Tally,
    system: str,
    line: Item,
    gold: Sequence[Entry],
    ours: Sequence[Entry],
    *,
    misses: list[Miss] | None = None,
    documents: dict[str, Item],
) -> None:
    found = pairs(gold, ours, _same_place)
    dated = sum(_same_day(a.day, b.day) for a, b in found)
    for key, hits in (("e", len(found)), ("d", dated)):
        tally.add(line["id"], f"{key}-hit", hits, system=system)
        tally.add(line["id"], f"{key}-false", len(ours) - hits, system=system)
        tally.add(line["id"], f"{key}-missed", len(gold) - hits, system=system)
    if misses is None:
        return
    answers = {id(a): b for a, b in found}
    text = {id(each): documents[each.document]["sentences"].get(each.sentence, "") for each in (*gold, *ours)}
    for each in gold:
        answer = answers.get(id(each))
        if answer is None or not _same_day(each.day, answer.day):
            said, rule = (answer.day, answer.rule) if answer else ("not on the timeline", "-")
            misses.append(_miss(line, each, text[id(each)], gold=f"{each.words}, {each.day}", ours=said, rule=rule))
    for each in (b for b in ours if all(b is not c for _, c in found)):
        said = f"{each.words}, {each.day}"
        misses.append(_miss(line, each, text[id(each)], gold="not on the timeline", ours=said, rule=each.rule))


def _miss(line: Item, entry: Entry, text: str, *, gold: str, ours: str, rule: str) -> Miss:
    return Miss(item=f"{line['entity']} in {entry.document}", text=text, gold=gold, ours=ours, rule=rule)
