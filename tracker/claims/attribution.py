"""Who says it, through whom: speaker and carrier of a predicate, as words of its sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.entities import head_words, is_document, name_of
from tracker.claims.kept import kept
from tracker.claims.names import is_outlet, load_names
from tracker.claims.parse import child, children, conjuncts, in_quotes, lemma, written
from tracker.claims.tables import Lexicon
from tracker.model import SpeechMode

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"it", "that", "which", "what", "there", "this"})
_PASSIVE_SPEECH = ("auxpass",)


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
    verbs = speech_verbs(predicate, lexicon)
    speaker: Token | None = None
    carrier: str | None = None
    for verb in verbs:
        said_by, carried_by = _credits(verb, lexicon)
        if said_by is not None and speaker is None:
            speaker = said_by
        carrier = carrier or carried_by
        if lexicon.cue("speech.cite", lemma(verb)) and said_by is not None:
            rule = "attribution.cited"
    according = _according_to(predicate)
    if according is not None:
        outlet = _outlet(according)
        carrier = carrier or outlet
        if outlet is None and speaker is None:
            speaker = according
        if not verbs:
            return Source(speaker=speaker, carrier=carrier, mode=mode, rule="attribution.according")
    if not verbs:
        return NARRATED
    if speaker is not None and carrier is not None and rule == "attribution.reported":
        rule = "attribution.chain"
    if speaker is None and carrier is None:
        rule = "attribution.passive"
    return Source(speaker=speaker, carrier=carrier, mode=mode, rule=rule)


def speech_verbs(predicate: "Token", lexicon: Lexicon) -> "list[Token]":
    """The verbs of speech whose content the predicate stands in, the nearest first."""
    found: list[Token] = []
    token = predicate
    while True:
        beside = [
            c for c in token.children if c.dep_ == "parataxis" and _speaks(c, lexicon) and child(c, "nsubj") is not None
        ]
        beside.extend(c for c in children(token, "conj") if is_afterthought(c) and _speaks(c, lexicon))
        found.extend(c for c in beside if c not in found and c != predicate)
        if token.dep_ == "ROOT":
            break
        head = token.head
        content = token.dep_ in ("ccomp", "parataxis", "xcomp", "advcl") and head.pos_ == "VERB"
        if content and token.dep_ != "advcl" and _speaks(head, lexicon):
            found.append(head)
        if token.dep_ == "pcomp" and head.lower_ == "as" and lexicon.cue("speech.cite", lemma(head.head)):
            found.append(head.head)
            token = head.head
            continue
        token = head
    return found


def _speaks(verb: "Token", lexicon: Lexicon) -> bool:
    return lexicon.cue("speech.say", lemma(verb)) or lexicon.cue("speech.deny", lemma(verb))


def is_afterthought(verb: "Token") -> bool:
    """Whether the parser joined a "…, Jalali, wrote" to the clause before it, without an and and without a subject."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or child(verb, "nsubj") is not None or verb.i < 1:
        return False
    joined = any(c.i > verb.head.i and c.i < verb.i for c in children(verb.head, "cc"))
    return not joined and verb.doc[verb.i - 1].text == ","


def is_speech(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether a verb only introduces what is said: it has content, or stands beside it."""
    if not _speaks(verb, lexicon) and not lexicon.cue("speech.cite", lemma(verb)):
        return False
    content = children(verb, "ccomp", "parataxis") or [c for c in children(verb, "prep") if c.lower_ == "as"]
    return bool(content) or verb.dep_ == "parataxis" or is_afterthought(verb) or child(verb, "dobj") is None


def _credits(verb: "Token", lexicon: Lexicon) -> "tuple[Token | None, str | None]":
    """Speaker and carrier that one verb of speech names."""
    subject = _subject(verb)
    passive = child(verb, *_PASSIVE_SPEECH) is not None
    if lexicon.cue("speech.cite", lemma(verb)) and any(c.lower_ == "as" for c in verb.children):
        if passive:
            agent = child(verb, "agent")
            by = child(agent, "pobj") if agent is not None else None
            return subject, _outlet(by)
        return child(verb, "dobj"), _outlet(subject)
    if passive:
        agent = child(verb, "agent")
        by = child(agent, "pobj") if agent is not None else None
        return (None, _outlet(by)) if _outlet(by) else (by, None)
    citing = next((c for c in children(verb, "advcl", "prep", "acl") if c.lower_ == "citing"), None)
    cited = child(citing, "dobj", "pobj") if citing is not None else None
    carrier = _outlet(subject)
    if carrier is not None:
        return cited, carrier
    return subject, _addressed_outlet(verb)


def _subject(verb: "Token") -> "Token | None":
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None and is_afterthought(verb):
        return next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.pos_ in ("PROPN", "NOUN")), None)
    if subject is None and verb.dep_ == "conj":
        return _subject(verb.head)
    if subject is not None and (subject.lower_ in _NOBODY or (is_document(subject) and lemma(subject) != "report")):
        return None
    if subject is not None and subject.tag_ == "WP" and verb.dep_ == "relcl":
        return verb.head
    return subject


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
    if article is not None and article.text == "The":
        text = f"The {text}"
    if is_outlet(text):
        return text
    inner = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss", "appos")]
    beside = next((c.text for c in inner if is_outlet(c.text)), None)
    if beside is None and lemma(token) in load_names().outlet_words:
        beside = next((c.text for c in inner if c.text.isupper() and len(c.text) > 1), None)
    return beside


def _according_to(predicate: "Token") -> "Token | None":
    """The noun after the "according to" of the predicate's clause, or of one above it."""
    token = predicate
    while True:
        for word in (c for c in token.children if c.lower_ == "according"):
            to = child(word, "prep", "pcomp")
            if to is not None and (noun := child(to, "pobj")) is not None:
                return noun
        if token.dep_ == "ROOT":
            return None
        token = token.head
