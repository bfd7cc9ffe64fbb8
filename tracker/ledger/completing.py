"""What an event is called, once more is known of it than the mention that founded it said.

"A verdict is expected on March 7" founds an event of nobody; whose it is, a later page tells. Who takes part already
stays: only what nothing was known of is filled in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.ledger.naming import Names, Parts, parts_of
from tracker.ledger.naming_words import NO_NAMES
from tracker.ledger.profile import ACTORS, same_key
from tracker.ledger.titles import OCCASION, event_title
from tracker.model import (
    SCHEDULE_ITEM,
    Claim,
    ClassKind,
    Event,
    EventClass,
    LedgerRow,
    Participant,
    ParticipantKind,
    Status,
)

_TELLING = ACTORS | {ParticipantKind.DOCUMENT}


#: How many of an event's first mentions can name it: then its title stays.
NAMING = 6
#: Mentions that no title comes from.
_SAYS_LITTLE = frozenset({Status.UNKNOWN, Status.COUNTERFACTUAL})


def titled(event: Event, rows: Sequence[LedgerRow], event_class: EventClass, names: Names) -> Event:
    """The event called by the mention that names most of it, of its first ones; the earliest of several."""
    if len(rows) > NAMING or event_class.id in (SCHEDULE_ITEM, OCCASION):
        return event
    fitting = [row.claim for row in rows if _can_name(row.claim, event)]
    if not fitting:
        return event
    best = max(fitting, key=lambda claim: _says(parts_of(claim, event_class.noun, names)))
    title = event_title(best, event_class, of_story=event.of_story, names=names)
    return event if title == event.title else replace(event, title=title)


def _says(parts: Parts) -> tuple[int, int]:
    """How many roles a mention names, and how many of them by a name: "the State Duma" says more than "the house"."""
    told = (parts.agent, parts.patient, parts.place, *parts.others)
    return parts.filled, sum(any(word[:1].isupper() for word in each.split()) for each in told if each is not None)


def _can_name(claim: Claim, event: Event) -> bool:
    """Whether a mention is of the event's own class, and names all whom the event was founded on and nobody else."""
    if claim.event_class not in (event.event_class, None) or claim.status in _SAYS_LITTLE:
        return False
    pairs = ((event.subject, claim.subject), (event.object, claim.object))
    return all(a is None or (b is not None and a.key == b.key) or _is_vague(a) for a, b in pairs)


def _is_vague(participant: Participant) -> bool:
    return participant.text.casefold() in NO_NAMES


def names_in(claims: Iterable[Claim], events: Iterable[Event]) -> dict[str, str]:
    """How people, bodies and things that take part are written, by their keys: a name, else the longest writing."""
    found: dict[str, str] = {}
    told: list[Claim | Event] = [*events, *claims]
    for participant in (each for one in told for each in (one.subject, one.object, *one.others) if each is not None):
        known = found.get(participant.key, "")
        text = participant.text
        if not participant.inherited and _weight(text) > _weight(known):
            found[participant.key] = text
    return found


def _weight(text: str) -> tuple[bool, int]:
    return text != text.lower(), len(text)


def completed(event: Event, claim: Claim, event_class: EventClass, names: Names | None = None) -> Event:
    """The event with who takes part by a mention that is about it; as it is, where it names somebody already."""
    known = [each for each in (event.subject, event.object, *event.others) if each is not None]
    if claim.event_class != event.event_class or event.kind is ClassKind.FACT:
        return event
    if known and not (not event_class.by_subject and _names_one_more(known, claim)):
        return event
    subject, object_ = _telling(claim.subject), _telling(claim.object)
    if subject is None and object_ is None:
        return event
    others = tuple(each for each in claim.others if _telling(each) is not None)
    named = replace(claim, subject=subject, object=object_, others=others)
    title = event_title(named, event_class, of_story=event.of_story, names=names)
    return replace(event, subject=subject, object=object_, others=others, title=title)


def _telling(participant: Participant | None) -> Participant | None:
    """A participant that tells whose event it is: named, and a person, body, state or document."""
    if participant is None or participant.kind not in _TELLING or participant.inherited:
        return None
    return participant


def _names_one_more(known: list[Participant], claim: Claim) -> bool:
    """Whether only one who meets was known, and a mention names that one and who else: a meeting with Orsk; of both."""
    told = [each for each in (claim.subject, claim.object, *claim.others) if _telling(each) is not None]
    actors = [each for each in told if each is not None and each.kind in ACTORS]
    return len(known) == 1 and len(actors) > 1 and any(same_key(known[0], each) for each in actors)
