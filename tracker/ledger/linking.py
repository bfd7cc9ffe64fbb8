"""Which event a mention is about: predicate class x participants. A moved date is the news, never a mismatch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.ledger.index import Index
from tracker.ledger.profile import ACTORS, Profile, of_claim, same_key
from tracker.ledger.reasons import REASON, is_other_reason
from tracker.ledger.tallies import is_other_forecast
from tracker.ledger.times import EXACT, is_later, named_time, overlap, publication_day
from tracker.ledger.unlisted import alike
from tracker.model import (
    Claim,
    ClassKind,
    Event,
    EventClass,
    EventTime,
    LedgerRow,
    Participant,
    ParticipantKind,
    Status,
    Term,
)

#: Terms of the story of at least this weight may be parties of its own document.
PARTY_WEIGHT = 0.5
#: The class of a document that the text only calls "document".
ANY_DOCUMENT = "document"
#: A person may act for a state (Iran's president, Iran).
ACTS_FOR = {ParticipantKind.PERSON, ParticipantKind.STATE}
HOUSE_OF = {ParticipantKind.BODY, ParticipantKind.STATE}
#: What another day takes from the fit of a document without marks: more than a subject gives.
_OTHER_DAY = 1.0
#: Words that bring in an occasion of its own: "a meeting" is none that was told of.
_INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "several"})
#: Classes in which people meet: whoever else met, met elsewhere.
_GATHERINGS = frozenset({"meet", "talk", "visit", "call"})
#: A report of something over this long before the plan was announced is of an earlier event.
EARLIER = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The event that a mention is about, and by which rule."""

    event: Event
    rule: str


def link(claim: Claim, published: date, *, index: Index, event_class: EventClass, terms: Sequence[Term]) -> Link | None:
    """The event that fits a mention best, published on that day; None where it is about none of them."""
    if claim.event_class is None:
        found = alike(claim, published, index)
        return Link(event=found, rule="link.words") if found is not None else None
    mention = of_claim(claim)
    parties = frozenset(term.key for term in terms if term.weight >= PARTY_WEIGHT)
    fitting: list[tuple[float, bool, int, Event]] = []
    for event in () if mention.is_bare and is_new_occasion(claim) else index.of_class(claim.event_class):
        profile = index.profile(event)
        score = (
            _reason_fit(mention, profile, parties)
            if claim.event_class == REASON
            else _fact_fit(mention, profile, parties)
            if event_class.kind is ClassKind.FACT
            else _fit(mention, profile, event_class, parties)
        )
        rows = index.rows_of(event)
        if score is None or _is_other_time(claim, published, profile, rows) or is_other_forecast(claim, rows):
            continue
        score -= _OTHER_DAY if _is_done_on_another_day(claim, mention, profile) else 0.0
        fitting.append((score, event.of_story, index.latest(event), event))
    if not fitting:
        found = alike(claim, published, index)
        return Link(event=found, rule="link.words") if found is not None else None
    score, _, _, event = max(fitting, key=lambda each: each[:3])
    return Link(event=event, rule="link.inherited" if mention.is_bare else "link.arguments")


# --- events ----------------------------------------------------------------------------------------------------------
def _fit(mention: Profile, event: Profile, event_class: EventClass, parties: frozenset[str]) -> float | None:
    """How well participants fit; None where one names another event."""
    document = document_fit(mention.document, event.document, parties)
    if document is None and mention.document is not None and mention.document.inherited:
        # What context ties a bare document to gives way where the same people do the same on the same day.
        document = 0.0 if _is_same_deed(mention, event) else None
    fits = [
        document,
        _subject_fit(mention, event, event_class),
        _place_fit(mention, event) if event_class.by_place else 0.0,
        _object_fit(mention.object, event.object),
    ]
    if mention.document is None or event.document is None:
        fits.append(_actors_fit(mention, event, event_class))
    known = [fit for fit in fits if fit is not None]
    if len(known) < len(fits):
        return None
    same_time = any(overlap(a, b) for a in mention.times for b in event.times)
    return sum(known) + (0.25 if same_time else 0.0)


def document_fit(a: Participant | None, b: Participant | None, parties: frozenset[str]) -> float | None:
    """A bare document fits any of its class; a party or name that the event's document lacks makes another one."""
    if a is None or b is None:
        return 0.0
    if a.key != b.key and ANY_DOCUMENT not in (a.key, b.key):
        return None
    mine, known = set(a.marks), set(b.marks)
    if mine | known <= parties:
        # "The treaty with Iran" and "the treaty with Russia" name one party each of the story's own.
        return 0.5 + 0.5 * len(mine & known) / max(1, len(mine | known))
    if not mine or not known:
        # A bare document fits any; one with foreign parties rather less.
        return 0.0
    return 0.5 + 0.5 * len(mine) / len(known) if mine <= known else None


def _subject_fit(mention: Profile, event: Profile, event_class: EventClass) -> float | None:
    a, b = mention.subject, event.subject
    if a is None or b is None:
        return 0.0
    if same_key(a, b):
        return 1.0
    if not event_class.by_subject or a.inherited:
        return 0.0
    if not _both_actors(a, b) or {a.kind, b.kind} == ACTS_FOR or is_role_in_body(a, b):
        return 0.0
    # The state's parliament and the state do the same on one day; on another day it is another house.
    if {a.kind, b.kind} == HOUSE_OF and _is_same_day(mention, event):
        return 0.0
    return None


def is_role_in_body(a: Participant, b: Participant) -> bool:
    """Whether one is people by their office and the other a body: lawmakers and a parliament."""
    if {a.kind, b.kind} != {ParticipantKind.PERSON, ParticipantKind.BODY}:
        return False
    people = a if a.kind is ParticipantKind.PERSON else b
    word = people.text.split()[-1] if people.text else ""
    # An office is written small, or is another form of its key: Lawmakers, lawmaker.
    return word.islower() or not people.key.endswith(word.casefold())


def _is_same_deed(mention: Profile, event: Profile) -> bool:
    """Whether it has the day, and somebody who takes part, of what is known."""
    return _is_same_day(mention, event) and any(
        same_key(a, b) for a in mention.actors for b in event.actors if not a.inherited
    )


def _is_same_day(mention: Profile, event: Profile) -> bool:
    return any(
        overlap(a, b) for a in mention.times for b in event.times if a.precision in EXACT and b.precision in EXACT
    )


def _place_fit(mention: Profile, event: Profile) -> float | None:
    if not mention.places or not event.places:
        return 0.0
    return 1.0 if any(same_key(a, b) for a in mention.places for b in event.places) else None


def _object_fit(a: Participant | None, b: Participant | None) -> float | None:
    if a is None or b is None:
        return 0.0
    if same_key(a, b):
        return 1.0
    # Two states or two things are two objects; a person and a state meet in the check of all actors.
    return None if a.kind is b.kind is ParticipantKind.OTHER and not (a.inherited or b.inherited) else 0.0


def _actors_fit(mention: Profile, event: Profile, event_class: EventClass) -> float | None:
    """Persons are compared with persons, states with states: of two meetings one must hold the other's actors."""
    if event_class.by_subject:
        a, b = mention.object, event.object
        return None if a and b and _both_actors(a, b) and a.kind is b.kind and not same_key(a, b) else 0.0
    score = 0.0
    gathers = event_class.id in _GATHERINGS
    stranger = gathers and _is_thing(event.subject) and not _names_subject(event.subject, mention)
    if mention.actors and not event.actors and stranger:
        return None  # people meet; so did others, of whom only the name of their group is known
    if _is_body_against_people(mention.actors, event.actors):
        return None
    for kind in ACTORS:
        mine = [each for each in mention.actors if each.kind is kind and not each.inherited]
        known = [each for each in event.actors if each.kind is kind]
        if not mine or not known:
            continue
        small, large = sorted((mine, known), key=len)
        if not all(any(same_key(a, b) for b in large) for a in small):
            return None
        score += 1.0
    return score


def _is_body_against_people(mine: Sequence[Participant], known: Sequence[Participant]) -> bool:
    """Whether one meeting is of a body and the other of people: a session of parliament, a talk of two presidents."""
    sides = [{each.kind for each in side} for side in (mine, known)]
    body = [kinds == {ParticipantKind.BODY} for kinds in sides]
    return all(sides) and body[0] is not body[1] and not any(same_key(a, b) for a in mine for b in known)


def _is_thing(subject: Participant | None) -> bool:
    return subject is not None and subject.kind is ParticipantKind.OTHER and not subject.inherited


def _names_subject(subject: Participant | None, mention: Profile) -> bool:
    """Whether an event's subject is among those of a mention."""
    return subject is not None and any(same_key(subject, each) for each in mention.actors)


def is_new_occasion(claim: Claim) -> bool:
    """Whether an event noun is brought in as one not told of yet: a meeting, another round of talks."""
    before = claim.evidence.quote[: claim.trigger.start - claim.evidence.start].split()
    return claim.nominal and any(word.casefold() in _INDEFINITE for word in before[-2:])


def _both_actors(a: Participant, b: Participant) -> bool:
    return a.kind in ACTORS and b.kind in ACTORS


def _is_done_on_another_day(claim: Claim, mention: Profile, event: Profile) -> bool:
    """Whether a bare document is said to have been dealt with on another day than this event's: if there is a
    candidate that fits that day, the mention means that one.
    """
    bare = mention.document is not None and not mention.document.marks
    when, done = named_time(claim), event.happened
    told = bare and claim.status is Status.HAPPENED and event.document is not None
    return told and when is not None and done is not None and not overlap(when, done)


def _is_other_time(claim: Claim, published: date, event: Profile, rows: Sequence[LedgerRow]) -> bool:
    """Whether a repeatable event is told of another time: the next visit, the last one. No document is signed twice."""
    when = named_time(claim)
    if when is None or event.document is not None:
        return False
    if claim.status in (Status.PLANNED, Status.CONDITIONAL):
        return (
            event.happened is not None
            and is_later(when, event.happened)
            and when.last is not None
            and (when.last >= published)
        )
    if claim.status is not Status.HAPPENED or not rows or when.last is None:
        return False
    if event.happened is not None:
        return _are_apart(when, event.happened)
    told = min(publication_day(row.published_at) for row in rows)
    return when.last < told - EARLIER and not any(overlap(when, known) for known in event.times)


def _are_apart(a: EventTime, b: EventTime) -> bool:
    """Whether two named days are further apart than an outlet's slip: two rounds, two releases."""
    if a.precision not in EXACT or b.precision not in EXACT or a.last is None or b.last is None:
        return False
    return abs(a.last - b.last) > EARLIER


# --- facts -----------------------------------------------------------------------------------------------------------
def _fact_fit(mention: Profile, event: Profile, parties: frozenset[str]) -> float | None:
    """A fact is the same when it is of the same document or subject, and its figure is in the same unit."""
    score = document_fit(mention.document, event.document, parties)
    if score is None:
        return None
    of_whom = _holder_fit(mention.subject, event)
    if of_whom is None:
        return None
    score += of_whom
    if mention.units and event.units:
        return score + 1.0 if mention.units & event.units else None
    if mention.object and event.object:
        return score + 1.0 if same_key(mention.object, event.object) else None
    return score


def _reason_fit(mention: Profile, event: Profile, parties: frozenset[str]) -> float | None:
    """A reason is the same when it is of the same slip and says the same in whatever words."""
    score = document_fit(mention.document, event.document, parties)
    if score is None or _holder_fit(mention.subject, event) is None:
        return None
    if mention.object is None or event.object is None or is_other_reason(mention.object.text, event.object.text):
        return None
    return score + 1.0


def _holder_fit(subject: Participant | None, event: Profile) -> float | None:
    """How well a fact's subject fits. A count without a place is of its article's state, or of a place there."""
    other = event.subject
    if subject is None:
        return 0.0
    if other is None:
        # The contents of another thing than the document.
        return None if event.document is not None and not subject.inherited else 0.0
    if same_key(subject, other):
        return 0.5 if subject.inherited else 0.0
    two_states = subject.kind is other.kind is ParticipantKind.STATE
    return 0.0 if subject.inherited and not two_states else None
