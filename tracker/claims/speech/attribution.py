"""Who says it, through whom: speaker and carrier of a predicate, as words of its sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.mentions.entities import head_words, name_of
from tracker.claims.names import is_outlet, load_names
from tracker.claims.parse import child, children, conjuncts, in_quotes, lemma, written
from tracker.claims.reading import Saying
from tracker.claims.speech.credits import Credit, find_credits
from tracker.claims.speech.headlines import HEADLINE_MARKS
from tracker.claims.speech.words import is_afterthought, sayings_above, speaks
from tracker.claims.tables import Lexicon
from tracker.model import SpeechMode

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PASSIVE_SPEECH = ("auxpass",)
#: In whose words, or view, it is so.
_VIEWS = frozenset(
    {"word", "view", "opinion", "judgment", "judgement", "estimation", "reckoning", "telling", "account"}
)
#: An outlet and whom it quotes stand this close.
_NEAR = 5
_CITING = frozenset({"citing", "quoting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words that credit a predicate, before pronouns are followed."""

    speaker: "Token | None"
    carrier: str | None
    mode: SpeechMode
    rule: str


NARRATED = Source(speaker=None, carrier=None, mode=SpeechMode.NARRATED, rule="attribution.narrated")


@kept
def find_source(predicate: "Token", lexicon: Lexicon) -> Source:
    """The nearest speaker above a predicate, and the outlet that carries it, if the sentence names one."""
    mode = SpeechMode.DIRECT if in_quotes(predicate) else SpeechMode.INDIRECT
    rule = "attribution.quoted" if mode is SpeechMode.DIRECT else "attribution.reported"
    above = list(sayings_above(predicate, lexicon))
    speaker: Token | None = None
    carrier: str | None = None
    for saying in above:
        said_by, carried_by = _credits(saying, lexicon)
        if said_by is not None and speaker is None:
            speaker = said_by
        carrier = carrier or carried_by
        if lexicon.cue("speech.cite", lemma(saying.cue)) and said_by is not None:
            rule = "attribution.cited"
        if saying.cue.text in HEADLINE_MARKS:
            rule = "attribution.headline"
    according = _according_to(predicate)
    if according is not None:
        outlet = _outlet(according)
        carrier = carrier or outlet
        if speaker is None:
            speaker = according if outlet is None else whom_it_quotes(according)
        if not above:
            return Source(speaker=speaker, carrier=carrier, mode=mode, rule="attribution.according")
    if not above:
        return _credited(predicate, mode) or NARRATED
    if speaker is not None and carrier is not None and rule == "attribution.reported":
        rule = "attribution.chain"
    if speaker is None and carrier is None:
        rule = "attribution.passive"
    return Source(speaker=speaker, carrier=carrier, mode=mode, rule=rule)


def _credited(predicate: "Token", mode: SpeechMode) -> Source | None:
    """The source that a line credits: (Source: Eurostat) in the sentence, "…" — Reuters after a quotation."""
    doc, sentence = predicate.doc, predicate.sent
    for credit in credits_of(sentence):
        if credit.picture or credit.start < predicate.idx:
            continue
        between = doc.text[predicate.idx : credit.start]
        if credit.start >= sentence.end_char and (mode is not SpeechMode.DIRECT or between.count('"') != 1):
            continue
        last = next((t for t in reversed(doc) if t.idx < credit.end and t.text in credit.name), None)
        if is_outlet(credit.name) or last is None:
            return Source(speaker=None, carrier=credit.name, mode=mode, rule="attribution.credit")
        return Source(speaker=last, carrier=None, mode=mode, rule="attribution.credit")
    return None


def whom_it_quotes(outlet: "Token | None") -> "Token | None":
    """Whom an outlet that "according to" names quotes itself: according to Yonhap, *quoting KCNA*, …"""
    for word in outlet.doc[outlet.i + 1 : outlet.i + _NEAR] if outlet is not None else ():
        if word.lower_ in _CITING:
            return child(word, "dobj", "pobj")
    return None


@kept
def credits_of(sentence: "Span") -> tuple[Credit, ...]:
    """The credits that stand in a sentence, or after the quotation that it ends or is part of."""
    text = sentence.doc.text
    if not any(mark in text for mark in (":", "—", "–", "-", "©")):
        return ()
    return tuple(c for c in find_credits(text) if c.start >= sentence.start_char)


@kept
def speech_verbs(predicate: "Token", lexicon: Lexicon) -> "tuple[Token, ...]":
    """The words of speech whose content the predicate stands in, the nearest first."""
    return tuple(saying.cue for saying in sayings_above(predicate, lexicon))


def is_speech(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether a verb only introduces what is said: it has content, or stands beside it."""
    if not speaks(verb, lexicon) and not lexicon.cue("speech.cite", lemma(verb)):
        return False
    content = children(verb, "ccomp", "parataxis") or [c for c in children(verb, "prep") if c.lower_ == "as"]
    return bool(content) or verb.dep_ == "parataxis" or is_afterthought(verb) or child(verb, "dobj") is None


def _credits(saying: Saying, lexicon: Lexicon) -> "tuple[Token | None, str | None]":
    """Speaker and carrier that one word of speech names."""
    verb = saying.cue
    if lexicon.cue("speech.cite", lemma(verb)) and any(
        c.lower_ == "as" and child(c, "pcomp") is not None for c in verb.children
    ):
        if child(verb, *_PASSIVE_SPEECH) is not None:
            return child(verb, "nsubjpass"), _outlet(saying.speaker)
        return child(verb, "dobj"), _outlet(saying.speaker)
    carrier = _outlet(saying.speaker)
    if carrier is None:
        return saying.speaker, _addressed_outlet(verb)
    citing = next((c for c in children(verb, "advcl", "prep", "acl") if c.lower_ in _CITING), None)
    return (child(citing, "dobj", "pobj") if citing is not None else None), carrier


def _addressed_outlet(verb: "Token") -> str | None:
    """The outlet that was told, or interviewed: told TASS, in an interview with the IRNA agency."""
    for noun in children(verb, "dobj", "dative", "iobj"):
        if outlet := _outlet(noun):
            return outlet
    for preposition in children(verb, "prep", "dative"):
        for noun in children(preposition, "pobj"):
            if outlet := _outlet(noun):
                return outlet
            for inner in children(noun, "prep"):
                for source in (s for c in children(inner, "pobj") for s in conjuncts(c)):
                    if outlet := _outlet(source):
                        return outlet
    return None


def _outlet(token: "Token | None") -> str | None:
    if token is None:
        return None
    named = name_of(token)
    words = head_words(named)
    text = written(words[0], words[-1])
    article = token.doc[words[0].i - 1] if words[0].i > 0 else None
    if article is not None and article.text == "The" and words[0].text[0].isupper():
        text = f"The {text}"
    if is_outlet(text):
        known = [w.text for w in words if w.text in load_names().outlets_written]
        return known[0] if len(known) == 1 and words[-1].lower_ in load_names().outlet_words else text
    inner = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss", "appos")]
    beside = next((c.text for c in inner if is_outlet(c.text)), None)
    if beside is None and lemma(token) in load_names().outlet_words:
        beside = next((c.text for c in inner if c.text.isupper() and len(c.text) > 1), None)
    return beside


def _according_to(predicate: "Token") -> "Token | None":
    """The noun after the "according to", or "in the words of", of the predicate's clause, or of one above it."""
    token = predicate
    while True:
        for word in token.children:
            if (source := source_of_phrase(word)) is not None:
                return source
        if token.dep_ == "ROOT":
            return _trailing(token.sent)
        token = token.head


def _trailing(sentence: "Span") -> "Token | None":
    """Whom an "according to" credits that ends a whole sentence, wherever the parser hangs it: "…, according to X"."""
    word = next((t for t in sentence if t.lower_ == "according" and t.i > sentence.start), None)
    if (
        word is None
        or word.nbor(-1).text != ","
        or any(not t.is_punct for t in sentence[word.right_edge.i + 1 - sentence.start :])
    ):
        return None
    return source_of_phrase(word)


def source_of_phrase(word: "Token") -> "Token | None":
    """Whom a phrase that begins with this word credits: *according to* X, *in the words of* X, *in* X's *view*."""
    if word.lower_ == "according":
        to = child(word, "prep", "pcomp")
        return child(to, "pobj") if to is not None else None
    if word.lower_ != "in" or (view := child(word, "pobj")) is None or lemma(view) not in _VIEWS:
        return None
    if (owner := child(view, "poss")) is not None:
        return owner
    of = next((c for c in children(view, "prep") if c.lower_ == "of"), None)
    return child(of, "pobj") if of is not None else None
