"""Which pending event a mention of another class settles: a vote by approving or rejecting, a verdict by convicting.

The lexicon says which classes settle or end which (`settled_by`, `ended_by`); here it is told which event is meant.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tracker.ledger.fits import HOUSE_OF, document_fit, is_role_in_body
from tracker.ledger.index import Index
from tracker.ledger.linking import Link
from tracker.ledger.profile import ACTORS, Profile, of_claim, same_key
from tracker.ledger.rows import STILL_ON
from tracker.ledger.times import EXACT, publication_day
from tracker.ledger.titles import OCCASION
from tracker.model import Bound, Claim, ClassKind, Event, EventClass, LedgerRow, Participant, ParticipantKind, Status

SETTLES = "link.settles"
OTHERWISE = "link.otherwise"
#: Documents by which a state makes another one law.
ACTS = frozenset({"law", "bill"})
_SAME_DAY = timedelta(days=1)
#: Rows of this rule end their event, whatever the claim's own status: the regulator *blocked* the takeover.
ENDS = "link.ends"
#: Classes of what is to be done with a document: where that is called off, put off or put on hold, so are these.
_ABOUT_DOCUMENTS = frozenset({"sign", "agree", "ratify", "approve"})
#: Status rules of claims that name a thing and speak of its next event.
STANDING_IN = frozenset(
    {"slip.moved", "slip.earlier", "slip.wait", "slip.earliest", "slip.day_named", "slip.targeted", "slip.listed",
     "slip.chance", "status.not_until", "status.no_earlier", "nominal.postponed"}
)  # fmt: skip
#: Statuses by which a mention can settle or move an event of a class that is only related.
_MOVES = frozenset({Status.HAPPENED, Status.POSTPONED, Status.CANCELLED, Status.SUSPENDED})
_COMING = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSTPONED, Status.SUSPENDED})
#: How far from the announced day a report may be that names nobody of the plan.
_NEAR = timedelta(days=3)
_AFTER_A_FLOOR = timedelta(days=30)


def settled(
    claim: Claim, published: date, *, index: Index, classes: Mapping[str, EventClass], least: float = 0.0
) -> Link | None:
    """The pending event of a related class that a mention settles, moves or ends, if it fits better than `least`; None
    if there is none.
    """
    mention = of_claim(claim)
    moves = claim.status in _MOVES or (claim.status is Status.PLANNED and mention.is_bare)
    moves |= claim.status_rule in STILL_ON or stands_in(claim)
    if not moves or claim.background or claim.event_class is None:
        return None
    fitting = [
        (rule == SETTLES, fit, Link(event=event, rule=rule))
        for event_class in classes.values()
        if (rule := _rule(claim, event_class))
        for event in index.of_class(event_class.id)
        if (fit := _fit(claim, mention, published, event=event, index=index)) and fit > least
    ]
    return max(fitting, key=lambda each: each[:2], default=(False, 0.0, None))[2]


def shares(claim: Claim, event: Event, index: Index) -> bool:
    """Whether a mention names somebody or something that takes part in an event."""
    known = _named(index.profile(event))
    return any(same_key(a, b) for a in _named(of_claim(claim)) for b in known)


def told_otherwise(claim: Claim, published: date, *, index: Index, classes: Mapping[str, EventClass]) -> Link | None:
    """The event that a mention tells of in another word: a chamber that voted, approved and ratified did so once, on
    one day. None if there is none.
    """
    known = classes.get(claim.event_class or "")
    mention = of_claim(claim)
    if known is None or claim.status is not Status.HAPPENED or mention.subject is None:
        return None
    if claim.quantities:
        return None  # how many voted is told of the vote
    if not known.settled_by and not any(known.id in each.settled_by for each in classes.values()):
        return None
    related = [
        each for each in classes.values() if known.id in (each.id, *each.settled_by) or each.id in known.settled_by
    ]
    fitting = [
        event
        for event_class in related
        for event in index.of_class(event_class.id)
        if _is_same_deed(claim, published, mention, event=event, index=index)
    ]
    latest = max(fitting, key=index.latest, default=None)
    return Link(event=latest, rule=OTHERWISE) if latest is not None else None


def _is_same_deed(claim: Claim, published: date, mention: Profile, *, event: Event, index: Index) -> bool:
    done = [row for row in index.rows_of(event) if row.claim.status is Status.HAPPENED]
    subjects = [row.claim.subject for row in done if row.claim.subject is not None]
    if mention.subject is None or not any(_can_be_one(mention.subject, each) for each in subjects):
        return False
    day = _day(claim, published)
    if not any(abs(_day(row.claim, _told_on(row)) - day) <= _SAME_DAY for row in done):
        return False
    mine, theirs = mention.document, index.profile(event).document
    if mine is not None and theirs is not None and (mine.key in ACTS) is not (theirs.key in ACTS):
        return True  # the bill by which a chamber ratifies a treaty
    return document_fit(mine, theirs, frozenset()) is not None


def _can_be_one(a: Participant, b: Participant) -> bool:
    """Whether two subjects can be one: its names, a state and its parliament, a chamber and "deputies"."""
    kinds = {a.kind, b.kind}
    return (
        same_key(a, b)
        or kinds == HOUSE_OF
        or is_role_in_body(a, b)
        or (ParticipantKind.OTHER in kinds and len(kinds) > 1)
    )


def _day(claim: Claim, published: date) -> date:
    """The day on which it is said to have happened; that of publication where none is named."""
    when = claim.time
    return when.last if when is not None and when.last is not None and when.precision in EXACT else published


def stands_in(claim: Claim) -> bool:
    """Whether a claim speaks of a thing, for what is planned of it: the film has slipped to May."""
    return claim.event_class == OCCASION and claim.status_rule in STANDING_IN


def _rule(claim: Claim, event_class: EventClass) -> str | None:
    if stands_in(claim) and event_class.kind is ClassKind.EVENT and not event_class.minor:
        return SETTLES
    if claim.status is Status.HAPPENED and claim.event_class in event_class.ended_by:
        return ENDS
    if claim.event_class == OCCASION and event_class.id in _ABOUT_DOCUMENTS and of_claim(claim).document is not None:
        return SETTLES  # the pact was put on ice: so is its signing
    return SETTLES if claim.event_class in event_class.settled_by else None


def _fit(claim: Claim, mention: Profile, published: date, *, event: Event, index: Index) -> float | None:
    """How well it fits a pending event, None where it is about another or about none that is pending."""
    rows = index.rows_of(event)
    told = [row for row in rows if not row.claim.background]
    by_this = any(row.claim.event_class == claim.event_class for row in told)
    is_done = any(row.claim.status is Status.HAPPENED for row in told)
    planned = [row for row in told if row.claim.status in _COMING]
    if not planned or (is_done and not by_this) or min(map(_told_on, planned)) > published:
        return None
    profile = index.profile(event)
    subjects = [who for who in (event.subject, *(row.claim.subject for row in told)) if who is not None]
    if document_fit(mention.document, profile.document, frozenset()) is None or _is_other_actor(mention, subjects):
        return None
    shared = sum(any(same_key(a, b) for b in (*_named(profile), *subjects)) for a in _named(mention))
    if shared:
        return 1.0 + shared
    return (
        0.5
        if _is_awaited(planned, _day(claim, published)) and not stands_in(claim) and _names_no_actors(mention, profile)
        else None
    )


def _told_on(row: LedgerRow) -> date:
    return publication_day(row.published_at)


def _named(profile: Profile) -> list[Participant]:
    roles = (profile.document, profile.subject, profile.object)
    return [*(each for each in roles if each is not None), *profile.actors, *profile.places]


def _is_other_actor(mention: Profile, subjects: Sequence[Participant]) -> bool:
    """Whether two named bodies, states or persons of one kind do it: then it is another's vote or ruling."""
    who = mention.subject
    if who is None or who.kind not in ACTORS or any(same_key(who, each) for each in subjects):
        return False
    return any(each.kind is who.kind for each in subjects)


def _names_no_actors(mention: Profile, event: Profile) -> bool:
    """Whether one side names nobody that could contradict: a verdict, the members."""
    return not (mention.actors and event.actors)


def _is_awaited(planned: Sequence[LedgerRow], published: date) -> bool:
    """Whether the announced day is near the day of the report."""
    times = [row.claim.time for row in planned if row.claim.time is not None]
    when = next((each for each in reversed(times) if each.precision in EXACT or each.bound is Bound.NOT_AFTER), None)
    if when is None:
        return False
    first = when.last if when.bound is Bound.NOT_AFTER else (when.first or when.last)
    if first is None:
        return False
    # "Not before April 4": within a month of it.
    last = when.last or first + _AFTER_A_FLOOR
    return first - _NEAR <= published <= last + _NEAR
