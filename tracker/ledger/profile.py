"""What is known of an event's participants: its own, completed by what its rows name, for comparing with a mention."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from tracker.model import Claim, Event, EventTime, LedgerRow, Participant, ParticipantKind, Status

#: Likeness of two keys of one kind from which they are spellings of one name (Araghchi, Aragchi).
SAME_NAME = 80.0
#: Kinds whose names tell actors apart.
ACTORS = frozenset({ParticipantKind.PERSON, ParticipantKind.BODY, ParticipantKind.STATE})
#: Kinds whose names are spelled in several ways; states and documents have one key each.
SPELLED = frozenset({ParticipantKind.PERSON, ParticipantKind.BODY, ParticipantKind.OTHER})


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
        return not (self.document or self.subject or self.object or self.places or self.units)


def of_claim(claim: Claim) -> Profile:
    """The participants of one mention."""
    return Profile(
        document=_document(claim.object, claim.subject),
        subject=_other_than_document(claim.subject),
        object=_other_than_document(claim.object),
        actors=_actors(claim.subject, claim.object, *claim.others),
        places=(claim.place,) if claim.place else (),
        units=frozenset(quantity.unit for quantity in claim.quantities),
        times=(claim.time,) if claim.time else (),
    )


def of_event(event: Event, rows: Sequence[LedgerRow]) -> Profile:
    """The participants of an event, with those that its own rows add where it was founded on a bare mention."""
    claims = [row.claim for row in rows]
    mentions = [of_claim(claim) for claim in claims]
    documents = [_document(event.object, event.subject), *(mention.document for mention in mentions)]
    marked = next((each for each in documents if each and each.marks), None)
    subjects = [_other_than_document(event.subject), *(mention.subject for mention in mentions)]
    objects = [_other_than_document(event.object), *(mention.object for mention in mentions)]
    done = [claim.time for claim in claims if claim.status is Status.HAPPENED and claim.time is not None]
    return Profile(
        document=marked or _first(documents),
        subject=_first(subjects),
        object=_first(objects),
        actors=_actors(event.subject, event.object, *event.others),
        places=next((mention.places for mention in mentions if mention.places), ()),
        units=frozenset().union(*(mention.units for mention in mentions)),
        times=tuple(claim.time for claim in claims if claim.time is not None),
        happened=done[-1] if done else None,
    )


def same_key(a: Participant, b: Participant) -> bool:
    """Whether two participants are one, spelling variants included."""
    if a.key == b.key:
        return True
    return a.kind in SPELLED and b.kind in SPELLED and fuzz.ratio(a.key, b.key) >= SAME_NAME


def _first(participants: Iterable[Participant | None]) -> Participant | None:
    """The first actor that the text itself names, else the first that it names, else the first that was inherited."""
    known = [each for each in participants if each is not None]
    named = [each for each in known if not each.inherited]
    return next((each for each in named if each.kind in ACTORS), next(iter(named or known), None))


def _document(*candidates: Participant | None) -> Participant | None:
    return next((each for each in candidates if each and each.kind is ParticipantKind.DOCUMENT), None)


def _other_than_document(participant: Participant | None) -> Participant | None:
    return None if participant is None or participant.kind is ParticipantKind.DOCUMENT else participant


def _actors(*participants: Participant | None) -> tuple[Participant, ...]:
    return tuple(each for each in participants if each is not None and each.kind in ACTORS)
