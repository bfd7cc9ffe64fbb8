"""How well the participants of a mention fit those of an event: each role speaks for or against, or rules it out."""

from collections.abc import Sequence

from tracker.ledger.profile import ACTORS, Profile, same_key
from tracker.ledger.reasons import is_other_reason
from tracker.ledger.things import thing_fit
from tracker.ledger.times import EXACT, overlap
from tracker.model import EventClass, Participant, ParticipantKind

#: The class of a document that the text only calls "document".
ANY_DOCUMENT = "document"
#: A person may act for a state (Iran's president, Iran).
ACTS_FOR = {ParticipantKind.PERSON, ParticipantKind.STATE}
HOUSE_OF = {ParticipantKind.BODY, ParticipantKind.STATE}
#: Classes in which people meet: whoever else met, met elsewhere.
_GATHERINGS = frozenset({"meet", "talk", "visit", "call"})


# --- events ----------------------------------------------------------------------------------------------------------
def event_fit(mention: Profile, event: Profile, event_class: EventClass, parties: frozenset[str]) -> float | None:
    """How well participants fit; None where one names another event."""
    document = document_fit(mention.document, event.document, parties)
    if document is None and mention.document is not None and mention.document.inherited:
        # What context ties a bare document to gives way where the same people do the same on the same day.
        document = 0.0 if _is_same_deed(mention, event) else None
    fits = [
        document,
        _subject_fit(mention, event, event_class),
        _place_fit(mention, event) if event_class.by_place else 0.0,
        _object_fit(mention.object, event.object),
    ]
    if mention.document is None or event.document is None:
        fits.append(_actors_fit(mention, event, event_class))
    known = [fit for fit in fits if fit is not None]
    if len(known) < len(fits):
        return None
    same_time = any(overlap(a, b) for a in mention.times for b in event.times)
    if event_class.id in _GATHERINGS and not same_time and _are_strangers(mention, event):
        return None
    return sum(known) + (0.25 if same_time else 0.0)


def document_fit(a: Participant | None, b: Participant | None, parties: frozenset[str]) -> float | None:
    """A bare document fits any of its class; a party or name that the event's document lacks makes another one."""
    if a is None or b is None:
        return 0.0
    if a.key != b.key and ANY_DOCUMENT not in (a.key, b.key):
        return None
    mine, known = set(a.marks), set(b.marks)
    if mine | known <= parties:
        # "The treaty with Iran" and "the treaty with Russia" name one party each of the story's own.
        return 0.5 + 0.5 * len(mine & known) / max(1, len(mine | known))
    if not mine or not known:
        # A bare document fits any; one with foreign parties rather less.
        return 0.0
    return 0.5 + 0.5 * len(mine) / len(known) if mine <= known else None


def _subject_fit(mention: Profile, event: Profile, event_class: EventClass) -> float | None:
    a, b = mention.subject, event.subject
    if a is None or b is None:
        return 0.0
    if same_key(a, b) or is_short_for(a, b) or is_short_for(b, a):
        return 1.0 if same_key(a, b) else 0.5
    if not event_class.by_subject or a.inherited:
        return 0.0
    if not _both_actors(a, b) or {a.kind, b.kind} == ACTS_FOR or is_role_in_body(a, b):
        return 0.0
    # The state's parliament and the state do the same on one day; on another day it is another house.
    if {a.kind, b.kind} == HOUSE_OF and _is_same_day(mention, event):
        return 0.0
    return None


def is_short_for(a: Participant, b: Participant) -> bool:
    """Whether one body is called by its kind alone: the court, for the district court."""
    if a.kind is not ParticipantKind.BODY or b.kind is not ParticipantKind.BODY or not a.text.islower():
        return False
    short, whole = a.key.split(), b.key.split()
    return len(short) < len(whole) and short[-1] == whole[-1] and set(short) <= set(whole)


def is_role_in_body(a: Participant, b: Participant) -> bool:
    """Whether one is people by their office and the other a body: lawmakers and a parliament."""
    if {a.kind, b.kind} != {ParticipantKind.PERSON, ParticipantKind.BODY}:
        return False
    people = a if a.kind is ParticipantKind.PERSON else b
    word = people.text.split()[-1] if people.text else ""
    # An office is written small, or is another form of its key: Lawmakers, lawmaker.
    return word.islower() or not people.key.endswith(word.casefold())


def _are_strangers(mention: Profile, event: Profile) -> bool:
    """Whether of two meetings on two days each has people of its own, and none is among the other's: the two
    candidates meet on Sunday, the party's members a month later.
    """
    mine = [each for each in (mention.subject, mention.object, *mention.actors) if each is not None]
    known = [each for each in (event.subject, event.object, *event.actors) if each is not None]
    days = [each for side in (mention.times, event.times) for each in side if each.precision in EXACT]
    if not mine or not known or len(days) < 2 or not event.times or not mention.times or any(a.inherited for a in mine):
        return False
    return not any(same_key(a, b) or thing_fit(a, b) for a in mine for b in known)


def _is_same_deed(mention: Profile, event: Profile) -> bool:
    """Whether it has the day, and somebody who takes part, of what is known."""
    return _is_same_day(mention, event) and any(
        same_key(a, b) for a in mention.actors for b in event.actors if not a.inherited
    )


def _is_same_day(mention: Profile, event: Profile) -> bool:
    return any(
        overlap(a, b) for a in mention.times for b in event.times if a.precision in EXACT and b.precision in EXACT
    )


def _place_fit(mention: Profile, event: Profile) -> float | None:
    if not mention.places or not event.places:
        return 0.0
    return 1.0 if any(same_key(a, b) for a in mention.places for b in event.places) else None


def _object_fit(a: Participant | None, b: Participant | None) -> float | None:
    if a is None or b is None:
        return 0.0
    if same_key(a, b):
        return 1.0
    # Two things are two objects, but for parts of one; a person and a state meet in the check of all actors.
    if a.kind is b.kind is ParticipantKind.OTHER and not (a.inherited or b.inherited):
        return thing_fit(a, b)
    return 0.0


def _actors_fit(mention: Profile, event: Profile, event_class: EventClass) -> float | None:
    """Persons are compared with persons, states with states: of two meetings one must hold the other's actors."""
    if event_class.by_subject:
        a, b = mention.object, event.object
        return None if a and b and _both_actors(a, b) and a.kind is b.kind and not same_key(a, b) else 0.0
    score = 0.0
    gathers = event_class.id in _GATHERINGS
    stranger = gathers and _is_thing(event.subject) and not _names_subject(event.subject, mention)
    if mention.actors and not event.actors and stranger:
        return None  # people meet; so did others, of whom only the name of their group is known
    if _is_body_against_people(mention.actors, event.actors):
        return None
    for kind in ACTORS:
        mine = [each for each in mention.actors if each.kind is kind and not each.inherited]
        known = [each for each in event.actors if each.kind is kind]
        if not mine or not known:
            continue
        small, large = sorted((mine, known), key=len)
        if not all(any(same_key(a, b) for b in large) for a in small):
            return None
        score += 1.0
    return score


def _is_body_against_people(mine: Sequence[Participant], known: Sequence[Participant]) -> bool:
    """Whether one meeting is of a body and the other of people: a session of parliament, a talk of two presidents."""
    sides = [{each.kind for each in side} for side in (mine, known)]
    body = [kinds == {ParticipantKind.BODY} for kinds in sides]
    return all(sides) and body[0] is not body[1] and not any(same_key(a, b) for a in mine for b in known)


def _is_thing(subject: Participant | None) -> bool:
    return subject is not None and subject.kind is ParticipantKind.OTHER and not subject.inherited


def _names_subject(subject: Participant | None, mention: Profile) -> bool:
    """Whether an event's subject is among those of a mention."""
    return subject is not None and any(same_key(subject, each) for each in mention.actors)


def _both_actors(a: Participant, b: Participant) -> bool:
    return a.kind in ACTORS and b.kind in ACTORS


# --- facts -----------------------------------------------------------------------------------------------------------
def fact_fit(mention: Profile, event: Profile, parties: frozenset[str]) -> float | None:
    """A fact is the same when it is of the same document or subject, and its figure is in the same unit."""
    score = document_fit(mention.document, event.document, parties)
    if score is None:
        return None
    of_whom = _holder_fit(mention.subject, event)
    if of_whom is None:
        return None
    score += of_whom
    if mention.units and event.units:
        return score + 1.0 if mention.units & event.units else None
    if mention.object and event.object:
        return score + 1.0 if same_key(mention.object, event.object) else None
    return score


def reason_fit(mention: Profile, event: Profile, parties: frozenset[str]) -> float | None:
    """A reason is the same when it is of the same slip and says the same in whatever words."""
    score = document_fit(mention.document, event.document, parties)
    if score is None or _holder_fit(mention.subject, event) is None:
        return None
    if mention.object is None or event.object is None or is_other_reason(mention.object.text, event.object.text):
        return None
    return score + 1.0


def _holder_fit(subject: Participant | None, event: Profile) -> float | None:
    """How well a fact's subject fits. A count without a place is of its article's state, or of a place there."""
    other = event.subject
    if subject is None:
        return 0.0
    if other is None:
        # The contents of another thing than the document.
        return None if event.document is not None and not subject.inherited else 0.0
    if same_key(subject, other):
        return 0.5 if subject.inherited else 0.0
    two_states = subject.kind is other.kind is ParticipantKind.STATE
    return 0.0 if subject.inherited and not two_states else None
