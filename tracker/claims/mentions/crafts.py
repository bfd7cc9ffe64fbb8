"""Craft by their names: the Starling capsule is Starling, and "the capsule" is the craft that was named before it.

The recogniser takes single names of craft for persons or places; what stands beside them tells.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.names import known_name
from tracker.claims.parse import child
from tracker.model import Participant, ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CRAFTS = frozenset(
    {"capsule", "spacecraft", "spaceship", "rocket", "craft", "ship", "shuttle", "lander", "orbiter", "rover", "probe"}
    | {"satellite", "telescope", "booster", "ferry", "liner", "airship", "locomotive", "train", "tram", "submarine"}
)
_KINDS = (ParticipantKind.PERSON, ParticipantKind.PLACE, ParticipantKind.OTHER)
_DEFINITE = frozenset({"the", "this", "that", "its", "their"})


class Crafts:
    """The craft that an article names."""

    def __init__(self, sentences: "Sequence[Span]") -> None:
        told = [name for sentence in sentences for name in _names(sentence)]
        makers = {name.text for name, _ in told if _is_maker(name)}
        told = [(name, is_sure) for name, is_sure in told if name.text not in makers]
        #: Text of a name -> its key.
        self._sure = {name.text: name.lower_ for name, is_sure in told if is_sure}
        #: Where each name stands: paragraph text, place in it. Names that a body owns are craft only for "the capsule".
        self._order = [(id(name.doc), name.i, name.text) for name, is_sure in told]
        self._perhaps = frozenset(name.text for name, _ in told)
        self._places = {id(sentence.doc): number for number, sentence in enumerate(sentences)}

    def resolve(self, token: "Token", found: Participant) -> Participant:
        """The participant that a noun names, as the craft that it is, if it is one."""
        if token.text in self._sure and found.kind in _KINDS and not _has_first_name(token):
            return replace(found, key=self._sure[token.text], kind=ParticipantKind.OTHER)
        if token.lower_ not in _CRAFTS or token.pos_ != "NOUN":
            return found
        beside = next((c for c in token.lefts if c.dep_ == "compound" and c.text in self._sure), None)
        if beside is not None:
            return replace(found, key=self._sure[beside.text])
        words = [c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod", "poss")]
        owned = len(words) == 1 and words[0].lower_ in _DEFINITE
        if not (owned or (not words and any(c.lower_ in _DEFINITE for c in token.lefts))):
            return found
        named = self._before(token)
        if named is None:
            return replace(found, inherited=True)  # which craft it is can't be told: it fits any
        return replace(found, text=named, key=named.lower(), inherited=True)

    def named_before(self, token: "Token") -> Participant | None:
        """The craft that was named last before a word, as a pronoun's; None where none was."""
        named = self._before(token)
        if named is None:
            return None
        return Participant(text=named, key=named.lower(), kind=ParticipantKind.OTHER, inherited=True)

    def is_perhaps(self, token: "Token") -> bool:
        """Whether a single name may be a craft's, as a body owns it: where it does what only craft do, it is."""
        return token.text in self._perhaps and not _has_first_name(token)

    def _before(self, token: "Token") -> str | None:
        here = (self._places.get(id(token.doc), 0), token.i)
        before = [name for doc, at, name in self._order if (self._places.get(doc, 0), at) < here]
        return before[-1] if before else None


def _is_maker(name: "Token") -> bool:
    """Whether a name before a craft is of who makes or runs it: *a* Kestrel rocket, its *own* Kestrel craft."""
    return name.dep_ == "compound" and any(c.lower_ in ("a", "an", "own", "another") for c in name.head.lefts)


def _has_first_name(token: "Token") -> bool:
    return any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts)


@kept
def _names(sentence: "Span") -> "tuple[tuple[Token, bool], ...]":
    """Single names of craft in a sentence, each with whether that is sure: the Starling *capsule*, *aboard* the
    Kestrel; a name that a body owns may be one.
    """
    found: list[tuple[Token, bool]] = []
    for token in sentence:
        if token.pos_ != "PROPN" or _has_first_name(token) or known_name(token.text) is not None:
            continue
        before = token.dep_ == "compound" and token.head.lower_ in _CRAFTS and token.head.i == token.i + 1
        aboard = token.dep_ == "pobj" and token.head.lower_ == "aboard"
        owner = child(token, "poss")
        owned = before and child(token.head, "poss") is not None
        makes = not owned and any(t.text == token.text and t.ent_type_ == "ORG" for t in token.doc)
        if (before and not makes) or aboard:
            found.append((token, True))
        elif owner is not None and owner.ent_type_ == "ORG":
            found.append((token, False))
    return tuple(found)
