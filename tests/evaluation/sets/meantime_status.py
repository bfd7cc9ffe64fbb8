"""`meantime_status`: what a marked event of a Wikinews article is said to be: happened, to come, or negated.

The article is read for claims as far as it is labelled (title and first sentences, one paragraph each, dated by its
`dct`). A marked word that is no claim is read by the same rules (`read_verb`, `read_noun`), as claims are made of
event classes and verbs only. Statuses are mapped to the labels; `unknown` is no answer, so it is scored twice: as a
miss, and (as the baselines always answer) taken for the commonest label, happened. The raw attributes (time, polarity,
certainty) are scored as two values each: future, negated, certain, or not.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.evaluation.data import Item, items
from tests.evaluation.reading import article, claim_at, claims, dates, day_of, starts, status_at
from tests.evaluation.scoring import Measure, Miss, Scored, Tally, accuracy, label_f1, macro_f1, pair, pair_share, share
from tracker.model import Status

LABELS = ("happened", "future", "negated")
UNKNOWN = "unknown"
LABEL_OF = {
    Status.HAPPENED: "happened",
    Status.ONGOING: "happened",
    Status.STATE: "happened",
    Status.PLANNED: "future",
    Status.POSTPONED: "future",
    Status.POSSIBLE: "future",
    Status.CONDITIONAL: "future",
    Status.NEGATED: "negated",
    Status.DENIED: "negated",
    Status.CANCELLED: "negated",
    Status.SUSPENDED: "negated",
    Status.COUNTERFACTUAL: "negated",
    Status.UNKNOWN: UNKNOWN,
}
NEGATIONS = frozenset({"not", "n't", "never", "no", "none", "without", "nor", "neither", "denied", "denies", "cannot"})
COMING = frozenset(
    {"will", "would", "to", "plan", "plans", "planned", "planning", "expected", "shall", "may", "might", "could"}
)
MEASURES = (
    Measure(name="macro-F1", value=macro_f1(LABELS), goal=0.86),
    *(Measure(name=f"F1 {label}", value=label_f1(label), held=False) for label in LABELS),
    Measure(
        name="future and happened mixed up",
        value=pair_share(("future", "happened"), ("happened", "future")),
        low_is_good=True,
        goal=0.04,
    ),
    Measure(name="accuracy", value=accuracy, held=False),
)
STRICT = (
    Measure(name="macro-F1, unknown is a miss", value=macro_f1(LABELS)),
    Measure(
        name="future and happened mixed up, by its own word",
        value=pair_share(("future", "happened"), ("happened", "future")),
        low_is_good=True,
        goal=0.04,
    ),
    Measure(name="time right (future or not)", value=share("time", "all"), held=False),
    Measure(name="polarity right", value=share("polarity", "all"), held=False),
    Measure(name="certainty right", value=share("certainty", "all"), held=False),
    Measure(name="unknown", value=share("unknown", "all"), low_is_good=True, held=False),
    Measure(name="read as claims", value=share("claims", "all"), held=False),
    Measure(name="uncertain seen as open", value=share("open", "uncertain"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all items of the three labels."""
    found = items(folder)
    forced, strict = Tally(), Tally()
    misses: list[Miss] = []
    for of_document in by_document(found):
        for item, status, rule, is_claim in _read(of_document):
            gold, doc = item["status"], item["doc"]
            ours = LABEL_OF[status]
            if gold == "uncertain":
                strict.add(doc, "uncertain")
                strict.add(doc, "open", status in (Status.POSSIBLE, Status.CONDITIONAL, Status.UNKNOWN))
            if gold not in LABELS:
                continue
            guess = "happened" if ours == UNKNOWN else ours
            forced.add(doc, pair(gold, guess))
            forced.add(doc, pair(gold, _by_cues(item)), system="cue list")
            forced.add(doc, pair(gold, "happened"), system="always happened")
            strict.add(doc, pair(gold, ours))
            strict.add(doc, "all")
            strict.add(doc, "unknown", ours == UNKNOWN)
            strict.add(doc, "claims", is_claim)
            _attributes(strict, item, guess, status)
            if guess != gold:
                misses.append(_miss(item, gold, status, rule))
    figures = (*forced.figures(MEASURES), *strict.figures(STRICT))
    return Scored(items=sum(item["status"] in LABELS for item in found), figures=figures, misses=tuple(misses))


def _attributes(tally: Tally, item: Item, guess: str, status: Status) -> None:
    """The three attributes as annotated, unknown taken for a certain event that is not to come."""
    certain = status not in (Status.POSSIBLE, Status.CONDITIONAL)
    tally.add(item["doc"], "time", (item.get("time") == "FUTURE") is (guess == "future"))
    tally.add(item["doc"], "polarity", (item.get("polarity") == "NEG") is (guess == "negated"))
    tally.add(item["doc"], "certainty", (item.get("certainty", "CERTAIN") == "CERTAIN") is certain)


def by_document(found: Sequence[Item]) -> list[list[Item]]:
    """The items of each document, in the order of its sentences."""
    documents: dict[str, list[Item]] = {}
    for item in found:
        documents.setdefault(item["doc"], []).append(item)
    return [sorted(each, key=lambda item: item["sent"]) for each in documents.values()]


def _read(of_document: Sequence[Item]) -> list[tuple[Item, Status, str, bool]]:
    lines = list({item["sent"]: item["sentence"] for item in of_document}.values())
    begins = dict(zip({item["sent"]: None for item in of_document}, starts(lines), strict=True))
    claimed = claims(article(lines, on=published(of_document[0]["dct"], lines)))
    read = []
    for item in of_document:
        at = begins[item["sent"]]
        claim = claim_at(claimed, at + item["start"], at + item["end"])
        if claim is not None:
            read.append((item, claim.status, claim.status_rule, True))
        else:
            read.append((item, *status_at(item["sentence"], item["start"], item["end"]), False))
    return read


def published(dct: str, lines: Sequence[str]) -> date:
    """The document's day; where it is missing, the first full date of its date line."""
    if (day := day_of(dct)) is not None:
        return day
    stand_in = date(2009, 1, 1)
    full = (d.time for line in lines[:2] for d in dates(line, on=stand_in) if d.mention.rule == "date.full")
    return next((time.first for time in full if time is not None and time.first is not None), stand_in)


def left_words(text: str, start: int, count: int = 5) -> list[str]:
    """The words before a place, lower case, "n't" apart."""
    return re.findall(r"n't|[a-z]+(?=n't)|[a-z]+", text[:start].casefold())[-count:]


def _by_cues(item: Item) -> str:
    left = set(left_words(item["sentence"], item["start"]))
    return "negated" if left & NEGATIONS else "future" if left & COMING else "happened"


def _miss(item: Item, gold: str, status: Status, rule: str) -> Miss:
    text = item["sentence"]
    marked = f"{text[: item['start']]}[[{text[item['start'] : item['end']]}]]{text[item['end'] :]}"
    return Miss(item=item["id"], text=marked, gold=gold, ours=status.value, rule=rule)
