"""The status of nouns that name a standing fact: a military alliance, a mutual defence clause."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.mentions.entities import is_document
from tracker.claims.parse import has_word, lemma, with_particle
from tracker.claims.reading import NominalReading, Reading
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import Lexicon
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What a document will hold, told before it is there.
ANNOUNCED = "status.fact_announced"
_HELD = ("dobj", "attr", "nsubjpass", "pobj", "nsubj")
_HOLDING = (Status.STATE, Status.HAPPENED, Status.POSSIBLE, Status.DENIED)


def read_fact(noun: "Token", top: "Token", lexicon: Lexicon, *, counts: bool) -> NominalReading:
    """Whether the sentence says that the fact holds, that it doesn't, or only names it. `top`: what a verb governs.

    `counts`: its class is a figure, which a document just has.
    """
    if counts and is_document(noun):
        return NominalReading(reading=Reading(status=Status.STATE, rule="nominal.fact", cue=None))
    if top.dep_ == "pobj" and top.head.lower_ == "without":
        return NominalReading(reading=_reading(Status.NEGATED, top.head))
    verb = top.head
    while verb.pos_ not in ("VERB", "AUX") and verb.dep_ != "ROOT":
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return NominalReading(reading=_reading(Status.UNKNOWN, None))
    return NominalReading(reading=_by_verb(noun, top, verb, lexicon), verb=verb)


def _by_verb(noun: "Token", top: "Token", verb: "Token", lexicon: Lexicon) -> Reading:
    outer = read_verb(verb, lexicon, fact=True)
    none = next((word for t in (noun, top) if (word := has_word(t, "no")) is not None), None)
    phrasal = f"{lemma(verb)} short" if has_word(verb, "short") is not None else with_particle(verb)
    if none is not None or lexicon.cue("operators.excluding", phrasal, lemma(verb)):
        # "Does not rule out an alliance": two denials leave it open.
        return _reading(Status.UNKNOWN if outer.status is Status.NEGATED else Status.NEGATED, none or verb)
    if outer.status is Status.NEGATED:
        return _reading(Status.NEGATED, outer.cue)
    if lexicon.cue("operators.containing", lemma(verb)) and top.dep_ in _HELD and outer.status in _HOLDING:
        told = _reading(Status.STATE if outer.status is Status.HAPPENED else outer.status, outer.cue or verb)
        return replace(told, rule=ANNOUNCED) if outer.rule == ANNOUNCED else told
    return _reading(Status.UNKNOWN, None)


def _reading(status: Status, cue: "Token | None") -> Reading:
    rule = {Status.NEGATED: "nominal.fact_negated", Status.UNKNOWN: "nominal.fact_open"}.get(status, "nominal.fact")
    return Reading(status=status, rule=rule, cue=cue)
