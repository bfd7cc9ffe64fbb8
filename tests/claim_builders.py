"""Values of articles and claims for tests that read like the story they tell; `tests.builders` gives them all.

Days are ISO days at noon UTC, or ISO moments.
"""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.model import (
    Article,
    Attribution,
    Bound,
    Claim,
    EventTime,
    EvidenceSpan,
    Participant,
    ParticipantKind,
    Precision,
    Quantity,
    QuantityBound,
    SpeechMode,
    Standing,
    Status,
    Strength,
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


def make_span(version: Version, quote: str, *, after: int = 0) -> EvidenceSpan:
    """The first place of the quote in the version's text from that offset on; the text must hold it."""
    start = version.article.text.index(quote, after)
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


def _attribution(speaker: Participant | None) -> Attribution:
    mode = SpeechMode.NARRATED if speaker is None else SpeechMode.INDIRECT
    return Attribution(speaker=speaker, carrier=None, mode=mode, anonymous=False, rule="attribution.test")


def make_claim(
    version: Version,
    event_class: str | None = "sign",
    status: Status = Status.PLANNED,
    *,
    speaker: Participant | None = None,
    quote: str | None = None,
    ordinal: int = 1,
    **said: Any,
) -> Claim:
    """A claim of a version; its evidence is the quote, else the whole text. `said` is any further field of Claim."""
    evidence = make_span(version, quote or version.article.text)
    trigger = evidence.quote.split()[0]
    bare = Claim(
        key=f"{version.id}:{ordinal}",
        version_id=version.id,
        lemma=(event_class or "say").replace("_", " "),
        event_class=event_class,
        nominal=False,
        subject=None,
        object=None,
        others=(),
        place=None,
        status=status,
        status_rule="status.test",
        cue=None,
        strength=Strength.FIRM,
        attribution=_attribution(speaker),
        time=None,
        time_before=None,
        quantities=(),
        condition=None,
        reason=None,
        background=False,
        paragraph=0,
        trigger=make_span(version, trigger, after=evidence.start),
        evidence=evidence,
        confidence=0.9,
    )
    return replace(bare, **said)
