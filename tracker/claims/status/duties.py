"""Whether a sentence says that somebody is bound to do something, or that nobody is."""

from typing import TYPE_CHECKING

from tracker.claims.parse import child, lemma, with_particle
from tracker.claims.reading import Reading
from tracker.claims.tables import Lexicon
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_NONE = frozenset({"no", "not", "n't", "neither", "nor", "never", "nothing", "without", "none"})
_CLOSE = 4
#: Clauses beyond which nothing denies what they tell.
_CLAUSES = ("relcl", "advcl", "parataxis", "ROOT")
#: Modals with which it is left open whether anybody is bound.
_OPEN = frozenset({"may", "might", "could"})


def duty_reading(head: "Token", lexicon: Lexicon, *, spoken: set[int]) -> Reading:
    """The status of what a document binds its parties to: climbs from the phrase to the clause that tells it.

    `spoken`: places of the words of speech above it, at which the clause ends.
    """
    if head.sent.text.rstrip().endswith("?"):
        return Reading(status=Status.UNKNOWN, rule="status.asked")
    denials = _denials(head, lexicon, spoken=spoken) or _just_before(head)
    if len(denials) > 1:
        return Reading(status=Status.UNKNOWN, rule="nominal.fact_open", cue=denials[0])
    if denials:
        return Reading(status=Status.NEGATED, rule="nominal.fact_negated", cue=denials[0])
    top = next((t for t in (head, *head.ancestors) if t.pos_ in ("VERB", "AUX") and t.i not in spoken), None)
    modal = next((c for c in top.children if c.lower_ in _OPEN), None) if top is not None else None
    if modal is not None:
        return Reading(status=Status.POSSIBLE, rule="status.may", cue=modal)
    return Reading(status=Status.STATE, rule="nominal.fact")


def _just_before(head: "Token") -> "list[Token]":
    """A *neither* close before the phrase, however it is parsed: obliges neither side to defend the other."""
    return [t for t in head.doc[max(head.sent.start, head.i - _CLOSE) : head.i] if t.lower_ == "neither"][:1]


def _denials(head: "Token", lexicon: Lexicon, *, spoken: set[int]) -> "list[Token]":
    """The words that turn it round, one for each word of the climb that has any."""
    found: list[Token] = []
    below = head
    for token in (head, *head.ancestors):
        if token.i in spoken:
            if lexicon.cue("speech.deny", lemma(token)):
                found.append(token)
            break
        own = [c for c in token.children if c != below and c.dep_ != "conj"]
        said = [c for c in own if _denies(c) and not (c.dep_ == "cc" and c.i > token.i)]
        phrase = f"{lemma(token)} short" if any(c.lower_ == "short" for c in token.children) else with_particle(token)
        if token.lower_ in _NONE or _begins_with_nor(token):
            found.append(token)
        elif said:
            found.append(said[0])
        elif token != head and lexicon.cue("operators.excluding", phrase, lemma(token)):
            found.append(token)
        if token != head and _is_finite(token) and (token.dep_ in _CLAUSES or _has_subject(token)):
            break
        below = token
    return found


def _begins_with_nor(verb: "Token") -> bool:
    """Whether a joined clause begins with nor, wherever the parser hangs it: nor does it bind anybody."""
    first = verb.left_edge
    before = verb.doc[first.i - 1] if first.i > verb.sent.start else None
    return verb.dep_ == "conj" and (first.lower_ == "nor" or (before is not None and before.lower_ == "nor"))


def _has_subject(verb: "Token") -> bool:
    """Whether it is a clause beside the one above it, and none that it tells: "…; its cousin holds none"."""
    that = any(c.lower_ == "that" for c in verb.lefts)
    beside = verb.dep_ == "conj" or (verb.dep_ == "ccomp" and not that)
    return beside and child(verb, "nsubj", "nsubjpass", "expl") is not None


def _denies(word: "Token") -> bool:
    """Whether a word, or what stands before it, denies: *not*, *no* duty, *neither* side, *under no* obligation."""
    if word.lower_ in _NONE:
        return True
    subject = word.dep_ in ("nsubj", "nsubjpass", "dobj", "dative")
    return subject and any(c.lower_ in _NONE for c in word.lefts)


def _is_finite(verb: "Token") -> bool:
    return verb.tag_ in ("VBZ", "VBP", "VBD") or any(c.lower_ != "to" for c in verb.children if c.dep_ == "aux")
