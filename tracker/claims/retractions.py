"""What its own source takes back: walked back the warning that, withdrew the claim, apologised for saying that.

A note on top of an article (Correction, Clarification) takes back what the article then repeats. A denial by somebody
else is no retraction.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.draft import Draft
from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma
from tracker.claims.tables import Lexicon
from tracker.model import SpeechMode, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Verbs, with the particles or prepositions that make them so.
_TAKES_BACK = {
    "walk": frozenset({"back"}), "take": frozenset({"back"}), "row": frozenset({"back"}), "roll": frozenset({"back"}),
    "climb": frozenset({"down"}), "back": frozenset({"away", "off", "down", "out"}), "pull": frozenset({"back"}),
    "step": frozenset({"back"}), "retract": frozenset(), "withdraw": frozenset(), "recant": frozenset(),
    "disavow": frozenset(), "disown": frozenset(), "backtrack": frozenset(), "backpedal": frozenset(),
    "correct": frozenset(), "revoke": frozenset(), "repudiate": frozenset(),
}  # fmt: skip
#: Nouns for what was said.
_SAID = frozenset(
    {"claim", "warning", "statement", "assertion", "remark", "comment", "figure", "number", "estimate", "forecast",
     "prediction", "report", "allegation", "accusation", "story", "tally", "projection", "line", "announcement",
     "suggestion", "count", "toll"}
)  # fmt: skip
_FALSE = frozenset(
    {"false", "wrong", "untrue", "incorrect", "inaccurate", "mistaken", "erroneous", "misleading", "unfounded",
     "baseless"}
)  # fmt: skip
_IS = frozenset({"be", "prove", "turn", "appear", "seem"})
_HEDGES = frozenset({"appear", "seem"})
_SORRY = frozenset({"apologise", "apologize", "misspeak", "misspoke", "err"})
#: What somebody says by doing it: was wrong to link, to blame, to say that.
_CLAIMED = frozenset(
    {"say", "claim", "state", "report", "suggest", "link", "blame", "attribute", "announce", "assert", "accuse",
     "declare", "tell", "call", "name", "list", "count", "give", "write", "allege"}
)  # fmt: skip
_IT = frozenset({"it", "this", "that", "them", "those"})
_NOTE = re.compile(
    r"\W*(?:correction|clarification|editor['’]?s['’]? note|editors['’] note|retraction|an earlier version"
    r"|this (?:article|story|entry|post))\b",
    re.IGNORECASE,
)
_WRONGLY = re.compile(
    r"\b(?:incorrectly|mistakenly|wrongly|erroneously|in error|falsely|inaccurately)\b", re.IGNORECASE
)
#: Statuses of what can be taken back: a forecast, a report, a figure.
_TOLD = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE, Status.HAPPENED, Status.STATE, Status.ONGOING})
_FORECASTS = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE})
#: Sentences after the one that takes back in which what is taken back may be told.
_NEAR = 3


def take_back(drafts: Sequence[Draft], sentences: "Sequence[tuple[int, int, Span]]", lexicon: Lexicon) -> None:
    """Make what its source takes back denied, in all drafts of an article; `sentences` with paragraph and offset."""
    for number, (_, offset, sentence) in enumerate(sentences):
        found = _cue(sentence)
        if found is None:
            continue
        cue, what, hedged = found
        clause = _content(cue, what, drafts, offset)
        targets = clause or _told_near(drafts, sentences, number, back=what is not None and what.lower_ in _IT)
        for draft in targets:
            rule = "article.retracted_perhaps" if hedged else "article.retracted"
            draft.reading = replace(draft.reading, status=Status.DENIED, rule=rule, background=False, past_plan=False)
            if not clause:  # who takes it back, not who had said it
                draft.attribution = replace(draft.attribution, speaker=None, carrier=None, mode=SpeechMode.NARRATED)
            draft.cue = (offset + cue.idx, offset + cue.idx + len(cue)) if clause else draft.cue


@kept
def _cue(sentence: "Span") -> "tuple[Token, Token | None, bool] | None":
    """The word by which a sentence takes something back, what it takes back, and whether it only seems so."""
    is_note = _NOTE.match(sentence.text) is not None
    for token in sentence:
        if token.pos_ in ("VERB", "AUX") and (what := _taken_back(token)) is not None:
            return token, what, _is_hedged(token)
        if token.pos_ == "VERB" and lemma(token) in _SORRY and not _is_negated(token) and (said := _sorry_for(token)):
            return token, said, False
        if (what := _wrong_to(token)) is not None:
            return token, what, False
        if is_note and token.lower_ in _FALSE and (what := _called_false(token)) is not None:
            return token, what, False
    if is_note and (wrongly := _WRONGLY.search(sentence.text)):
        at = sentence.start_char + wrongly.start()
        adverb = next(token for token in sentence if token.idx + len(token) > at)
        return adverb, adverb.head if child(adverb.head, "ccomp") is not None else None, False
    return None


def _taken_back(verb: "Token") -> "Token | None":
    """What a verb takes back, if it does: the walked-back *claim*, backtracked on the *figure*."""
    words = _TAKES_BACK.get(lemma(verb))
    if words is None or _is_negated(verb) or any(t.tag_ == "MD" for t in children(verb, "aux")):
        return None
    below = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    if words and not words & below:
        return None
    passive = child(verb, "auxpass") is not None
    things = children(verb, "nsubjpass") if passive else children(verb, "dobj")
    if passive and not things and verb.dep_ == "xcomp":
        things = children(verb.head, "nsubj", "nsubjpass")
    things = [*things, *(t for c in children(verb, "prep") for t in _objects(c))]
    things += [t for c in children(verb, "advmod", "prt") for p in children(c, "prep") for t in _objects(p)]
    return next((t for t in things if _is_said(t) or (t.lower_ in _IT and _can_be_said(verb))), None)


def _is_said(noun: "Token") -> bool:
    """Whether a noun is for what was said: the number, but not the number of seats."""
    return lemma(noun) in _SAID and not any(c.lower_ == "of" for c in children(noun, "prep"))


def _objects(preposition: "Token") -> "list[Token]":
    return [*children(preposition, "pobj"), *(t for c in children(preposition, "prep") for t in children(c, "pobj"))]


def _can_be_said(verb: "Token") -> bool:
    """Whether only what was said can be its object: to take *it* back may be a purchase."""
    return lemma(verb) in ("retract", "recant", "correct", "disavow", "walk", "backtrack")


def _sorry_for(verb: "Token") -> "Token | None":
    """The verb of saying that somebody is sorry for: apologised for *saying* that, misspoke when he *said* that."""
    below = [*children(verb, "advcl"), *(t for c in children(verb, "prep") for t in children(c, "pcomp"))]
    return next((t for t in below if child(t, "ccomp") is not None), None)


def _wrong_to(word: "Token") -> "Token | None":
    """What somebody had been wrong to do: wrong to *link* two deaths to it, mistaken in *saying* that."""
    if word.lower_ not in ("wrong", "mistaken"):
        return None
    judge = word.head if lemma(word.head) == "be" else word
    if _is_negated(judge) or any(t.tag_ == "MD" for t in children(judge, "aux")):
        return None
    below = [*children(word, "xcomp"), *(t for c in children(word, "prep") for t in children(c, "pcomp"))]
    return next((t for t in below if lemma(t) in _CLAIMED), None)


def _called_false(word: "Token") -> "Token | None":
    above = word.head
    for _ in range(3):
        if lemma(above) in _IS or above.pos_ == "VERB":
            subject = child(above, "nsubj", "nsubjpass")
            if subject is not None and child(above, "neg") is None:
                return subject if lemma(subject) in _SAID else None
        above = above.head
    return None


def _is_negated(verb: "Token") -> bool:
    return child(verb, "neg") is not None or any(t.lower_ in ("never", "not") for t in verb.lefts)


def _is_hedged(verb: "Token") -> bool:
    above = verb
    while above.dep_ in ("xcomp", "auxpass", "aux") and above.head != above:
        above = above.head
        if lemma(above) in _HEDGES:
            return True
    return any(c.lower_ in ("apparently", "seemingly") for c in verb.children)


def _content(cue: "Token", what: "Token | None", drafts: Sequence[Draft], offset: int) -> list[Draft]:
    """The drafts of the clause that says what was said: the claim *that 40 would die*."""
    if what is None:
        return []
    clauses = [
        c for c in what.children if c.dep_ in ("acl", "ccomp", "relcl") and any(m.lower_ == "that" for m in c.lefts)
    ]
    if what.pos_ == "VERB":
        clauses.append(what)  # wrong to link two deaths to it
    # The parser hangs the clause on the verb where it likes: walked back the forecast that.
    clauses += [c for c in children(what.head, "ccomp") if c.left_edge.i == what.i + 1 and c.left_edge.lower_ == "that"]
    clauses += [c for c in children(what, "appos", "acl") if c.pos_ == "VERB"]
    spans = _spans(clauses, offset)
    # An outbreak *in which four people have died*: what is only added in passing is not taken back.
    beside = _spans([t for c in clauses for t in c.subtree if t.dep_ == "relcl" and t not in clauses], offset)
    return [
        draft
        for draft in drafts
        if draft.event_class is not None
        and draft.reading.status in _TOLD
        and any(start <= draft.trigger[0] < end for start, end in spans)
        and not any(start <= draft.trigger[0] < end for start, end in beside)
    ]


def _spans(clauses: "Sequence[Token]", offset: int) -> set[tuple[int, int]]:
    """Where clauses begin and end in the article's text."""
    return {(c.left_edge.idx + offset, c.right_edge.idx + len(c.right_edge) + offset) for c in clauses}


def _told_near(
    drafts: Sequence[Draft], sentences: "Sequence[tuple[int, int, Span]]", number: int, *, back: bool
) -> list[Draft]:
    """The nearest forecast told after a sentence, or before it where "it" is taken back."""
    near = range(number - 1, number - 1 - _NEAR, -1) if back else range(number + 1, number + 1 + _NEAR)
    for other in near:
        if not 0 <= other < len(sentences):
            continue
        _, offset, sentence = sentences[other]
        begin, end = offset + sentence.start_char, offset + sentence.end_char
        told = [
            draft
            for draft in drafts
            if begin <= draft.trigger[0] < end
            and draft.event_class
            and draft.reading.status in _FORECASTS
            and draft.figures
        ]
        if told:
            return told[:1]
    return []
