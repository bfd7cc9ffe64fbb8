"""Events that a pronoun stands for: "It will now take place on Saturday" tells of the event told of before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.claims.events.occasions import is_governed
from tracker.claims.events.predicates import Frame, is_fact
from tracker.claims.events.predications import Found
from tracker.claims.parse import with_particle
from tracker.claims.status.nouns import read_noun
from tracker.claims.tables import Lexicon
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TOLD = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE})
_STANDING = frozenset({"it", "this", "that"})


def stands_for_event(sentence: "Span", event_class: str, lexicon: Lexicon) -> tuple[Found, ...]:
    """What a sentence says of the event told of before, which "it" stands for; () where no pronoun does."""
    return tuple(
        stands_for(token, event_class, lexicon)
        for token in sentence
        if token.lower_ in _STANDING and token.dep_ in ("nsubj", "nsubjpass") and is_governed(token, lexicon)
    )


def stands_for(pronoun: "Token", event_class: str, lexicon: Lexicon) -> Found:
    """What a pronoun tells that stands for an event of that class."""
    nominal = read_noun(pronoun, lexicon, fact=False, form=lexicon.forms[event_class])
    frame = Frame(head=pronoun, words=(pronoun,), lemma=pronoun.lower_, event_class=event_class, nominal=True)
    return Found(frame=frame, reading=nominal.reading, nominal=nominal)


def taken_up(sentence: "Span", found: Sequence[Found], lexicon: Lexicon) -> tuple["Token", Found] | None:
    """An "it" that is put off, called off or suspended, and the event before it in the sentence that it stands for:
    they were to sign in May, but put *it* off.
    """
    for token in sentence:
        if token.lower_ != "it" or token.dep_ != "dobj" or token.head.pos_ != "VERB":
            continue
        verb = with_particle(token.head)
        if not any(lexicon.cue(f"operators.{kind}", verb) for kind in ("postponed", "cancelled", "suspended")):
            continue
        before = [one for one in found if one.frame.head.i < token.head.i and is_told_of(one, lexicon)]
        if before:
            return token, before[-1]
    return None


def is_told_of(one: Found, lexicon: Lexicon) -> bool:
    """Whether it is an event of the lexicon that is to come or came, and no standing fact."""
    return one.frame.event_class is not None and not is_fact(one.frame, lexicon) and one.reading.status in _TOLD
