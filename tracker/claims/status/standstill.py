"""What is put on hold or given up by a phrase: put on ice, brought to a halt, pulled the plug on, walked away from."""

from typing import TYPE_CHECKING

from tracker.claims.parse import children, lemma
from tracker.model import Status

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


#: A verb, the noun that is its object or "" and the preposition before what it gives up or stops for now.
_GIVING_UP = frozenset(
    {("pull", "plug", "on"), ("walk", "", "away from"), ("back", "", "out of"), ("call", "time", "on")}
)
#: Nobody gives these up by walking away from them.
_MISHAPS = frozenset(
    {"crash", "accident", "wreck", "collision", "fire", "explosion", "fall", "blast", "scene", "attack"}
)
_STOPPING = frozenset(
    {
        ("call", "halt", "to"), ("put", "brake", "on"), ("hit", "brake", "on"), ("slam", "brake", "on"),
        ("press", "pause", "on"), ("hit", "pause", "on"), ("hit", "button", "on"), ("press", "button", "on"),
    }
)  # fmt: skip


def let_go(noun: "Token") -> "tuple[Token, Status] | None":
    """The verb by which what stands after its preposition is given up, or stopped for now: pulled the plug on, walked
    away from, called a halt to.
    """
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.dep_ != "prep" or lemma(noun) in _MISHAPS:
        return None
    verb = preposition.head
    name = preposition.lower_
    direct = ""
    if verb.dep_ == "dobj":
        direct, verb = lemma(verb), verb.head
    elif verb.dep_ in ("advmod", "prep", "prt") and verb.lower_ in ("away", "out"):
        name, verb = f"{verb.lower_} {name}", verb.head
    else:
        before = next((c for c in verb.children if c.lower_ in ("away", "out") and c.i == preposition.i - 1), None)
        name = f"{before.lower_} {name}" if before is not None else name
        direct = next((lemma(c) for c in children(verb, "dobj")), "")
    key = (lemma(verb), direct, name)
    if key in _GIVING_UP:
        return verb, Status.CANCELLED
    return (verb, Status.SUSPENDED) if key in _STOPPING else None


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
