"""What is put on hold: put on ice, brought to a halt, came to a standstill, left in limbo."""

from typing import TYPE_CHECKING

from tracker.claims.parse import children, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = frozenset({"put", "place", "bring", "come", "grind", "go", "leave", "keep", "remain", "stay", "draw", "skid"})
#: Preposition -> what stands after it.
_STILL = {
    "on": frozenset({"hold", "ice", "pause", "burner"}),
    "to": frozenset({"halt", "stop", "standstill", "pause"}),
    "in": frozenset({"limbo", "abeyance"}),
    "into": frozenset({"limbo", "storage"}),
    "at": frozenset({"standstill"}),
}


def still(verb: "Token") -> "Token | None":
    """The word that says that a verb's subject or object rests for now; None where none does."""
    if lemma(verb) not in _VERBS:
        return None
    return next(
        (
            noun
            for preposition in children(verb, "prep")
            for noun in children(preposition, "pobj")
            if lemma(noun) in _STILL.get(preposition.lower_, ())
        ),
        None,
    )
