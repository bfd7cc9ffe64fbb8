"""What other events make of a plan that is still open: its condition failed, or a newer plan took its place.

"A strike from Monday unless there is a deal" has lapsed when there is a deal. "Her successor will make the visit
instead" hands the visit on: the old plan is the new one's from then on. Only open plans are asked.
"""

import re
from collections.abc import Mapping, Sequence

from tracker.ledger.fits import document_fit
from tracker.ledger.profile import Profile, of_claim, of_event, same_key
from tracker.model import Claim, Event, EventClass, Expectation, LedgerRow, Participant, Status
from tracker.model.families import family
from tracker.model.plain_words import content_words

CONDITION_FAILED = "fold.condition_failed"
SUCCEEDED = "fold.succeeded"
UNDONE = "fold.undone"
#: Classes of what lasts until it is undone: a ban until it is lifted, a closure until it is opened again.
LASTING = frozenset(
    {
        "ban",
        "close",
        "close_border",
        "close_mission",
        "curfew",
        "emergency",
        "freeze_assets",
        "halt_production",
        "lock_down",
        "outage",
        "sanction",
        "suspend_relations",
        "suspend_service",
        "suspend_trading",
    }
)
#: Conditions that fail when what they name comes about.
_UNLESS = re.compile(
    r"^(?:unless|without|failing|barring|except)\b|^(?:if|should)\b.{0,60}?(?:\b(?:no|not|nobody|fails?)\b|n['’]t\b)",
    re.IGNORECASE,
)
#: "Its border" is another border in every mouth.
_OWN = re.compile(r"(?:its|his|her|their|our|my)\b", re.IGNORECASE)
#: Words of a condition that name nothing.
_LITTLE = frozenset({"if", "unless", "without", "there", "then", "until", "before", "by", "night", "morning", "end"})
_COMING = frozenset({Status.PLANNED, Status.POSTPONED})
_AGAINST = frozenset({Status.DENIED, Status.NEGATED, Status.CANCELLED})
#: Words by which a plan is said to stand for another one.
_INSTEAD = re.compile(
    r"\b(?:instead|in (?:place|lieu) of|in (?:his|her|its|their) place|rather than|on behalf of|replac(?:e|es|ing)"
    r"|tak(?:e|es|ing) (?:over|the place)|took over|step(?:s|ping)? in|successor|now part of)\b",
    re.IGNORECASE,
)


def may_be(row: LedgerRow) -> bool:
    """Whether a plan stands under a condition that other mentions may fail."""
    return row.claim.condition is not None and row.claim.status in (Status.PLANNED, Status.CONDITIONAL)


def speaks_of_another(row: LedgerRow) -> bool:
    """Whether a plan is said to stand for another one."""
    return row.claim.status in _COMING and _INSTEAD.search(row.claim.evidence.quote) is not None


def condition_failed(
    plan: Expectation, rows: Sequence[LedgerRow], classes: Mapping[str, EventClass]
) -> LedgerRow | None:
    """The first mention by which the condition of a plan was not met; None while it may be.

    `rows`: the story's standing rows, in any order.
    """
    condition = plan.row.claim.condition
    if not condition:
        return None
    named = {family(word) for _, word in content_words(condition) if word not in _LITTLE}
    unless = _UNLESS.search(condition.strip()) is not None
    later = sorted(
        (row for row in rows if row.published_at > plan.row.published_at and row.event_key != plan.event_key),
        key=lambda row: row.published_at,
    )
    for row in later:
        claim = row.claim
        if claim.background or row.published_at > plan.window.ends:
            continue
        fails = claim.status is Status.HAPPENED if unless else claim.status in _AGAINST
        if fails and _is_named(claim, named):
            return row
        if not unless and claim.status is Status.HAPPENED and _is_against(claim.event_class, named, classes):
            return row
    return None


def _is_named(claim: Claim, named: set[str]) -> bool:
    """Whether a mention tells of what a condition names: its predicate, and who or what with it where that is named."""
    told = {family(claim.lemma), *(family(word) for word in claim.trigger.quote.casefold().split())}
    who = [each.text for each in (claim.subject, claim.object) if each is not None]
    with_whom = {family(word) for text in who for word in text.casefold().split()}
    rest = named - told
    return bool(named & told) and (not rest or bool(rest & with_whom))


def _is_against(event_class: str | None, named: set[str], classes: Mapping[str, EventClass]) -> bool:
    """Whether a class is the opposite of one that the condition names: rejected, where it was to be approved."""
    known = classes.get(event_class or "")
    return known is not None and any(family(other.replace("_", " ")) in named for other in known.opposites)


def successor_of(event: Event, plan: Expectation, rows: Sequence[LedgerRow]) -> LedgerRow | None:
    """The newer plan of another event that is said to stand for this one; None if none does."""
    profile = of_event(event, [row for row in rows if row.event_key == event.key])
    found = [
        row
        for row in rows
        if row.event_key != event.key
        and row.claim.event_class == event.event_class
        and not row.claim.background
        and row.published_at > plan.row.published_at
        and speaks_of_another(row)
    ]
    for row in sorted(found, key=lambda each: each.published_at):
        mention = of_claim(row.claim)
        if mention.document is not None and profile.document is not None:
            if document_fit(mention.document, profile.document, frozenset()) is not None:
                return row
            continue
        mine = [mention.object, *mention.places, *mention.actors]
        theirs = [profile.object, profile.subject, *profile.places, *profile.actors]
        if any(same_key(a, b) for a in mine for b in theirs if a is not None and b is not None):
            return row
    return None


def undone_by(event: Event, rows: Sequence[LedgerRow], classes: Mapping[str, EventClass]) -> LedgerRow | None:
    """The first mention by which what lasts has ended: the ban was lifted; None while it lasts.

    It is of the opposite class, later than all that tells of the event as done, and names something of it.
    """
    known = classes.get(event.event_class)
    if known is None or event.event_class not in LASTING:
        return None
    rows = [row for row in rows if row.standing and row.struck_by is None]
    own = [row for row in rows if row.event_key == event.key]
    since = max((row.published_at for row in own if row.claim.status is Status.HAPPENED), default=None)
    named = _named(of_event(event, own))
    later = [
        row
        for row in rows
        if row.claim.event_class in known.opposites
        and row.claim.status is Status.HAPPENED
        and not row.claim.background
        and since is not None
        and row.published_at > since
        and (_names_class(row, known) or any(same_key(a, b) for a in _named(of_claim(row.claim)) for b in named))
    ]
    return min(later, key=lambda row: row.published_at, default=None)


def _names_class(row: LedgerRow, known: EventClass) -> bool:
    """Whether it is the thing itself that is undone: the ban that is lifted."""
    what = row.claim.object
    return what is not None and family(what.text.split()[-1] if what.text else "") == family(known.noun)


def _named(profile: Profile) -> list[Participant]:
    roles = (profile.document, profile.subject, profile.object, *profile.actors, *profile.places)
    return [each for each in roles if each is not None and not each.inherited and not _OWN.match(each.text)]
