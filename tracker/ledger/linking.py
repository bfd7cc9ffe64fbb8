"""Which event a mention is about: predicate class x participants. A moved date is the news, never a mismatch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.ledger.elsewhere import is_elsewhere
from tracker.ledger.fits import event_fit, fact_fit, reason_fit
from tracker.ledger.index import Index
from tracker.ledger.measured import has_measure, is_other_occasion, measure_fit
from tracker.ledger.profile import ACTORS, Profile, of_claim, same_key
from tracker.ledger.reasons import REASON
from tracker.ledger.tallies import is_other_forecast
from tracker.ledger.things import is_ordered_apart, place_in_order, thing_fit
from tracker.ledger.times import EXACT, is_later, named_time, overlap, publication_day
from tracker.ledger.unlisted import alike
from tracker.model import (
    Claim,
    ClassKind,
    Event,
    EventClass,
    EventTime,
    LedgerRow,
    ParticipantKind,
    Status,
    Term,
)

#: Terms of the story of at least this weight may be parties of its own document.
PARTY_WEIGHT = 0.5
#: What another day takes from the fit of a document without marks: more than a subject gives.
_OTHER_DAY = 1.0
#: Words that bring in an occasion of its own: "a meeting" is none that was told of, if it names nobody.
_INDEFINITE = frozenset({"a", "an", "any", "some", "several"})
#: Words that say that it is another one, whoever is known to take part: no earlier convictions.
_OTHERS = frozenset({"another", "no", "earlier", "previous", "prior", "past"})
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
    apart = is_elsewhere(claim)
    for event in () if _is_of_another(claim, mention, event_class) else index.of_class(claim.event_class):
        if apart and not _is_elsewhere_too(index.rows_of(event)):
            continue  # what is told of the next province is no news of ours
        profile = index.profile(event)
        score = (
            measure_fit(mention, profile)
            if has_measure(claim)
            else reason_fit(mention, profile, parties)
            if claim.event_class == REASON
            else fact_fit(mention, profile, parties)
            if event_class.kind is ClassKind.FACT
            else event_fit(mention, profile, event_class, parties)
        )
        rows = index.rows_of(event)
        if score is None or _is_other_time(claim, published, profile, rows) or is_other_forecast(claim, rows):
            continue
        if _is_next_in_order(claim, mention, profile, rows) or _is_newcomer(claim, mention, profile):
            continue
        if is_other_occasion(claim, published, rows):
            continue
        score -= _OTHER_DAY if _is_done_on_another_day(claim, mention, profile) else 0.0
        fitting.append((score, event.of_story, index.latest(event), event))
    if not fitting and has_measure(claim):
        return None
    if not fitting:
        found = _by_word(claim, published, mention, index) if not apart else None
        if found is not None:
            return Link(event=found, rule="link.word")
        found = alike(claim, published, index)
        return Link(event=found, rule="link.words") if found is not None else None
    score, _, _, event = max(fitting, key=lambda each: each[:3])
    return Link(event=event, rule="link.inherited" if mention.is_bare else "link.arguments")


def _is_of_another(claim: Claim, mention: Profile, event_class: EventClass) -> bool:
    """Whether a mention that names nobody itself brings in an occasion of its own."""
    if mention.is_bare:
        return is_new_occasion(claim)
    named = any(not each.inherited for each in (claim.subject, claim.object) if each is not None)
    return event_class.kind is not ClassKind.FACT and not named and bool(_words_before(claim) & _OTHERS)


def is_new_occasion(claim: Claim) -> bool:
    """Whether an event noun is brought in as one not told of yet: a meeting, another round of talks."""
    return bool(_words_before(claim) & (_INDEFINITE | _OTHERS))


def _words_before(claim: Claim) -> frozenset[str]:
    """The two words before an event noun; none before a verb."""
    before = claim.evidence.quote[: claim.trigger.start - claim.evidence.start].split() if claim.nominal else []
    return frozenset(word.casefold() for word in before[-2:])


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


def _by_word(claim: Claim, published: date, mention: Profile, index: Index) -> Event | None:
    """The event of another class that the same word was used of, with the same actor: to withdraw from a town, and the
    withdrawal of the troops. None where another day, thing or actor is named.
    """
    if mention.subject is None or mention.subject.kind not in ACTORS:
        return None
    events = [
        event
        for event in index.of_family(claim.lemma)
        if event.is_listed
        and event.kind is ClassKind.EVENT
        and event.event_class != claim.event_class
        and _is_same_by_word(claim, published, mention, index.profile(event), index.rows_of(event))
    ]
    return max(events, key=index.latest, default=None)


def _is_same_by_word(
    claim: Claim, published: date, mention: Profile, event: Profile, rows: Sequence[LedgerRow]
) -> bool:
    same = mention.subject is not None and event.subject is not None and same_key(mention.subject, event.subject)
    if not same or (mention.object is None) is not (event.object is None) or mention.document or event.document:
        return False
    if mention.object is not None and event.object is not None and not same_key(mention.object, event.object):
        return False
    return not _is_other_time(claim, published, event, rows)


#: What brings in somebody who was not told of: a fresh team, another crew.
_NEWCOMER = re.compile(r"\b(?:an?|another)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_newcomer(claim: Claim, mention: Profile, event: Profile) -> bool:
    """Whether a plan for another day is of somebody or something that its sentence brings in: that moves no plan."""
    who = claim.subject if claim.subject is not None and not claim.nominal else None
    if who is None or who.kind is not ParticipantKind.OTHER or claim.status is not Status.PLANNED or not event.times:
        return False
    at = claim.evidence.quote.find(who.text)
    if at < 0 or _NEWCOMER.search(claim.evidence.quote, 0, at) is None:
        return False
    when = named_time(claim)
    known = [each for each in (event.subject, event.object) if each is not None]
    return (
        when is not None
        and not any(overlap(when, each) for each in event.times)
        and not any(same_key(who, each) or thing_fit(who, each) for each in known)
    )


def _is_elsewhere_too(rows: Sequence[LedgerRow]) -> bool:
    """Whether an event was told of as one of another place or affair from the first."""
    return bool(rows) and is_elsewhere(rows[0].claim)


def _is_next_in_order(claim: Claim, mention: Profile, event: Profile, rows: Sequence[LedgerRow]) -> bool:
    """Whether the second group is told of, where what is known of is done and has no place in an order, or another."""
    things = [each for each in (mention.object, mention.subject) if each is not None]
    known = [each for each in (event.object, event.subject) if each is not None]
    if any(is_ordered_apart(a, b) for a in things for b in known):
        return True
    is_placed = any(place_in_order(each) is not None for each in things)
    is_done = any(row.claim.status is Status.HAPPENED for row in rows)
    if not is_placed or not is_done or any(place_in_order(each) is not None for each in known):
        return False
    same_day = claim.time is not None and event.happened is not None and overlap(claim.time, event.happened)
    return claim.status is not Status.HAPPENED or not same_day
