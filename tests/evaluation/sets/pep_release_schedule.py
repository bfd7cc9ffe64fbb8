"""`pep_release_schedule`: release pages with planned and actual dates, version by version.

The versions of a page are versions of one article in one story; a bullet is a paragraph, wrapped lines are joined. A
change of the ledger (or, where it has none, a typed difference of claims) whose words stand on a schedule line is an
answer (line, kind of change, new date); one whose words stand elsewhere is a false alarm on the rest of the page.
Scored against the changes marked clean; answers on lines of unclean changes, and of the kinds that are never clean
(lines gone; lines new and done), and on lines that the labels pass over, are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.evaluation.data import Item, items
from tests.evaluation.edits import WORDING
from tests.evaluation.reading import Ledger, Taken, article, day_of
from tests.evaluation.scoring import Measure, Miss, Scored, Tally, f1, share
from tests.evaluation.spans import pairs
from tracker.model import Change, ChangeKind, EventTime, Severity, State, Status

MEASURES = (
    Measure(name="F1 (item, change, new date)", value=f1(), goal=0.95),
    Measure(name="F1 (item)", value=f1("i-hit", "i-false", "i-missed"), held=False),
    Measure(
        name="steps with a false alarm on the rest of the page",
        value=share("alarms", "steps"),
        low_is_good=True,
        goal=0.02,
        margin=0.02,  # between three and four of 173 steps
    ),
    Measure(name="of them told", value=share("told", "steps"), low_is_good=True, held=False),
)
#: A line of a schedule: a release's number and a date.
SCHEDULE_LINE = re.compile(
    r"\b3\.\d+(?:\.\d+)?\b.*(?:\d{4}-\d\d-\d\d|\b[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
)
#: Kinds that the labels never call clean: a line that is gone, and one that is new and told as done.
UNCLEAN = frozenset({"removed", "new_already_happened"})
#: Lines that change on the pages and that no label names, whatever happens to them: "3.8.3rc1", without a space.
_UNLABELLED = re.compile(r"\b3\.\d+\.\d+rc\d")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+\.)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One change of one line."""

    line: str
    kind: str
    day: date | None
    rule: str = "-"


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all steps. Intervals are drawn over steps, as there are few pages."""
    found = items(folder)
    changes = [item for item in found if item["kind"] == "change"]
    tally = Tally()
    misses: list[Miss] = []
    for pep in sorted({item["pep"] for item in found}):
        versions = sorted(
            (item for item in found if item["kind"] == "version" and item["pep"] == pep), key=lambda v: v["date"]
        )
        ledger = Ledger()
        for number, version in enumerate(versions, 1):
            day = day_of(version["date"]) or date(2020, 1, 1)
            taken = ledger.take(article(paragraphs(version["text"]), on=day, id=number, article_id=1, number=number))
            if number > 1:
                _step(tally, misses, version, taken, [c for c in changes if c["to_version"] == version["id"]])
    return Scored(items=sum(c["clean"] for c in changes), figures=tally.figures(MEASURES), misses=tuple(misses))


def paragraphs(text: str) -> list[str]:
    """The page as paragraphs: bullets one by one, wrapped lines joined, rulers left out."""
    found: list[str] = []
    is_open = False
    for line in text.split("\n"):
        plain = " ".join(line.split())
        if not plain or re.fullmatch(r"[=\-~*#^\"]{3,}", plain):
            is_open = False
        elif is_open and not _BULLET.match(line):
            found[-1] = f"{found[-1]} {plain}"
        else:
            found.append(plain)
            is_open = True
    return found


def _step(tally: Tally, misses: list[Miss], version: Item, taken: Taken, changes: Sequence[Item]) -> None:
    step = version["id"]
    ours, elsewhere = _answers(taken)
    clean = [change for change in changes if change["clean"]]
    unclean = {_plain(_line(change)) for change in changes if not change["clean"]}
    ours = [
        answer
        for answer in ours
        if answer.line not in unclean and answer.kind not in UNCLEAN and not _UNLABELLED.search(answer.line)
    ]
    gold = [
        Answer(line=_plain(_line(change)), kind=change["change"], day=day_of(change["after"]["date"]))
        for change in clean
    ]
    whole = pairs(gold, ours, lambda a, b: _same_line(a, b) and (a.kind, a.day) == (b.kind, b.day))
    lines = pairs(gold, ours, _same_line)
    for prefix, hits in (("", len(whole)), ("i-", len(lines))):
        tally.add(step, f"{prefix}hit", hits)
        tally.add(step, f"{prefix}missed", len(gold) - hits)
        tally.add(step, f"{prefix}false", len(ours) - hits)
    tally.add(step, "steps")
    tally.add(step, "alarms", bool(elsewhere))
    tally.add(step, "told", any(is_told for _, is_told in elsewhere))
    right = {id(a) for a, _ in whole}
    on_line = {id(a): b for a, b in lines}
    for each in gold:
        if id(each) not in right:
            near = on_line.get(id(each))
            said = f"{near.kind} {near.day}" if near else "nothing"
            rule = near.rule if near else "-"
            misses.append(Miss(item=step, text=each.line, gold=f"{each.kind} {each.day}", ours=said, rule=rule))
    for words, is_told in elsewhere:
        misses.append(Miss(item=step, text=words, gold="no change", ours="told" if is_told else "seen", rule="-"))


def _same_line(gold: Answer, ours: Answer) -> bool:
    """Whether the words of an answer are the line, or the part of it that was read as a sentence."""
    return len(ours.line) >= len("3.7.0 a 1") and (ours.line in gold.line or gold.line in ours.line)


def _line(change: Item) -> str:
    return str((change["after"] or change["before"])["line"])


def _plain(line: str) -> str:
    return re.sub(r"^(?:[-*+]|\d+\.)\s+", "", " ".join(line.split())).rstrip(".").casefold()


def _answers(taken: Taken) -> tuple[list[Answer], list[tuple[str, bool]]]:
    """What was seen on schedule lines, and the words of what was seen elsewhere with whether it was told."""
    ours: list[Answer] = []
    elsewhere: list[tuple[str, bool]] = []
    for change in taken.judgement.changes:
        if change.kind in WORDING:
            continue
        quote = next((span.quote for span in (*change.evidence, *change.evidence_before)), change.title)
        if SCHEDULE_LINE.search(quote):
            ours.append(_answer(quote, change))
        else:
            elsewhere.append((quote, change.severity >= Severity.NOTICE))
    said = {answer.line for answer in ours}
    for claim in taken.claim_diff.added if taken.claim_diff else ():
        quote = claim.evidence.quote
        if SCHEDULE_LINE.search(quote) and _plain(quote) not in said:
            kind = "new_already_happened" if claim.status is Status.HAPPENED else "new_planned"
            ours.append(Answer(line=_plain(quote), kind=kind, day=_first(claim.time), rule=claim.status_rule))
    for edit in taken.claim_diff.edited if taken.claim_diff else ():
        quote = edit.after.evidence.quote
        if edit.kinds and SCHEDULE_LINE.search(quote) and _plain(quote) not in said:
            before, after = _first(edit.before.time), _first(edit.after.time)
            ours.append(Answer(line=_plain(quote), kind=_moved(before, after), day=after, rule="diff_claims"))
    return ours, elsewhere


def _answer(quote: str, change: Change) -> Answer:
    before = _first(change.before.time) if change.before else None
    after = _first(change.after.time) if change.after else None
    if change.kind is ChangeKind.DROPPED:
        kind = "removed"
    elif change.kind is ChangeKind.NEW_CLAIM and change.after is not None and change.after.state is State.HAPPENED:
        kind = "new_already_happened"
    elif change.after is not None and change.after.state is State.HAPPENED:
        kind = (
            "happened_on_date"
            if before in (None, after)
            else f"happened{'_later' if _later(before, after) else '_earlier'}"
        )
    else:
        kind = _moved(before, after)
    return Answer(line=_plain(quote), kind=kind, day=after, rule=change.rule)


def _moved(before: date | None, after: date | None) -> str:
    return "new_planned" if before is None else "postponed" if _later(before, after) else "advanced"


def _later(before: date | None, after: date | None) -> bool:
    return before is not None and after is not None and after > before


def _first(time: EventTime | None) -> date | None:
    return time.first if time is not None else None
