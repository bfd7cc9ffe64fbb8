"""Values for tests that read like the story they tell: `make_version("Putin signed it.", on="2025-01-17")`.

Days are ISO days at noon UTC, or ISO moments. Every builder gives a complete value; name only what the test is about.
"""

from collections.abc import Sequence
from datetime import timedelta

from tests.claim_builders import (
    TREATY,
    body,
    document,
    make_article,
    make_claim,
    make_quantity,
    make_span,
    make_version,
    moment,
    on_day,
    person,
    place,
    state,
)
from tracker.model import (
    Claim,
    ClassKind,
    Event,
    EventClass,
    LedgerRow,
    Participant,
    SourceReading,
    Stored,
    Story,
    StoryBook,
    Term,
    Version,
)

__all__ = [
    "CLASSES",
    "TREATY",
    "body",
    "document",
    "make_article",
    "make_book",
    "make_claim",
    "make_class",
    "make_event",
    "make_quantity",
    "make_reading",
    "make_row",
    "make_span",
    "make_story",
    "make_version",
    "moment",
    "on_day",
    "person",
    "place",
    "state",
]


# --- the ledger ------------------------------------------------------------------------------------------------------
def make_class(
    id: str,
    *,
    kind: ClassKind = ClassKind.EVENT,
    noun: str | None = None,
    next_steps: Sequence[str] = (),
    next_acts: Sequence[str] = (),
    opposites: Sequence[str] = (),
    by_subject: bool = False,
    by_place: bool = False,
) -> EventClass:
    """A class of events: make_class("ratify", by_subject=True)."""
    return EventClass(
        id=id,
        kind=kind,
        noun=noun or id.replace("_", " "),
        next_steps=tuple(next_steps),
        next_acts=tuple(next_acts),
        opposites=tuple(opposites),
        by_subject=by_subject,
        by_place=by_place,
    )


#: The life of a treaty, a visit, and what a treaty holds.
CLASSES = {
    each.id: each
    for each in (
        make_class("sign", noun="signing", next_steps=("ratify", "enter_into_force")),
        make_class(
            "ratify", noun="ratification", next_steps=("enter_into_force",), next_acts=("sign",), by_subject=True
        ),
        make_class("enter_into_force", noun="entry into force"),
        make_class("visit", by_place=True),
        make_class("meet", noun="meeting"),
        make_class("launch"),
        make_class("vote", by_subject=True),
        make_class("approve", noun="approval", opposites=("reject",), by_subject=True),
        make_class("reject", noun="rejection", opposites=("approve",), by_subject=True),
        make_class("contain", kind=ClassKind.FACT, noun="contents"),
        make_class("last", kind=ClassKind.FACT, noun="duration"),
        make_class("reason", kind=ClassKind.FACT, noun="reason"),
        make_class("ballot", kind=ClassKind.FACT, noun="votes", by_subject=True),
        make_class("alliance", kind=ClassKind.FACT, noun="military alliance"),
    )
}


def make_event(
    event_class: str = "sign",
    *,
    key: str | None = None,
    subject: Participant | None = None,
    object: Participant | None = None,
    others: Sequence[Participant] = (),
    watched: bool = True,
    of_story: bool = True,
    muted: bool = False,
) -> Event:
    """An event of story 1; its kind is the class's."""
    known = CLASSES.get(event_class)
    return Event(
        key=key or event_class,
        story_id=1,
        event_class=event_class,
        kind=known.kind if known else ClassKind.EVENT,
        subject=subject,
        object=object,
        others=tuple(others),
        title=known.noun if known else event_class,
        watched=watched,
        of_story=of_story,
        muted=muted,
    )


def make_row(
    version: Version,
    claim: Claim,
    *,
    event_key: str = "sign",
    copy_of: int | None = None,
    standing: bool = True,
    generation: int = 1,
) -> LedgerRow:
    """The row that a claim of a version makes."""
    return LedgerRow(
        event_key=event_key,
        claim=claim,
        article_id=version.article_id,
        outlet=version.outlet,
        published_at=version.published_at,
        observed_at=version.seen_at,
        copy_of=copy_of,
        link_rule="link.test",
        generation=generation,
        standing=standing,
    )


def make_reading(
    source_id: int = 1, *, outlet: str = "Caspian Courier", read: str | None = None, excluded: str = ""
) -> SourceReading:
    """How far a source was read: make_reading(2, read="2025-01-20")."""
    return SourceReading(
        source_id=source_id,
        outlet=outlet,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/",
        read_at=moment(read) if read else None,
        excluded=excluded,
    )


def make_story(*terms: str, title: str = "Iran-Russia treaty") -> Story:
    """Story 1, with its names: make_story("iran", "russia")."""
    return Story(
        id=1,
        slug="iran-russia",
        title=title,
        language="en",
        created_at=moment("2025-01-15"),
        tell_within=timedelta(hours=1),
        baseline_at=moment("2025-01-01"),
        terms=tuple(Term(key=key, weight=1.0) for key in terms),
    )


def make_book(
    *,
    story: Story | None = None,
    events: Sequence[Event] = (),
    rows: Sequence[LedgerRow] = (),
    readings: Sequence[SourceReading] = (),
    change_keys: Sequence[str] = (),
) -> StoryBook:
    """A story's book; events are numbered from 1."""
    return StoryBook(
        story=story or make_story("iran", "russia", "pezeshkian", "putin"),
        events=tuple(Stored(id=number, value=event) for number, event in enumerate(events, 1)),
        rows=tuple(rows),
        readings=tuple(readings),
        change_keys=frozenset(change_keys),
    )
