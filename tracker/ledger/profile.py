"""What is known of an event's participants: its own, completed by what its rows name, for comparing with a mention."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from tracker.ledger.times import named_time
from tracker.model import Claim, Event, EventTime, LedgerRow, Participant, ParticipantKind, Status

#: Likeness of two keys of one kind from which they are spellings of one name (Araghchi, Aragchi).
SAME_NAME = 80.0
#: Kinds whose names tell actors apart.
ACTORS = frozenset({ParticipantKind.PERSON, ParticipantKind.BODY, ParticipantKind.STATE})
#: Kinds whose names are spelled in several ways; states and documents have one key each.
SPELLED = frozenset({ParticipantKind.PERSON, ParticipantKind.BODY, ParticipantKind.OTHER})


#: Kinds between which a reader may waver over one unusual name: Marrow, a person or a body.
NAMED = frozenset({ParticipantKind.PERSON, ParticipantKind.BODY})

#: How many of the latest times are looked through for a time told again.
_LAST_TIMES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who takes part, in which role; None or empty where nothing names it."""

    document: Participant | None
    #: Subject and object where they are no documents.
    subject: Participant | None
    object: Participant | None
    actors: tuple[Participant, ...]
    places: tuple[Participant, ...]
    units: frozenset[str]
    #: Times that rows give it, and the latest at which it is said to have happened.
    times: tuple[EventTime, ...] = ()
    happened: EventTime | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it names nobody and nothing."""
        return not (self.document or self.subject or self.object or self.actors or self.places or self.units)


def of_claim(claim: Claim) -> Profile:
    """The participants of one mention."""
    return Profile(
        document=_document(claim.object, claim.subject),
        subject=_other_than_document(claim.subject),
        object=_other_than_document(claim.object),
        actors=_actors(claim.subject, claim.object, *claim.others),
        places=(claim.place,) if claim.place else (),
        units=frozenset(quantity.unit for quantity in claim.quantities),
        times=(when,) if (when := named_time(claim)) else (),
    )


def of_event(event: Event, rows: Iterable[LedgerRow]) -> Profile:
    """The participants of an event, with those that its own rows add where it was founded on a bare mention."""
    profile = founded(event)
    for row in rows:
        profile = with_mention(profile, row.claim)
    return profile


def founded(event: Event) -> Profile:
    """The participants that an event was founded on."""
    return Profile(
        document=_document(event.object, event.subject),
        subject=_other_than_document(event.subject),
        object=_other_than_document(event.object),
        actors=_actors(event.subject, event.object, *event.others),
        places=(),
        units=frozenset(),
    )


def with_mention(profile: Profile, claim: Claim) -> Profile:
    """An event's profile with what one more mention adds: the first actor that the text itself names stays, else the
    first that it names, else the first that was inherited; of documents the first with marks.
    """
    when = named_time(claim)
    units = frozenset(quantity.unit for quantity in claim.quantities)
    return Profile(
        document=_better(profile.document, _document(claim.object, claim.subject)),
        subject=_better(profile.subject, _other_than_document(claim.subject)),
        object=_better(profile.object, _other_than_document(claim.object)),
        actors=profile.actors,
        places=profile.places or ((claim.place,) if claim.place else ()),
        units=profile.units | units if units else profile.units,
        times=profile.times if when is None or when in profile.times[-_LAST_TIMES:] else (*profile.times, when),
        happened=when if when is not None and claim.status is Status.HAPPENED else profile.happened,
    )


def same_key(a: Participant, b: Participant) -> bool:
    """Whether two participants are one, spelling variants included."""
    if a.key == b.key:
        return True
    if a.kind in SPELLED and b.kind in SPELLED and fuzz.ratio(a.key, b.key) >= SAME_NAME:
        return True
    return {a.kind, b.kind} == NAMED and _last_name(a) == _last_name(b)


def _last_name(participant: Participant) -> str:
    """The last word of a name, as it is written; the whole text where that is no name."""
    last = participant.text.split()[-1] if participant.text else ""
    return last if last[:1].isupper() else participant.text


def _better(known: Participant | None, other: Participant | None) -> Participant | None:
    return other if _rank(other) > _rank(known) else known


def _rank(participant: Participant | None) -> int:
    if participant is None:
        return 0
    if participant.marks and participant.kind is ParticipantKind.DOCUMENT:
        return 4
    return 1 if participant.inherited else 3 if participant.kind in ACTORS else 2


def _document(*candidates: Participant | None) -> Participant | None:
    return next((each for each in candidates if each and each.kind is ParticipantKind.DOCUMENT), None)


def _other_than_document(participant: Participant | None) -> Participant | None:
    return None if participant is None or participant.kind is ParticipantKind.DOCUMENT else participant


def _actors(*participants: Participant | None) -> tuple[Participant, ...]:
    return tuple(each for each in participants if each is not None and each.kind in ACTORS)
