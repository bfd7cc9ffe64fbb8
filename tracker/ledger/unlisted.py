"""Events that no class of the lexicon lists: they are linked by families of words, kept, and hardly told."""

from datetime import date

from tracker.ledger.index import Index
from tracker.ledger.likeness import Said, likest
from tracker.ledger.times import publication_day
from tracker.model import Claim, ClassKind, Event, EventClass
from tracker.model.event import UNLISTED
from tracker.model.families import family

#: Longest id that is kept.
_MOST = 48
#: How many of an event's latest mentions a new one is compared with.
COMPARED = 6


def class_of_word(claim: Claim) -> EventClass:
    """The class that a mention without one founds its event in: the family of its word."""
    return EventClass(
        id=f"{UNLISTED}{family(claim.lemma)}"[:_MOST],
        kind=ClassKind.EVENT,
        noun=claim.lemma,
        next_steps=(),
        opposites=(),
        by_subject=True,
        by_place=False,
    )


def alike(claim: Claim, published: date, index: Index) -> Event | None:
    """The unlisted event whose mentions are likest to a new one, published on that day; None where none is."""
    events = [event for event in index.of_family(claim.lemma) if not event.is_listed]
    groups = [
        [Said(claim=row.claim, published=publication_day(row.published_at)) for row in index.rows_of(event)[-COMPARED:]]
        for event in events
    ]
    at = likest(Said(claim=claim, published=published), groups)
    return None if at is None else events[at]
