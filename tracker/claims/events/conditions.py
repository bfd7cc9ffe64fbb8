"""What a word means by its nouns: raise *rates* or *concerns*, strike a *deal* or a *city*."""

from typing import TYPE_CHECKING

from tracker.claims.mentions.entities import is_document
from tracker.claims.names import document_key, known_name, load_names
from tracker.claims.parse import child, children, conjuncts, lemma
from tracker.claims.tables import Pattern
from tracker.model import ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd")
_PERSONS = frozenset({"PERSON"})
_BODIES = frozenset({"ORG", "NORP", "GPE"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_CURRENCIES = frozenset({"$", "€", "£", "dollar", "euro", "pound", "yen", "rouble", "ruble", "franc", "rupee", "yuan"})
_FOLLOWING = frozenset({"of", "for", "against", "on", "in", "over", "into", "from"})
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "who", "whom"})


class Nouns:
    """The nouns that can make a word mean an event, found once for all patterns of that word."""

    def __init__(self, token: "Token", *, nominal: bool = False) -> None:
        self._token = token
        self._nominal = nominal
        self._found: tuple[list[Token], list[Token]] | None = None

    def allow(self, pattern: Pattern) -> bool:
        """Whether what stands beside the word is what the pattern asks for, and nothing that it rules out."""
        if not pattern.needs and not pattern.unless:
            return True
        if self._found is None:
            self._found = _nouns_of(self._token) if self._nominal else (needed_nouns(self._token), objects(self._token))
        nouns, acted_on = self._found
        if "@nothing" in pattern.needs and not self._nominal and _stands_alone(self._token):
            return True
        if pattern.words and not self._nominal:
            # "run for president", "appeal for calm": the noun stands below the pattern's own preposition.
            below = [c for c in self._token.children if c.dep_ == "prep" and c.lower_ in pattern.words]
            nouns = [*nouns, *(noun for c in below for noun in children(c, "pobj"))]
        if pattern.unless and _one_is(nouns, acted_on, pattern.unless):
            return False
        return not pattern.needs or _one_is(nouns, acted_on, pattern.needs)


def _one_is(nouns: "list[Token]", acted_on: "list[Token]", wanted: frozenset[str]) -> bool:
    for noun in nouns:
        word = lemma(noun)
        if (
            word in wanted
            or noun.lower_ in wanted
            or _unwrapped(noun) in wanted
            or _compound(noun) in wanted
            or document_key(word) in wanted
        ):
            return True
    return any(_is_kind(noun, wanted) for noun in acted_on)


def _stands_alone(verb: "Token") -> bool:
    """Whether a verb has neither an object nor somebody to turn to: "he would appeal"."""
    return not children(verb, *_OBJECTS) and not any(c.lower_ in ("to", "for") for c in children(verb, "prep"))


def _unwrapped(noun: "Token") -> str:
    """The noun behind "a total of", "a number of", "its part of"."""
    of = child(noun, "prep")
    inner = child(of, "pobj") if of is not None and of.lower_ == "of" else None
    return lemma(inner) if inner is not None else ""


def _compound(noun: "Token") -> str:
    """A noun with the word before it: "interest rate", "speed limit"."""
    before = next((c for c in noun.lefts if c.i == noun.i - 1 and c.dep_ in ("compound", "amod", "nmod")), None)
    return f"{before.lower_} {lemma(noun)}" if before is not None else ""


def _is_kind(noun: "Token", wanted: frozenset[str]) -> bool:
    if "@document" in wanted and is_document(noun):
        return True
    if "@money" in wanted and (noun.ent_type_ == "MONEY" or lemma(noun) in _CURRENCIES):
        return True
    nameless = noun.pos_ == "PROPN" and not noun.ent_type_
    if "@person" in wanted and (
        noun.ent_type_ in _PERSONS or nameless or noun.lower_ in _PERSON_PRONOUNS or lemma(noun) in load_names().titles
    ):
        return True
    known = known_name(noun.text) if noun.pos_ == "PROPN" else None
    if "@place" in wanted and (
        noun.ent_type_ in _PLACES or nameless or (known is not None and known[1] is ParticipantKind.STATE)
    ):
        return True
    return "@body" in wanted and (
        noun.ent_type_ in _BODIES or nameless or known is not None or lemma(noun) in load_names().body_nouns
    )


def objects(token: "Token") -> "list[Token]":
    """What a verb acts on: its object, the subject of its passive, the noun that its participle stands beside."""
    found = [noun for c in (*children(token, *_OBJECTS), *_of_particle(token)) for noun in conjuncts(c)]
    if not found and token.dep_ in ("acl", "amod") and token.tag_ == "VBN":
        found.append(token.head)
    if not found and token.dep_ == "conj" and token.tag_ == "VBN":
        found.extend(children(token.head, "nsubjpass"))
    if token.dep_ == "xcomp" and child(token, "auxpass") is not None:
        found.extend(children(token.head, "nsubjpass", "nsubj"))
    return found


def _of_particle(token: "Token") -> "list[Token]":
    """The object that the parser hangs on a particle: switched off *the reactor*."""
    return [noun for c in children(token, "prt") for noun in children(c, "pobj")]


def needed_nouns(token: "Token") -> "list[Token]":
    """Nouns that can make a verb mean an event: its object, passive or intransitive subject, its antecedent."""
    nouns = [noun for c in (*children(token, *_OBJECTS), *_of_particle(token)) for noun in conjuncts(c)]
    # "resumed trading": the parser takes the noun for a verb.
    nouns.extend(c for c in children(token, "xcomp") if c.tag_ == "VBG" and not list(c.lefts))
    if token.dep_ in ("acl", "relcl", "amod") and not nouns:
        nouns.append(token.head)
    if token.dep_ == "xcomp":
        nouns.extend(children(token.head, "nsubjpass", "nsubj", "dobj"))
        nouns.extend(children(token.head.head, "nsubjpass", "nsubj") if token.head.dep_ == "acomp" else ())
    if token.dep_ == "conj":
        nouns.extend(children(token.head, *_OBJECTS))
    nouns.extend(noun for c in children(token, "prep") for noun in children(c, "pobj") if c.lower_ in ("of", "to"))
    if child(token, "dobj") is None:
        nouns.extend(children(token, "nsubj"))
        nouns.extend(children(token.head, "nsubj") if token.dep_ == "conj" and token.head.pos_ == "VERB" else ())
    return nouns


def _nouns_of(noun: "Token") -> "tuple[list[Token], list[Token]]":
    """Words beside an event noun: those before it, whose it is, and what follows of, for, against and others; and of
    them those that it may happen to: *her* release, the release of *the hostages*.
    """
    happens_to = children(noun, "poss")
    beside = [*children(noun, "compound", "nmod", "amod", "advmod"), *happens_to]
    # "launched a probe into the death": the parser may hang what follows the noun on the verb.
    after = [c for c in children(noun.head, "prep") if c.i > noun.i] if noun.dep_ == "dobj" else []
    for preposition in (*children(noun, "prep"), *after):
        if preposition.lower_ in _FOLLOWING:
            inner = [each for c in children(preposition, "pobj") for each in conjuncts(c)]
            beside += [preposition, *inner]
            happens_to += inner if preposition.lower_ == "of" else []
    return beside, happens_to
