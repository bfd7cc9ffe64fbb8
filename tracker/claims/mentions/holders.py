"""Whose contents a phrase tells: the document that a clause is about, named, pointed to or taken for granted."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.mentions.discourse import Discourse
from tracker.claims.mentions.entities import is_document, state_beside
from tracker.claims.mentions.subjects import subject_of
from tracker.claims.names import known_name
from tracker.claims.parse import child, children, conjuncts, lemma
from tracker.model import Participant, ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: By these a document stands for another of its kind: its Norwegian *cousin*.
KIN = frozenset({"cousin", "counterpart", "twin", "sister", "sibling", "equivalent", "namesake", "successor"})
_UNDER = frozenset({"under", "in", "by", "according", "within", "per"})
_SEAS = frozenset({"atlantic", "pacific", "baltic", "nordic", "arctic", "antarctic", "caspian", "mediterranean"})
_ITS = frozenset({"its", "their"})
_TERMS = frozenset({"term", "provision", "article", "clause", "text", "point", "wording", "chapter"})


def document_of(phrase: "Token", discourse: Discourse) -> Participant | None:
    """The document in which a phrase stands, or which does what it tells; None where the sentence is about none.

    The nearest subject above it that is a document, or a document *under* whose terms it is so, else the last one
    named before it in the sentence.
    """
    for verb in _verbs_above(phrase):
        subject = subject_of(verb)
        if subject is not None and (found := _as_document(subject, discourse)) is not None:
            return found
        if subject is not None and is_document(subject) and is_named_after_others(subject):
            return None
        for preposition in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in _UNDER):
            noun = child(preposition, "pobj")
            if noun is not None and (found := _by_its_terms(noun, discourse)) is not None:
                return found
    before = [t for t in phrase.sent if t.i < phrase.i and is_document(t)]
    if before and is_named_after_others(before[-1]):
        return None
    return discourse.resolve(before[-1]) if before else None


def is_named_after_others(document: "Token") -> bool:
    """Whether a document bears the name of a place or body that the tables don't know: the *North Atlantic* Treaty."""
    return document.pos_ == "PROPN" and any(
        (word.ent_type_ in ("LOC", "GPE", "FAC") or word.lower_ in _SEAS) and known_name(word.text) is None
        for word in document.subtree
        if word.i < document.i and word.dep_ in ("compound", "amod", "nmod")
    )


def names_another(sentence: "Span") -> bool:
    """Whether a sentence speaks of such a document."""
    return any(is_document(token) and is_named_after_others(token) for token in sentence)


def _verbs_above(token: "Token") -> "list[Token]":
    """The verbs that a word stands under, the nearest first."""
    found = [token] if token.pos_ in ("VERB", "AUX") else []
    while token.dep_ != "ROOT" and token.head != token:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            found.append(token)
    return found


def _as_document(noun: "Token", discourse: Discourse) -> Participant | None:
    for each in conjuncts(noun):
        if lemma(each) in KIN and (state := state_beside(each)):
            return Participant(text=each.text, key="treaty", kind=ParticipantKind.DOCUMENT, marks=(state,))
        if each.pos_ != "PRON" and not is_document(each) and each.tag_ not in ("WDT", "WP"):
            found = _by_its_terms(each, discourse) if lemma(each) in _TERMS else None
        else:
            found = discourse.resolve(each)
        if found is not None and found.kind is ParticipantKind.DOCUMENT:
            return found
    return None


def _by_its_terms(noun: "Token", discourse: Discourse) -> Participant | None:
    """The document whose terms are named: under *its* terms, under the terms *of the accord*, under the accord."""
    if is_document(noun):
        return discourse.resolve(noun) if not is_named_after_others(noun) else None
    if lemma(noun) not in _TERMS:
        return None
    owner = child(noun, "poss")
    if owner is not None:
        if owner.lower_ in _ITS:
            return discourse.document()
        return discourse.resolve(owner) if is_document(owner) else None
    for of in children(noun, "prep"):
        for inner in children(of, "pobj"):
            if is_document(inner):
                return discourse.resolve(inner) if not is_named_after_others(inner) else None
    document = discourse.document()
    return replace(document, inherited=True) if document is not None else None
