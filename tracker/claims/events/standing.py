"""Events that a pronoun stands for: "It will now take place on Saturday" tells of the event told of before."""

from typing import TYPE_CHECKING

from tracker.claims.events.occasions import is_governed
from tracker.claims.events.predicates import Frame
from tracker.claims.events.predications import Found
from tracker.claims.status.nouns import read_noun
from tracker.claims.tables import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span

_STANDING = frozenset({"it", "this", "that"})


def stands_for_event(sentence: "Span", event_class: str, lexicon: Lexicon) -> tuple[Found, ...]:
    """What a sentence says of the event told of before, which "it" stands for; () where no pronoun does."""
    found: list[Found] = []
    for token in sentence:
        if token.lower_ in _STANDING and token.dep_ in ("nsubj", "nsubjpass") and is_governed(token, lexicon):
            nominal = read_noun(token, lexicon, fact=False, form=lexicon.forms[event_class])
            frame = Frame(head=token, words=(token,), lemma=token.lower_, event_class=event_class, nominal=True)
            found.append(Found(frame=frame, reading=nominal.reading, nominal=nominal))
    return tuple(found)
