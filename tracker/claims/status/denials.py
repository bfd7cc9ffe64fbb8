"""Clauses whose content somebody denies: denied that, rejected reports that, it isn't true that."""

from typing import TYPE_CHECKING

from tracker.claims.parse import child, children, lemma
from tracker.claims.reading import Reading
from tracker.claims.tables import Lexicon
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Nouns for what is told: who denies one of these denies what it tells.
DENIED_NOUNS = frozenset({"report", "claim", "rumour", "rumor", "allegation", "suggestion", "speculation", "news"})
_TRUTH = frozenset({"true", "correct", "accurate", "untrue", "false", "wrong", "incorrect"})


def _untruth(clause: "Token", head: "Token", lexicon: Lexicon) -> "Token | None":
    """The word that calls a clause untrue: it isn't true that; it isn't true, the broadcaster says, that."""
    judges = [head]
    if lexicon.cue("speech.say", lemma(head)):
        # Who says so stands between: the parser hangs the clause on them.
        judges = [each for each in (head.head, *children(head, "ccomp", "parataxis")) if each.i < head.i < clause.i]
    for judge in judges:
        truth = child(judge, "acomp", "attr") if lemma(judge) == "be" else None
        if clause.dep_ not in ("ccomp", "csubj", "advcl") or truth is None or lemma(truth) not in _TRUTH:
            continue
        if (lemma(truth) in ("untrue", "false", "wrong", "incorrect")) != (child(judge, "neg") is not None):
            return truth
    return None


def _called_untrue(judge: "Token") -> "Token | None":
    """The word that calls a noun's content untrue: the rumour that ... *is false*."""
    truth = child(judge, "acomp", "attr", "oprd")
    if truth is None or lemma(judge) not in ("be", "prove") or lemma(truth) not in _TRUTH | {"baseless", "unfounded"}:
        return None
    is_false = lemma(truth) not in ("true", "correct", "accurate")
    return truth if is_false != (child(judge, "neg") is not None) else None


def denied(clause: "Token", lexicon: Lexicon) -> Reading | None:
    """Denied that, rejected reports that, it is not true that."""
    head = clause.head
    if (untruth := _untruth(clause, head, lexicon)) is not None:
        return Reading(status=Status.DENIED, rule="status.denied_report", cue=untruth)
    if clause.dep_ in ("ccomp", "xcomp") and lexicon.cue("speech.deny", lemma(head)):
        if (negation := child(head, "neg")) is not None:
            return Reading(status=Status.UNKNOWN, rule="status.not_denied", cue=negation)
        return Reading(status=Status.DENIED, rule="status.denied_report", cue=head)
    if clause.dep_ in ("acl", "ccomp", "relcl") and lemma(head) in DENIED_NOUNS:
        return _of_what_is_told(head, lexicon)
    return None


def _of_what_is_told(noun: "Token", lexicon: Lexicon) -> Reading | None:
    """Dismissed the *report* that; the *rumour* that ... is false."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "as" and lexicon.cue("speech.deny", lemma(above.head)):
        # "Rejected as untrue a report that": the parser hangs the report on the as.
        return Reading(status=Status.DENIED, rule="status.denied_report", cue=above.head)
    if noun.dep_ == "nsubj" and (untruth := _called_untrue(above)) is not None:
        return Reading(status=Status.DENIED, rule="status.denied_report", cue=untruth)
    if noun.dep_ == "pobj" and above.lower_ == "as" and any(c.lower_ in _TRUTH for c in noun.children):
        above = above.head  # rejected as untrue a report that
    elif noun.dep_ not in ("dobj", "nsubjpass"):
        return None
    if lexicon.cue("speech.deny", lemma(above)):
        return Reading(status=Status.DENIED, rule="status.denied_report", cue=above)
    return None
