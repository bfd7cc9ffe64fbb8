"""Which event a thing, a pronoun or a word like "debut" stands for: the capsule will have to wait until Friday, its
debut has slipped, that one was pushed to May.

A thing stands for what the article tells is planned of it. Where the article tells of nothing, the claim is of an
occasion of that thing, and the ledger may know the plan (`tracker.ledger.settling`).
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.events.occasions import OCCASION
from tracker.claims.events.predications import Found
from tracker.claims.mentions.arguments import Roles
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.parse import child, children, lemma
from tracker.claims.tables import Lexicon
from tracker.model import Participant, ParticipantKind, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"it", "this", "that", "one", "nothing", "which"})
#: Rules that speak of a plan whatever their topic is; of the others, the topic must be known for one.
_SURE = frozenset({"slip.moved", "slip.earlier", "slip.listed", "status.not_until"})
#: Classes that a course has: what a "debut", "flight" or "attempt" without more is.
_COURSES = frozenset(
    {"launch", "return_home", "land_craft", "moon_landing", "undock", "dock", "open", "launch_product", "premiere"}
    | {"visit", "engine_test", "resume_service", OCCASION}
)
#: Words by which a flight is another than the one that is awaited.
_OTHER_FLIGHTS = frozenset(
    {"operational", "regular", "routine", "uncrewed", "unmanned", "cargo", "second", "third", "commercial", "later"}
    | {"subsequent", "further", "final", "repeat"}
)
_ATTEMPTS = frozenset({"attempt", "try", "countdown", "shot", "bid", "effort"})


def placed(found: tuple[Found, ...], discourse: Discourse, lexicon: Lexicon) -> tuple[Found, ...]:
    """The predicates of a sentence, those of a thing or pronoun given the class of its event; without those of what
    stands for none.
    """
    told: list[Found] = []
    for one in found:
        before = next((each for each in reversed(told) if one.stands and _is_meant(each, one)), None)
        if before is not None:
            frame = replace(one.frame, event_class=before.frame.event_class)
            told.append(replace(one, frame=frame, same_as=before.frame.head.i))
        elif (other := _placed(one, discourse, lexicon)) is not None:
            told.append(other)
    return tuple(told)


def _is_meant(before: Found, one: Found) -> bool:
    """Whether a pronoun stands for an event told of before it in its sentence."""
    head, pronoun = before.frame.head, one.frame.head
    is_before = head.i < pronoun.i and pronoun.lower_ in _PRONOUNS and before.frame.event_class in _COURSES
    return is_before and (before.nominal is None or head.dep_ in ("nsubj", "nsubjpass", "dobj") or before.stands)


def _placed(one: Found, discourse: Discourse, lexicon: Lexicon) -> Found | None:
    head = one.frame.head
    is_course = one.nominal is not None and lexicon.cue("slips.courses", lemma(head))
    if is_course and (one.stands or one.frame.event_class in (OCCASION, "visit")):
        return _of_course(one, discourse) or (None if one.stands else one)
    if not one.stands:
        return one
    return _of_event(one, discourse) if head.lower_ in _PRONOUNS else _of_thing(one, head, discourse)


def _of_course(one: Found, discourse: Discourse) -> Found | None:
    """What is said of a debut, flight, attempt: of its thing's plan, or, without one, of the event told of before."""
    head = one.frame.head
    if any(c.lower_ in _OTHER_FLIGHTS for c in head.lefts):
        # "Its first operational run" is another than the one that is awaited.
        return _as_class(one, OCCASION, head) if one.stands else None
    thing = _thing_of(head)
    if thing is not None:
        return _of_thing(one, thing, discourse)
    bare = not any(_tells_apart(c) for c in head.lefts)
    known = _of_event(one, discourse) if bare and one.frame.event_class != "visit" else None
    return known or (_as_class(one, OCCASION, head) if one.stands and _is_sure(one) else None)


def _of_thing(one: Found, thing: "Token", discourse: Discourse) -> Found | None:
    about = _about(thing, discourse)
    if about is None or (about.kind is not ParticipantKind.OTHER and one.frame.event_class == "visit"):
        return None
    planned = discourse.plans.get(about.key)
    if planned is not None:
        return _as_class(one, planned, thing)
    named = thing.pos_ == "PROPN"
    told = one.stands and (named or thing != one.frame.head or _is_sure(one))
    if about.kind is not ParticipantKind.OTHER or not (told or (named and one.frame.event_class == "visit")):
        return None
    return _as_class(one, OCCASION, thing)


def _tells_apart(word: "Token") -> bool:
    """Whether a word before "attempt" or "flight" makes it another than the one told of."""
    if word.lower_ in ("next", "latest", "long-awaited", "maiden", "first", "inaugural", "new"):
        return False
    return word.dep_ in ("amod", "compound", "poss", "nummod") or word.lower_ in ("a", "an")


def _is_sure(one: Found) -> bool:
    return one.reading.rule in _SURE


def _of_event(one: Found, discourse: Discourse) -> Found | None:
    """What is said of the event told of before."""
    if discourse.event is None or (discourse.event[0] not in _COURSES and not _is_sure(one)):
        return None
    return _as_class(one, discourse.event[0], None)


def _as_class(one: Found, event_class: str, thing: "Token | None") -> Found:
    reading = one.reading
    if reading.status is Status.CANCELLED and lemma(one.frame.head) in _ATTEMPTS:
        # An attempt called off is put off: there is to be another.
        reading = replace(reading, status=Status.POSTPONED, rule="nominal.postponed")
    frame = replace(one.frame, event_class=event_class)
    return replace(one, frame=frame, reading=reading, stands=True, thing=thing)


def _thing_of(noun: "Token") -> "Token | None":
    """Whose debut, whose first trip; of "its" the subject of the sentence, where that is a name before it."""
    if (owner := child(noun, "poss")) is not None:
        subject = child(noun.sent.root, "nsubj", "nsubjpass")
        named = subject is not None and subject.pos_ in ("PROPN", "NOUN") and subject.i < owner.i
        return subject if owner.lower_ == "its" and named else owner
    for preposition in children(noun, "prep"):
        if preposition.lower_ == "of":
            return child(preposition, "pobj")
        if preposition.lower_ == "at" and (sending := child(preposition, "pcomp")) is not None:
            return child(sending, "dobj")  # the next try at sending the probe to Venus
    return None


def _about(thing: "Token", discourse: Discourse) -> Participant | None:
    """The thing that a noun names; a single name that the recogniser takes for a person's is that of a thing, where a
    body owns it or it waits for a day itself.
    """
    about = discourse.resolve(thing)
    if about is None or about.kind is not ParticipantKind.PERSON or about.inherited or thing.pos_ != "PROPN":
        return about
    owner = child(thing, "poss")
    owned = owner is not None and owner.ent_type_ == "ORG"
    waits = thing.dep_ in ("nsubj", "nsubjpass") or (thing.dep_ == "dobj" and thing.head.dep_ == "pcomp")
    named_in_full = any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in thing.lefts) or discourse.knows(about)
    return replace(about, kind=ParticipantKind.OTHER) if (owned or waits) and not named_in_full else about


def stand_in_roles(one: Found, discourse: Discourse, lexicon: Lexicon) -> Roles:
    """The participants of an event that a thing or pronoun stands for."""
    if one.thing is None:
        told = discourse.event[1] if discourse.event is not None else Roles()
        # What has no class is known by its thing alone, also where a pronoun names it.
        return replace(told) if one.frame.event_class == OCCASION else told.inherited()
    about = _about(one.thing, discourse)
    form = lexicon.forms[one.frame.event_class or OCCASION]
    if one.frame.event_class == OCCASION or form.possessive == "object":
        return Roles(object=about)
    return Roles(subject=about)


def note_plans(event_class: str | None, roles: Roles, status: Status, discourse: Discourse) -> None:
    """Keep what the article tells is planned of a thing, until it has happened."""
    if event_class is None or event_class not in _COURSES:
        return
    for about in (roles.object, roles.subject):
        if about is None or about.kind is not ParticipantKind.OTHER:
            continue
        if status is not Status.HAPPENED:
            discourse.plans[about.key] = event_class
        elif discourse.plans.get(about.key) == event_class:
            del discourse.plans[about.key]
