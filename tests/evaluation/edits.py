"""What the product makes of an edit, and the rule that stands beside: digits, negations, capitals."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.evaluation.reading import revise
from tracker.model import ChangeKind, Severity
from tracker.text.paragraphs import tidy

#: Changes of words alone.
WORDING = frozenset({ChangeKind.REWORDED, ChangeKind.HEADLINE})
_NEGATION = re.compile(r"\b(?:not|no|never|none|without|nor|neither)\b|n['’]t\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z]\w*")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How far an edit was seen."""

    #: A typed difference of claims or of a sentence (the label that the diff shows), or a change of the ledger beyond
    #: wording, whatever its severity.
    is_typed: bool
    #: A change of notice or alert: it goes to people.
    is_told: bool
    #: What was seen, in words.
    what: str
    rule: str


def seen(before: Sequence[str], after: Sequence[str], *, on: date, then: date) -> Seen:
    """Read an edit with the whole path from text to changes; lines are tidied as the text of a page is."""
    taken = revise([tidy(line) for line in before], [tidy(line) for line in after], on=on, then=then)
    changes = [change for change in taken.judgement.changes if change.kind not in WORDING]
    told = [change for change in changes if change.severity >= Severity.NOTICE]
    diff = taken.claim_diff
    kinds = [kind.value for edit in diff.edited for kind in edit.kinds] if diff else []
    kinds += ["claim added"] * len(diff.added) + ["claim dropped"] * len(diff.dropped) if diff else []
    facts = [fact for edit in taken.text_diff.sentences for fact in edit.facts] if taken.text_diff else []
    kinds += [f"{fact.kind.value}: {fact.before} -> {fact.after}" for fact in facts]
    what = [f"{change.kind.value}: {change.title}" for change in told or changes] or kinds
    return Seen(
        is_typed=bool(changes or kinds),
        is_told=bool(told),
        what="; ".join(dict.fromkeys(what)) or "nothing",
        rule=", ".join(dict.fromkeys(change.rule for change in told or changes))
        or ", ".join(dict.fromkeys(fact.rule for fact in facts))
        or "diff_claims" * bool(kinds)
        or "-",
    )


def by_rule(before: str, after: str) -> bool:
    """Whether the numbers, the negations or the capitalised words differ."""
    sides = [
        (Counter(_NUMBER.findall(text)), len(_NEGATION.findall(text)), Counter(_CAPITAL.findall(text)))
        for text in (before, after)
    ]
    return sides[0] != sides[1]
