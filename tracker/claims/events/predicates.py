"""Finds what a sentence tells of: verbs, particle verbs, idioms, copulas, participles and event nouns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.events.conditions import Nouns
from tracker.claims.events.occasions import OCCASION, is_occasion
from tracker.claims.mentions.entities import is_document, name_of
from tracker.claims.parse import child, lemma, with_particle
from tracker.claims.tables import Lexicon, Pattern
from tracker.model import ClassKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Idioms may stand this far below their verb: put | names | to; enter | into | force.
_IDIOM_DEPTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A predicate in a sentence: the word that heads it, the words that name it, its class of the lexicon."""

    head: "Token"
    #: All tokens of its name, in order: (call, off), (put, names, to).
    words: "tuple[Token, ...]"
    lemma: str
    #: None for an unlisted verb.
    event_class: str | None
    nominal: bool


def find_frames(sentence: "Span", lexicon: Lexicon) -> tuple[Frame, ...]:
    """The predicates of a sentence in text order; at most one for each head."""
    frames: dict[int, Frame] = {}
    taken: set[int] = set()
    for token in sentence:
        if (frame := _idiom(token, lexicon)) is not None:
            frames[token.i] = frame
            taken.update(word.i for word in frame.words)
    for token in sentence:
        if token.i in taken:
            continue
        frame = _noun(token, lexicon) if _is_gerund_noun(token) else None
        if frame is None:
            frame = _verb(token, lexicon) if token.pos_ in ("VERB", "AUX") else _noun(token, lexicon)
        if frame is None and token.pos_ in ("VERB", "ADJ") and token.tag_ in ("VBN", "VBG", "JJ"):
            frame = _noun(token, lexicon)
        if frame is not None:
            frames[token.i] = frame
    inner = {word.i for frame in frames.values() for word in frame.words if word != frame.head}
    return tuple(frames[index] for index in sorted(frames) if index not in inner)


def _is_gerund_noun(token: "Token") -> bool:
    """Whether what looks like a verb form is used as a noun: issued a storm *warning*."""
    return (
        token.tag_ == "VBG"
        and token.dep_ in _NOMINAL_DEPS
        and child(token, "det", "compound", "amod", "poss") is not None
    )


def _idiom(token: "Token", lexicon: Lexicon) -> Frame | None:
    word = lemma(token)
    patterns = lexicon.idioms.get(word)
    if patterns is None:
        return None
    below = _below(token, lexicon.idiom_words[word])
    for pattern in patterns if below else ():
        words = [token]
        for wanted in pattern.words:
            part = below.get(wanted)
            if part is None or part in words:
                break
            words.append(part)
        else:
            ordered = tuple(sorted(words, key=lambda t: t.i))
            name = " ".join((word, *pattern.words))
            return Frame(head=token, words=ordered, lemma=name, event_class=pattern.event_class, nominal=False)
    return None


def _below(verb: "Token", wanted: frozenset[str]) -> "dict[str, Token]":
    """Those of the wanted words that an idiom may find below its verb, by lemma and as written, the first of each.

    Whoever is taken at a *power* plant takes no power: a word that only describes another is none.
    """
    found: dict[str, Token] = {}
    for token in verb.subtree:
        names = wanted.intersection((lemma(token), token.lower_))
        beside = token.dep_ == "compound" and not wanted.intersection((lemma(token.head), token.head.lower_))
        if names and token != verb and not beside and _depth(token, verb) <= _IDIOM_DEPTH and not _acts(token, verb):
            for name in names:
                found.setdefault(name, token)
    return found


def _acts(token: "Token", verb: "Token") -> bool:
    """Whether a word stands in the phrase of who acts: the transfer of *power* took place."""
    while token.head != verb:
        token = token.head
    return token.dep_ == "nsubj"


def _depth(token: "Token", ancestor: "Token") -> int:
    steps = 0
    while token != ancestor and steps <= _IDIOM_DEPTH:
        beside = token.dep_ == "xcomp" and token.i == ancestor.i + 1  # "stop work": a noun taken for a verb
        if token.dep_ in ("ccomp", "advcl", "relcl", "xcomp", "conj", "acl", "parataxis") and not beside:
            return _IDIOM_DEPTH + 1
        token = token.head
        steps += 1
    return steps


def _verb(token: "Token", lexicon: Lexicon) -> Frame | None:
    if token.dep_ in ("aux", "auxpass", "prep", "mark") or token.lower_ in ("according", "regarding", "including"):
        return None
    nouns = Nouns(token)
    for pattern in lexicon.verbs.get(lemma(token), ()):
        beside = _beside(token, pattern)
        if beside is not None and nouns.allow(pattern):
            words = tuple(sorted((token, *beside), key=lambda t: t.i))
            name = " ".join((lemma(token), *pattern.words))
            return Frame(head=token, words=words, lemma=name, event_class=pattern.event_class, nominal=False)
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "pcomp", "acl", "csubj"):
        particle = child(token, "prt")
        words = (token, particle) if particle is not None else (token,)
        return Frame(head=token, words=words, lemma=with_particle(token), event_class=None, nominal=False)
    return None


def _beside(token: "Token", pattern: Pattern) -> "list[Token] | None":
    """The particles or prepositions that the pattern asks for, or None; one that it doesn't ask for forbids it."""
    particle = child(token, "prt")
    if not pattern.words:
        return None if particle is not None and particle.lower_ not in ("up",) else []
    if particle is not None and particle.lower_ not in pattern.words:
        return None
    # The "to" of "is expected to lose" is no preposition.
    found = [
        next((c for c in token.children if c.lower_ == word and c.dep_ not in ("aux", "mark")), None)
        for word in pattern.words
    ]
    return [c for c in found if c is not None] if all(found) else None


def _noun(token: "Token", lexicon: Lexicon) -> Frame | None:  # noqa: PLR0911 - one return a rule
    word = lemma(token) if token.pos_ in ("NOUN", "PROPN") else token.lower_
    if token.pos_ not in ("NOUN", "PROPN") and not (token.tag_ == "VBG" and token.dep_ in _NOMINAL_DEPS):
        return None
    patterns = lexicon.nouns.get(word, ())
    if is_document(token):
        # A pay deal is an event of its own; a bare deal is a document.
        patterns = tuple(pattern for pattern in patterns if pattern.words)
        if not patterns:
            return _lasting(token)
    if word == "vote" and child(token, "nummod") is not None:
        return None  # 191 votes are a figure of the decision, not a vote of their own
    if token.dep_ == "compound" and (is_document(token.head) or name_of(token.head) != token.head):
        return None  # "merger deal": the head decides
    nouns = Nouns(token, nominal=True)
    for pattern in patterns:
        beside = _modifiers(token, pattern)
        if beside is not None and nouns.allow(pattern):
            words = tuple(sorted((token, *beside), key=lambda t: t.i))
            name = " ".join(lemma(w) if w == token else w.lower_ for w in words)
            return Frame(head=token, words=words, lemma=name, event_class=pattern.event_class, nominal=True)
    if is_document(token):
        return _lasting(token)
    if is_occasion(token, lexicon) and _is_unlisted(token.head, lexicon):
        return Frame(head=token, words=(token,), lemma=word, event_class=OCCASION, nominal=True)
    return None


def _is_unlisted(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether a verb names no class with its nouns: to suspend flights is one of its own."""
    frame = _idiom(verb, lexicon) or _verb(verb, lexicon)
    return frame is None or frame.event_class is None


def _lasting(document: "Token") -> Frame | None:
    """The length that a document's adjective gives: "the 20-year pact" lasts 20 years."""
    for word in document.lefts:
        if any(lemma(t) in ("year", "month", "decade") and t.nbor(-1).text == "-" for t in word.subtree if t.i > 1):
            return Frame(head=document, words=(document,), lemma="last", event_class="last", nominal=True)
    return None


_NOMINAL_DEPS = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT")


def is_event_noun(token: "Token", lexicon: Lexicon) -> bool:
    """Whether a noun names an event class in its own right."""
    nouns = Nouns(token, nominal=True)
    return any(
        _modifiers(token, pattern) is not None and nouns.allow(pattern)
        for pattern in lexicon.nouns.get(lemma(token), ())
    )


def _modifiers(token: "Token", pattern: Pattern) -> "list[Token] | None":
    found: list[Token] = []
    near = [t for t in token.subtree if abs(t.i - token.i) <= 4]
    for word in pattern.words:
        match = next((t for t in near if t.lower_ == word or lemma(t) == word), None)
        if match is None:
            return None
        found.append(match)
    return found


def is_fact(frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the frame's class is a standing fact."""
    event_class = lexicon.class_of(frame.event_class)
    return event_class is not None and event_class.kind is ClassKind.FACT
