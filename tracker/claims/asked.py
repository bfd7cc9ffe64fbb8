"""The claim that any words of a text make, also where reading made none: a verb, a noun, what "this" stands for.

Reading takes what tells of something; asked of certain words (a person marks them, another text is compared), the
same rules say who takes part, when, and what is said of it.
"""

from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.draft import Draft, draft_found
from tracker.claims.events.predicates import Frame, find_frames, is_fact
from tracker.claims.events.predications import Found, read_sentence
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.parse import child, children, lemma, with_particle
from tracker.claims.status.nouns import read_noun
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import NO_FORM, Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_VERBS = ("VERB", "AUX")
#: Nouns that stand before what is meant: a period of leave, a series of strikes, the process of merging.
_VESSELS = frozenset(
    {"period", "series", "round", "process", "wave", "number", "kind", "sort", "type", "form", "part", "piece", "bout",
     "spate", "string", "set", "pair", "act", "case", "instance", "bit", "couple", "variety", "range", "majority"}
)  # fmt: skip


def draft_asked(
    sentence: "Span",
    discourse: Discourse,
    lexicon: Lexicon,
    *,
    words: tuple[int, int],
    paragraph: int,
    offset: int,
    anchor: date,
) -> Draft | None:
    """The draft of the predicate at these characters of the parsed paragraph; None where they name none."""
    frame = asked_frame(sentence, lexicon, start=words[0], end=words[1])
    if frame is None:
        return None
    found = list(read_sentence(sentence, lexicon))
    at = next((number for number, one in enumerate(found) if one.frame.head == frame.head), len(found))
    if at == len(found):
        found.append(_read(frame, lexicon))
    return draft_found(sentence, found, discourse, lexicon, paragraph=paragraph, offset=offset, anchor=anchor)[at]


def _read(frame: Frame, lexicon: Lexicon) -> Found:
    fact = is_fact(frame, lexicon)
    if frame.nominal:
        nominal = read_noun(frame.head, lexicon, fact=fact, form=lexicon.forms.get(frame.event_class or "", NO_FORM))
        return Found(frame=frame, reading=nominal.reading, nominal=nominal)
    return Found(frame=frame, reading=read_verb(frame.head, lexicon, fact=fact), nominal=None)


def asked_frame(sentence: "Span", lexicon: Lexicon, *, start: int, end: int) -> Frame | None:
    """The predicate at these characters of the parsed paragraph; None where the words are none, nor stand for one."""
    inside = [t for t in sentence if t.idx < end and start < t.idx + len(t) and not t.is_space and not t.is_punct]
    token = next((t for t in inside if t.head not in inside or t.head == t), inside[0] if inside else None)
    if token is None:
        return None
    frames = find_frames(sentence, lexicon)
    listed = [frame for frame in frames if any(word in inside for word in frame.words)]
    best = next((frame for frame in listed if frame.head == token), next(iter(listed), None))
    if best is not None:
        return best
    meant = _meant(token)
    if meant is None:
        return None
    known = next((frame for frame in frames if frame.head == meant), None)
    if known is not None:
        return known
    if meant.pos_ in _VERBS:
        particle = child(meant, "prt")
        words = (meant, particle) if particle is not None else (meant,)
        return Frame(head=meant, words=words, lemma=with_particle(meant), event_class=None, nominal=False)
    return Frame(head=meant, words=(meant,), lemma=lemma(meant), event_class=None, nominal=True)


def _meant(token: "Token") -> "Token | None":
    """The verb or noun that a word is or stands for: "this was his third leave" is that leave."""
    if token.pos_ in _VERBS:
        return token
    if token.pos_ in ("PRON", "DET") or (token.pos_ == "NOUN" and lemma(token) in _VESSELS):
        verb = token.head
        if token.dep_ in ("nsubj", "nsubjpass") and lemma(verb) == "be":
            told = child(verb, "attr")
            return _inner(told) if told is not None and told.pos_ == "NOUN" else None
    if token.pos_ in ("NOUN", "PROPN"):
        return _inner(token)
    if token.pos_ in ("ADJ", "ADV", "ADP", "PART") and token.head.pos_ in _VERBS:
        return token.head
    return token if token.pos_ == "ADJ" else None


def _inner(noun: "Token") -> "Token":
    """The noun behind "a period of leave"."""
    if lemma(noun) not in _VESSELS:
        return noun
    of = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
    inside = child(of, "pobj", "pcomp") if of is not None else None
    return inside if inside is not None else noun
