"""The reason that a sentence gives for what it tells: because of, due to, owing to, amid."""

from typing import TYPE_CHECKING

from tracker.claims.events.predications import Found
from tracker.claims.parse import child, children, lemma, written
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_SLIPPED = frozenset({Status.POSTPONED, Status.CANCELLED, Status.SUSPENDED})
#: Nouns that something slips *over*.
_CAUSES = frozenset(
    ["concern", "fear", "worry", "doubt", "dispute", "row", "quarrel", "disagreement", "problem", "fault", "leak",
     "weather", "strike", "protest", "issue", "question", "allegation", "claim", "shortage", "lack", "cost", "threat",
     "difference", "safety", "security"]
)  # fmt: skip
_REASONS = frozenset({"due", "because", "owing", "since", "amid"})


def _is_cause(preposition: "Token") -> bool:
    """Whether it is over a worry, a quarrel or a fault."""
    noun = child(preposition, "pobj")
    return noun is not None and (lemma(noun) in _CAUSES or any(lemma(c) in _CAUSES for c in noun.lefts))


def clause_text(head: "Token | None") -> str | None:
    """The clause or phrase under a word, as written."""
    if head is None:
        return None
    tokens = sorted(head.subtree, key=lambda t: t.i)
    return written(tokens[0], tokens[-1]).strip(" ,.;") or None


def reason_of(one: Found) -> str | None:
    """Why it is so, as written: due to, because of, amid."""
    heads = [one.frame.head, *one.reading.carriers, *((one.verb,) if one.verb is not None else ())]
    for head in heads:
        for clause in children(head, "prep", "advcl"):
            if clause.lower_ == "over" and _is_cause(clause) and one.reading.status in _SLIPPED:
                return clause_text(clause)
            opens = {clause.lower_, *(c.lower_ for c in clause.children if c.dep_ == "mark")}
            if opens & _REASONS and not any(t.ent_type_ == "DATE" and t.dep_ == "pobj" for t in clause.children):
                return clause_text(clause)
    return None
