"""Events beyond the lexicon: whatever is put off, called off, scheduled or takes place is one, although the lexicon
has no class for its noun: a medical examination, a gala.
"""

from typing import TYPE_CHECKING

from tracker.claims.mentions.entities import is_document
from tracker.claims.names import load_names
from tracker.claims.parse import child, children, lemma, with_particle
from tracker.claims.status.standstill import still
from tracker.claims.tables import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

#: The class of what has no class of its own; its object is what the text calls it.
OCCASION = "occasion"
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
#: Verbs of the operators that do many other things to things: move troops, drop a charge, start a car.
_LOOSE = frozenset(
    {"move", "shift", "slip", "slide", "bump", "drop", "abandon", "axe", "freeze", "halt", "announce", "confirm", "set"}
    | {"fix", "time", "expect"}
)
#: What is done with an occasion: the final is played, the opera performed.
_HELD = frozenset({"hold", "play", "stage", "perform", "screen", "celebrate", "contest", "convene", "rerun", "replay"})
_TO = frozenset({"to", "until", "till", "into"})
_NO_EVENTS = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "PERSON", "ORG", "GPE", "NORP"}
)


def is_occasion(noun: "Token", lexicon: Lexicon) -> bool:
    """Whether a noun without a class names an event: something that can be put off, called off or take place."""
    if noun.pos_ != "NOUN" or noun.dep_ not in _ARGUMENTS or noun.ent_type_ in _NO_EVENTS or is_document(noun):
        return False
    if child(noun, "nummod") is not None:  # three ports are things
        return False
    names = load_names()
    word = lemma(noun)
    if word in names.titles or word in names.body_nouns or word in names.anonymous:
        return False
    return is_governed(noun, lexicon)


def is_governed(noun: "Token", lexicon: Lexicon) -> bool:  # noqa: PLR0911 - one return a rule
    """Whether the verb above a noun or pronoun is one by which events come and go."""
    verb = noun.head
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    phrasal, is_acted_on = with_particle(verb), noun.dep_ in ("dobj", "nsubjpass")
    if still(verb) is not None:
        return is_acted_on or noun.dep_ == "nsubj"
    if phrasal in _LOOSE:
        return is_acted_on and lexicon.cue("operators.postponed", phrasal) and _to_a_day(verb)
    if is_acted_on and (phrasal in lexicon.forms[OCCASION].light or (phrasal == "fail" and noun.dep_ == "dobj")):
        return True
    if is_acted_on and any(lexicon.cue(f"operators.{end}", phrasal) for end in ("postponed", "cancelled", "suspended")):
        return True
    if noun.dep_ == "nsubj":
        took = child(verb, "dobj")
        return (phrasal == "take" and took is not None and took.lower_ == "place") or phrasal in (
            "take place",
            "go ahead",
        )
    if any(child(c, "aux") is not None for c in children(verb, "xcomp")):
        return False  # a team is scheduled *to travel*: the journey is the event
    return noun.dep_ == "nsubjpass" and (lexicon.cue("operators.scheduled", phrasal) or phrasal in _HELD)


def _to_a_day(verb: "Token") -> bool:
    """Whether it is moved in time: to June, to a later date."""
    below = [noun for c in children(verb, "prep") if c.lower_ in _TO for noun in children(c, "pobj")]
    return any(
        t.ent_type_ == "DATE" or (lemma(noun) in ("date", "time", "day") and t.lower_ in ("later", "new", "another"))
        for noun in below
        for t in noun.subtree
    )
