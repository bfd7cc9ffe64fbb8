"""Which event is the next step of which: after a signing come ratifications, the law, the entry into force."""

from collections.abc import Mapping, Sequence

from tracker.ledger.fits import document_fit
from tracker.ledger.profile import of_event, same_key
from tracker.ledger.settling import ACTS
from tracker.model import Event, EventClass


def is_next_step(event: Event, events: Sequence[Event], classes: Mapping[str, EventClass]) -> bool:
    """Whether it is a life-cycle step that follows a watched event of the story, of the same document or actors."""
    return any(
        other.watched
        and other.of_story
        and other.event_class in classes
        and (
            (event.event_class in classes[other.event_class].next_steps and _is_alike(event, other))
            or (event.event_class in classes[other.event_class].next_acts and _is_act_about(event, other))
        )
        for other in events
    )


def _is_act_about(event: Event, other: Event) -> bool:
    """Whether it is of an act (the law that ratifies the treaty) about the other's document: one of its parties."""
    mine, theirs = of_event(event, ()).document, of_event(other, ()).document
    if mine is None or theirs is None or mine.key not in ACTS or theirs.key in ACTS:
        return False
    return not set(mine.marks).isdisjoint(theirs.marks)


def _is_alike(event: Event, other: Event) -> bool:
    mine, theirs = of_event(event, ()), of_event(other, ())
    if mine.document is None and theirs.document is None:
        return any(same_key(a, b) for a in mine.actors for b in theirs.actors)
    return document_fit(mine.document, theirs.document, frozenset()) is not None
