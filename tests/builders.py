"""Values for tests that read like the story they tell: `make_version("Putin signed it.", on="2025-01-17")`.

Days are ISO days at noon UTC, or ISO moments. Every builder gives a complete value; name only what the test is about.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from tracker.model import (
    Article,
    Attribution,
    Bound,
    Claim,
    ClassKind,
    Event,
    EventClass,
    EventTime,
    EvidenceSpan,
    LedgerRow,
    Participant,
    ParticipantKind,
    Precision,
    Quantity,
    QuantityBound,
    SourceReading,
    SpeechMode,
    Standing,
    Status,
    Stored,
    Story,
    StoryBook,
    Strength,
    Term,
    Version,
)

NOON = "T12:00:00"


def moment(day: str) -> datetime:
    """An aware UTC datetime of "2025-01-17" (noon) or "2025-01-17T09:30"."""
    parsed = datetime.fromisoformat(day if "T" in day else day + NOON)
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


# --- articles --------------------------------------------------------------------------------------------------------
def make_article(
    text: str = "Nothing happened.",
    *,
    title: str = "News",
    url: str = "https://courier.example/news/1",
    published_at: datetime | None = None,
    language: str = "en",
) -> Article:
    """An article whose paragraphs are the lines of `text`."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return Article(
        url=url,
        title=title,
        byline=None,
        published_at=published_at,
        modified_at=None,
        language=language,
        text=text,
        paragraphs=tuple(paragraphs),
        extractor="test/1",
    )


def make_version(
    text: str = "Nothing happened.",
    *,
    id: int = 1,
    article_id: int | None = None,
    number: int = 1,
    outlet: str = "Caspian Courier",
    on: str = "2025-01-15",
    seen: str | None = None,
    title: str = "News",
    url: str | None = None,
    language: str = "en",
    baseline: bool = False,
    story_id: int = 1,
    source_id: int = 1,
) -> Version:
    """A confirmed version, published on a day and seen then (or on the day `seen`)."""
    article_id = article_id if article_id is not None else id
    published_at = moment(on)
    address = url or f"https://{outlet.lower().replace(' ', '-')}.example/news/{article_id}"
    return Version(
        id=id,
        article_id=article_id,
        story_id=story_id,
        source_id=source_id,
        number=number,
        article=make_article(text, title=title, url=address, published_at=published_at, language=language),
        outlet=outlet,
        seen_at=moment(seen) if seen else published_at,
        published_at=published_at,
        snapshot_sha256=None,
        text_sha256=hashlib.sha256(f"{title}\n{text}".encode()).hexdigest(),
        standing=Standing.CONFIRMED,
        baseline=baseline,
    )


# --- claims ----------------------------------------------------------------------------------------------------------
def state(name: str) -> Participant:
    """A state: state("Russia")."""
    return Participant(text=name, key=name.lower(), kind=ParticipantKind.STATE)


def person(name: str) -> Participant:
    """A person, keyed by the last name: person("Masoud Pezeshkian")."""
    return Participant(text=name, key=name.rsplit(maxsplit=1)[-1].lower(), kind=ParticipantKind.PERSON)


def body(name: str) -> Participant:
    """A parliament, ministry, company or court: body("State Duma")."""
    return Participant(text=name, key=name.lower(), kind=ParticipantKind.BODY)


def place(name: str) -> Participant:
    """A place: place("Minsk")."""
    return Participant(text=name, key=name.lower(), kind=ParticipantKind.PLACE)


def document(name: str = "treaty", *marks: str, inherited: bool = False) -> Participant:
    """A document with what tells it apart: document("treaty", "iran", "russia")."""
    return Participant(
        text=f"the {name}",
        key=name,
        kind=ParticipantKind.DOCUMENT,
        marks=tuple(sorted(marks)),
        inherited=inherited,
    )


TREATY = document("treaty", "iran", "russia")


def on_day(
    day: str,
    *,
    to: str | None = None,
    precision: Precision | None = None,
    bound: Bound = Bound.AT,
    zone: str | None = None,
) -> EventTime:
    """A day, a month ("2025-10"), a year ("2025") or a range of days: on_day("2025-01-17")."""
    first, last, found = _interval(day)
    if to is not None:
        last, found = date.fromisoformat(to), Precision.RANGE
    return EventTime(
        first=None if bound is Bound.NOT_AFTER else first,
        last=None if bound is Bound.NOT_BEFORE else last,
        precision=precision or found,
        bound=bound,
        zone=zone,
        text=day,
        rule="date.test",
    )


def _interval(day: str) -> tuple[date, date, Precision]:
    match len(day):
        case 4:
            return date(int(day), 1, 1), date(int(day), 12, 31), Precision.YEAR
        case 7:
            first = date.fromisoformat(day + "-01")
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), Precision.MONTH
        case _:
            only = date.fromisoformat(day)
            return only, only, Precision.DAY


def make_span(version: Version, quote: str) -> EvidenceSpan:
    """The first place of the quote in the version's text, which must hold it."""
    start = version.article.text.index(quote)
    return EvidenceSpan(version_id=version.id, start=start, end=start + len(quote), quote=quote)


def make_quantity(version: Version, value: float, unit: str, *, scope: str = "", high: float | None = None) -> Quantity:
    """A figure with the whole text as its evidence: make_quantity(version, 47, "article")."""
    return Quantity(
        low=value,
        high=value if high is None else high,
        unit=unit,
        scope=scope,
        bound=QuantityBound.EXACT,
        forecast=False,
        evidence=make_span(version, version.article.text),
        rule="quantity.test",
    )


def make_claim(
    version: Version,
    event_class: str | None = "sign",
    status: Status = Status.PLANNED,
    *,
    subject: Participant | None = None,
    object: Participant | None = None,
    others: Sequence[Participant] = (),
    place: Participant | None = None,
    time: EventTime | None = None,
    time_before: EventTime | None = None,
    strength: Strength = Strength.FIRM,
    speaker: Participant | None = None,
    carrier: str | None = None,
    anonymous: bool = False,
    quantities: Sequence[Quantity] = (),
    reason: str | None = None,
    condition: str | None = None,
    background: bool = False,
    nominal: bool = False,
    quote: str | None = None,
    ordinal: int = 1,
) -> Claim:
    """A claim of a version; its evidence is the quote, else the whole text."""
    evidence = make_span(version, quote or version.article.text)
    trigger = make_span(version, evidence.quote.split()[0])
    mode = SpeechMode.NARRATED if speaker is None else SpeechMode.INDIRECT
    return Claim(
        key=f"{version.id}:{ordinal}",
        version_id=version.id,
        lemma=(event_class or "say").replace("_", " "),
        event_class=event_class,
        nominal=nominal,
        subject=subject,
        object=object,
        others=tuple(others),
        place=place,
        status=status,
        status_rule="status.test",
        cue=None,
        strength=strength,
        attribution=Attribution(
            speaker=speaker, carrier=carrier, mode=mode, anonymous=anonymous, rule="attribution.test"
        ),
        time=time,
        time_before=time_before,
        quantities=tuple(quantities),
        condition=condition,
        reason=reason,
        background=background,
        paragraph=0,
        trigger=trigger,
        evidence=evidence,
        confidence=0.9,
    )


# --- the ledger ------------------------------------------------------------------------------------------------------
def make_class(
    id: str,
    *,
    kind: ClassKind = ClassKind.EVENT,
    noun: str | None = None,
    next_steps: Sequence[str] = (),
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
        opposites=tuple(opposites),
        by_subject=by_subject,
        by_place=by_place,
    )


#: The life of a treaty, a visit, and what a treaty holds.
CLASSES = {
    each.id: each
    for each in (
        make_class("sign", noun="signing", next_steps=("ratify", "enter_into_force")),
        make_class("ratify", noun="ratification", next_steps=("enter_into_force",), by_subject=True),
        make_class("enter_into_force", noun="entry into force"),
        make_class("visit", by_place=True),
        make_class("meet", noun="meeting"),
        make_class("launch"),
        make_class("approve", noun="approval", opposites=("reject",), by_subject=True),
        make_class("reject", noun="rejection", opposites=("approve",), by_subject=True),
        make_class("contain", kind=ClassKind.FACT, noun="contents"),
        make_class("last", kind=ClassKind.FACT, noun="duration"),
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
