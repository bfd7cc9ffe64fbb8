"""What an event is called, once more is known of it than the mention that founded it said.

"A verdict is expected on March 7" founds an event of nobody; whose it is, a later page tells. Who takes part already
stays: only what nothing was known of is filled in.
"""

from dataclasses import replace

from tracker.ledger.profile import ACTORS, same_key
from tracker.ledger.titles import event_title
from tracker.model import Claim, ClassKind, Event, EventClass, Participant, ParticipantKind

_TELLING = ACTORS | {ParticipantKind.DOCUMENT}


def completed(event: Event, claim: Claim, event_class: EventClass) -> Event:
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
    title = event_title(named, event_class, of_story=event.of_story)
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
