"""Who takes part in a predicate, in which role: subject, object, others, place."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import is_calendar_word
from tracker.claims.events.occasions import OCCASION
from tracker.claims.events.predicates import Frame
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.mentions.entities import is_document
from tracker.claims.mentions.subjects import subject_of
from tracker.claims.parse import child, children, conjuncts, lemma
from tracker.claims.reading import NominalReading
from tracker.claims.tables import NO_FORM, Lexicon
from tracker.model import Participant, ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "into", "near", "from"})
#: Classes that name their document after a preposition.
_ON_DOCUMENTS = frozenset({"vote"})
_SIDES = frozenset({"favour", "favor", "support"})
#: "A rise of 5 percent": a figure, and nobody who takes part.
_AMOUNTS = ("PERCENT", "MONEY", "QUANTITY", "CARDINAL")
#: Classes of what only craft do: "it" is one.
_OF_CRAFT = frozenset({"launch", "dock", "undock", "land_craft", "reach_orbit", "deorbit", "fly_by"})
_TRAVELLERS = frozenset(
    {"crew", "duo", "pair", "trio", "two", "three", "four", "astronaut", "cosmonaut", "team", "passenger", "people"}
    | {"tourist", "pilot", "member"}
)
#: Classes whose thing does by itself what is done to it: the probe launches, the museum opens.
_BY_THEMSELVES = frozenset({"launch", "open", "close", "premiere", "launch_product", "complete"})
#: Nouns and shares that only tell how much of what follows.
_AMOUNTING = frozenset(
    {
        "total", "number", "series", "pair", "host", "set", "half", "third", "quarter", "fifth", "tenth", "majority",
        "bulk", "most", "percent", "%", "rest", "remainder", "part",
    }
)  # fmt: skip
_PLACES = (ParticipantKind.STATE, ParticipantKind.PLACE)


@dataclass(slots=True, kw_only=True)
class Roles:
    """The participants of one predicate while they are being found."""

    subject: Participant | None = None
    object: Participant | None = None
    others: list[Participant] = field(default_factory=list)
    place: Participant | None = None

    def inherited(self) -> "Roles":
        """The same participants, named by a pronoun."""
        return Roles(
            subject=_inherited(self.subject),
            object=_inherited(self.object),
            others=[replace(each, inherited=True) for each in self.others],
            place=_inherited(self.place),
        )


def _inherited(participant: Participant | None) -> Participant | None:
    return replace(participant, inherited=True) if participant is not None else None


def verb_roles(frame: Frame, discourse: Discourse, lexicon: Lexicon) -> Roles:
    """Roles of a verb or idiom: passives turned, control followed (is expected to sign), conjunctions shared."""
    verb = frame.head
    roles = Roles()
    passive = child(verb, "auxpass") is not None or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"))
    subject = subject_of(verb)
    agent = child(verb, "agent")
    by = child(agent, "pobj") if agent is not None else None
    if passive:
        roles.subject = _first(by, discourse, roles)
        acted_on = subject if subject is not None else (verb.head if verb.dep_ in ("acl", "amod") else None)
        roles.object = discourse.resolve(_inner(acted_on)) if acted_on is not None else None
    else:
        roles.subject = _first(_inner(subject) if subject is not None else None, discourse, roles)
        roles.object = _object(frame, discourse)
    named = subject is not None and (subject.lower_ == "it" or subject.pos_ == "PROPN")
    if frame.event_class in _OF_CRAFT and named and subject is not None and not passive:
        roles.subject = discourse.craft(subject) or roles.subject
    _by_prepositions(verb, frame, discourse, roles)
    _prefer_document(frame, roles, discourse, lexicon)
    event_class = lexicon.class_of(frame.event_class)
    if frame.event_class in _BY_THEMSELVES and roles.object is None and not passive:
        thing = roles.subject
        travels = thing is not None and thing.key.split()[-1:] and thing.key.split()[-1] in _TRAVELLERS
        if thing is not None and thing.kind is ParticipantKind.OTHER and not travels:
            roles.subject, roles.object = None, thing
    if event_class is not None and event_class.by_place and roles.object is not None and roles.object.kind in _PLACES:
        roles.place, roles.object = roles.object, None
    return roles


def _first(token: "Token | None", discourse: Discourse, roles: Roles) -> Participant | None:
    """The first of joined nouns; the rest go to the others."""
    if token is None:
        return None
    for other in list(token.conjuncts):
        if (found := discourse.resolve(other)) is not None:
            roles.others.append(found)
    return discourse.resolve(token)


def _object(frame: Frame, discourse: Discourse) -> Participant | None:
    verb = frame.head
    direct = child(verb, "dobj")
    if direct is not None and direct not in frame.words:
        return discourse.resolve(_inner(direct))
    if direct is None and (antecedent := _antecedent(verb)) is not None:
        return discourse.resolve(antecedent)
    last = frame.words[-1]
    if last.dep_ in ("prep", "prt") and (noun := child(last, "pobj")) is not None:
        return discourse.resolve(noun)
    if direct is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and len(frame.words) == 1:
        after = child(verb, "pobj")
        return discourse.resolve(after) if after is not None else None
    return None


def _antecedent(verb: "Token") -> "Token | None":
    """The noun that a relative clause is about, as its object: the treaty that they are about to sign."""
    clause = verb
    while clause.dep_ in ("xcomp", "acomp", "conj"):
        clause = clause.head
    subject = child(clause, "nsubj", "nsubjpass")
    if clause.dep_ not in ("relcl", "acl") or subject is None or subject.tag_ in ("WP", "WDT"):
        return None
    return clause.head


def _inner(noun: "Token") -> "Token":
    """The noun behind "a total of 47 articles", "half of the hostages", "two of the treaties", as subject or object."""
    of = child(noun, "prep")
    inner = child(of, "pobj") if of is not None and of.lower_ == "of" else None
    counted = noun.tag_ == "CD" and noun.lower_ not in ("one", "1")
    return inner if inner is not None and (counted or lemma(noun) in _AMOUNTING) else noun


def _is_date(noun: "Token") -> bool:
    return noun.ent_type_ in ("DATE", "TIME") or is_calendar_word(noun.text)


def _by_prepositions(head: "Token", frame: Frame, discourse: Discourse, roles: Roles) -> None:
    prepositions = children(head, "prep")
    direct = child(head, "dobj")
    if direct is not None and is_document(direct):
        # "signed a treaty in Moscow": the parser hangs the place on the treaty.
        prepositions.extend(p for p in children(direct, "prep") if p.lower_ in ("in", "at", "with"))
    if head.dep_ == "xcomp":
        # "In Dushanbe the president is to meet": the place hangs on the verb that governs.
        prepositions.extend(p for p in children(head.head, "prep") if p.lower_ in ("in", "at"))
    for preposition in prepositions:
        noun = child(preposition, "pobj")
        if noun is None or preposition in frame.words or _is_date(noun):
            continue
        word = preposition.lower_
        if word in ("with", "between", "among") and noun.pos_ in ("PROPN", "PRON", "NOUN"):
            for party in conjuncts(noun):
                found = discourse.resolve(party)
                if found is not None and found.kind is not ParticipantKind.OTHER:
                    roles.others.append(found)
        elif frame.event_class in _ON_DOCUMENTS and (matter := _matter(word, noun)) is not None:
            roles.object = roles.object or discourse.resolve(matter)
        elif word in _PLACE_PREPOSITIONS and roles.place is None:
            found = discourse.resolve(noun)
            if found is not None and found.kind in _PLACES:
                roles.place = found


def _matter(preposition: str, noun: "Token") -> "Token | None":
    """The document that a vote is about: on, for, against, in favour of the treaty."""
    if preposition == "in" and lemma(noun) in _SIDES:
        of = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
        return _matter("for", inner) if of is not None and (inner := child(of, "pobj")) is not None else None
    return noun if preposition in ("on", "for", "against") and is_document(noun) else None


def noun_roles(frame: Frame, nominal: NominalReading, discourse: Discourse, lexicon: Lexicon) -> Roles:
    """Roles of an event noun: its possessive, its prepositions, the subject of the verb that carries it out."""
    noun, roles = frame.head, Roles()
    if frame.event_class == OCCASION:
        roles.object = discourse.resolve(noun)
    form = lexicon.forms.get(frame.event_class or "", NO_FORM)
    possessor = child(noun, "poss")
    if possessor is not None and not _is_date(possessor) and (found := discourse.resolve(possessor)) is not None:
        _set(roles, "object" if found.kind is ParticipantKind.DOCUMENT else form.possessive, found)
    for modifier in children(noun, "amod", "compound"):
        if roles.subject is None and modifier not in frame.words:
            found = discourse.resolve(modifier)
            if found is not None and found.kind is ParticipantKind.STATE:
                roles.subject = found
    for preposition in children(noun, "prep", "agent"):
        target = child(preposition, "pobj")
        if target is None or _is_date(target):
            continue
        _noun_preposition(preposition, target, form.of, discourse, roles)
    if nominal.light and nominal.verb is not None and child(nominal.verb, "auxpass") is None:
        carrier = subject_of(nominal.verb)
        if carrier is not None and roles.subject is None:
            roles.subject = _first(carrier, discourse, roles)
    if nominal.verb is not None and (nominal.light or nominal.reading.rule in ("nominal.occur", "nominal.there")):
        _by_prepositions(nominal.verb, frame, discourse, roles)
    return roles


def fill_document(frame: Frame, roles: Roles, discourse: Discourse, lexicon: Lexicon) -> None:
    """A bare event noun about documents takes the document at hand: the signing, its entry into force."""
    role = lexicon.forms.get(frame.event_class or "", NO_FORM).document
    if role == "object" and roles.object is None:
        roles.object = discourse.document()
    elif role == "subject" and roles.subject is None:
        roles.subject = discourse.document()


def _prefer_document(frame: Frame, roles: Roles, discourse: Discourse, lexicon: Lexicon) -> None:
    """An "it" that is signed or enters into force is a document, whatever was the subject before."""
    role = lexicon.forms[frame.event_class].document if frame.event_class else ""
    for name in ("subject", "object"):
        found: Participant | None = getattr(roles, name)
        if role == name and found is not None and found.inherited and found.kind is not ParticipantKind.DOCUMENT:
            setattr(roles, name, discourse.document() or found)


def _noun_preposition(preposition: "Token", target: "Token", of_role: str, discourse: Discourse, roles: Roles) -> None:
    word = preposition.lower_
    found = discourse.resolve(target)
    if found is None or (word == "of" and target.ent_type_ in _AMOUNTS):
        return
    if word in ("between", "among"):
        parties = [p for p in map(discourse.resolve, conjuncts(target)) if p is not None]
        if roles.subject is None and parties:
            roles.subject, parties = parties[0], parties[1:]
        roles.others.extend(parties)
    elif word == "of":
        _set(roles, of_role if found.kind is not ParticipantKind.DOCUMENT else "object", found)
    elif word == "by" or (word == "from" and found.kind is ParticipantKind.PERSON):
        _set(roles, "subject", found)
    elif word == "with":
        roles.others.append(found)
    elif word in _PLACE_PREPOSITIONS and found.kind in _PLACES and roles.place is None:
        roles.place = found
    elif word in ("on", "against") and roles.object is None and found.kind is not ParticipantKind.OTHER:
        roles.object = found


def _set(roles: Roles, role: str, found: Participant) -> None:
    if role == "subject" and roles.subject is None:
        roles.subject = found
    elif role == "object" and roles.object is None:
        roles.object = found
