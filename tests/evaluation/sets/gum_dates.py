"""`gum_dates`: dates of news, interviews, biographies and travel guides with their ISO values.

The anchor of a news text is its own first full date (its date line), else `date_created`. News and interviews are the
figures that count; biographies and travel guides stand apart, and so do news dates that name no year. Vague
expressions and lengths are not labelled, so what is found beside the labels is not scored.
A label without a year ("--07") is right if month and day are; one with bounds (notBefore, notAfter) if each bound that
is given holds the end as closely as it is written.
"""

import re
from datetime import date
from pathlib import Path

from tests.evaluation.baselines import dateparser_reads
from tests.evaluation.data import Item, items
from tests.evaluation.reading import Dated, Memory, dates, day_of
from tests.evaluation.scoring import Measure, Miss, Scored, Tally, f1, share
from tests.evaluation.sets.meantime_timex import around
from tests.evaluation.spans import Interval, meets, pairs, says, value_interval

NEWS = ("news", "interview")
MEASURES = (
    Measure(name="news: value right, of labelled", value=share("news-value", "news-valued"), goal=0.92),
    Measure(name="news without a year: value right", value=share("yearless-value", "yearless-valued")),
    Measure(name="news: span found", value=share("news-found", "news-valued"), held=False),
    Measure(name="news: value F1, found and right", value=f1("v-hit", "v-false", "v-missed"), held=False),
    Measure(name="bio and voyage: value right", value=share("other-value", "other-valued"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all documents."""
    tally = Tally()
    misses: list[Miss] = []
    count = 0
    for item in items(folder):
        on = _anchor(item)
        ours: list[Dated] = []
        at = 0
        memory = Memory()
        for line in item["text"].split("\n"):
            ours += [
                Dated(start=at + d.start, end=at + d.end, mention=d.mention, time=d.time)
                for d in dates(line, on=on, memory=memory)
            ]
            at += len(line) + 1
        count += len(item["dates"])
        _score(tally, misses, item, ours, on)
    return Scored(items=count, figures=tally.figures(MEASURES), misses=tuple(misses))


def _anchor(item: Item) -> date:
    created = day_of(item["date_created"]) or date(2010, 1, 1)
    if item["genre"] != "news":
        return created
    full = (d for line in item["text"][:400].split("\n") for d in dates(line, on=created))
    days = (d.time.first for d in full if d.mention.rule in ("date.full", "date.iso") and d.time is not None)
    return next((day for day in days if day is not None), created)


def _score(tally: Tally, misses: list[Miss], item: Item, ours: list[Dated], on: date) -> None:
    doc, is_news = item["id"], item["genre"] in NEWS
    group = "news" if is_news else "other"
    found = {
        id(a): b for a, b in pairs(item["dates"], ours, lambda a, b: meets((a["start"], a["end"]), (b.start, b.end)))
    }
    for label in item["dates"]:
        answer = found.get(id(label))
        right = answer is not None and _is_right(answer, label)
        groups = [group, *(["yearless"] if is_news and not re.search(r"\d{4}", label["text"]) else [])]
        for each in groups:
            tally.add(doc, f"{each}-valued")
            tally.add(doc, f"{each}-value", right)
            tally.add(doc, f"{each}-found", answer is not None)
        if is_news:
            tally.add(doc, "v-hit" if right else "v-missed")
            tally.add(doc, "v-false", answer is not None and not right)
        interval = _interval(label)
        theirs = dateparser_reads(label["text"], on=on, gold=interval) if interval else False
        if theirs is not None:
            for each in groups:
                tally.add(doc, f"{each}-valued", system="dateparser")
                tally.add(doc, f"{each}-value", theirs, system="dateparser")
        if not right:
            said = f"{answer.time.first} to {answer.time.last}" if answer and answer.time else "not found"
            gold = " ".join(f"{k}={v}" for k, v in label.items() if k not in ("start", "end", "text"))
            rule = answer.mention.rule if answer else "-"
            text = around(item["text"], label)
            misses.append(Miss(item=f"{doc} ({item['genre']}, {on})", text=text, gold=gold, ours=said, rule=rule))


def _ends(label: Item) -> tuple[str | None, str | None]:
    if "when" in label:
        return label["when"], label["when"]
    return label.get("from") or label.get("notBefore"), label.get("to") or label.get("notAfter")


def _interval(label: Item) -> Interval | None:
    """First and last day, where both are given with a year."""
    first, last = _ends(label)
    begin = value_interval(first) if first else None
    end = value_interval(last) if last else None
    return (begin[0], end[1]) if begin and end else None


def _is_right(answer: Dated, label: Item) -> bool:
    interval = _interval(label)
    if interval is not None and "notBefore" not in label and "notAfter" not in label:
        return says(answer.time, interval, is_part=bool(answer.mention.part("part")))
    time = answer.time
    if time is None or time.first is None or time.last is None:
        return False
    first, last = _ends(label)
    return _end_fits(first, time.first) and _end_fits(last, time.last) and (first or last) is not None


def _end_fits(value: str | None, day: date) -> bool:
    """Whether a day is an end as labelled; an end that is not labelled fits any."""
    if value is None:
        return True
    if value.startswith("--"):
        wanted = [int(part) for part in value[2:].split("-")]
        return [day.month, day.day][: len(wanted)] == wanted
    interval = value_interval(value)
    return interval is not None and interval[0] <= day <= interval[1]
