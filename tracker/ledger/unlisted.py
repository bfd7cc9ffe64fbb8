"""Events that no class of the lexicon lists: they are linked by families of words, kept, and hardly told."""

from datetime import date

from tracker.ledger.index import Index
from tracker.ledger.likeness import SAME, Said, likeness, same_kind
from tracker.ledger.times import publication_day
from tracker.model import Claim, ClassKind, Event, EventClass
from tracker.model.event import UNLISTED
from tracker.model.families import family

#: Longest id that is kept.
_MOST = 48
#: How many of an event's latest mentions a new one is compared with.
_COMPARED = 6


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
    """The event whose mentions are likest to a new one, published on that day; None where none is like enough."""
    mention = Said(claim=claim, published=published)
    best: tuple[float, int, Event] | None = None
    for event in index.of_family(claim.lemma):
        if event.is_listed:
            continue
        found = max(
            (
                likeness(Said(claim=row.claim, published=publication_day(row.published_at)), mention)
                for row in index.rows_of(event)[-_COMPARED:]
                if same_kind(row.claim, claim)
            ),
            default=-1.0,
        )
        if found >= SAME and (best is None or (found, index.latest(event)) > best[:2]):
            best = (found, index.latest(event), event)
    return best[2] if best is not None else None
