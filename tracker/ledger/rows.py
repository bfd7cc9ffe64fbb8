"""What one row says of the day and of who says it."""

import re
from collections.abc import Sequence
from datetime import timedelta

from tracker.ledger.extent import NOT_SO_FAR
from tracker.ledger.times import EXACT, is_moved, named_time, overlap, publication_day
from tracker.model import Bound, Claim, EventTime, Expectation, LedgerRow, ParticipantKind, Status

#: A report of a time this long before the first announcement is of something else.
EARLIER = timedelta(days=2)
#: Days by which what is planned about a day may come before it.
ABOUT = timedelta(days=5)
#: Status rules of the claims: for what is put off rather than ruled out, for a plan whose day is said to be open, and
#: for what is said not to be cancelled, put off or on hold.
NOT_SOON = "status.not_soon"
NO_DAY = "status.no_day"
STILL_ON = frozenset({"nominal.still_on", "operator.document_stands"})
#: Words by which a day is one that was announced before.
_AS_AGREED = re.compile(
    r"\bas (?:had been |was )?(?:originally |first |previously |initially )?"
    r"(?:agreed|planned|scheduled|announced|promised|expected|foreseen|arranged|intended)\b",
    re.IGNORECASE,
)
#: That of plans that wait for something else (once it has been ratified).
WAITING = "status.conditional_plan"


def is_in_passing(row: LedgerRow) -> bool:
    """Whether an outlet says on its own word, and of no day, that something happened."""
    source = row.claim.attribution
    return named_time(row.claim) is None and source.speaker is None and source.carrier is None


def has_passed(when: EventTime, row: LedgerRow) -> bool:
    """Whether the row was published after that day (its last, in the latest zone)."""
    return when.last is not None and when.last < publication_day(row.published_at)


def is_off_its_day(row: LedgerRow) -> bool:
    """Whether it says that what was agreed for a day to come will not be on that day: the day is given up."""
    when = row.claim.time
    if row.claim.status is not Status.NEGATED or when is None or when.precision not in EXACT or has_passed(when, row):
        return False
    return row.claim.status_rule not in NOT_SO_FAR and _AS_AGREED.search(row.claim.evidence.quote) is not None


def names(row: LedgerRow, day: EventTime) -> bool:
    """Whether the row names that day."""
    return row.claim.time is not None and overlap(row.claim.time, day)


def is_put_off(row: LedgerRow | None) -> bool:
    """Whether it says in so many words that a plan was put off, with a new day or without one."""
    claim = row.claim if row is not None else None
    return claim is not None and (claim.status is Status.POSTPONED or claim.status_rule in (NOT_SOON, NO_DAY))


def is_premature(row: LedgerRow, plan: Expectation | None, *, conditional: bool) -> bool:
    """Whether one report alone isn't believed: before the announced day without a day of its own, it is a plan misread;
    before a condition is said to be met, it has to name a day or who says so.
    """
    when = named_time(row.claim)
    if plan is None:
        return conditional and is_in_passing(row)
    if plan.time.precision not in EXACT or plan.time.first is None:
        return False
    if when is not None and when.last is not None:
        fresh = when.precision in EXACT and when.last >= publication_day(row.published_at) - EARLIER
        return when.last < plan.time.first and not fresh
    # "On or around March 19": a few days before is no surprise.
    grace = ABOUT if plan.time.bound is Bound.ABOUT else timedelta(0)
    return row.published_at < plan.window.begins - grace


def is_its_day(when: EventTime, known: Expectation) -> bool:
    """Whether the day beside "postponed" is the one that was planned, and no floor that a plan is now given."""
    return when.bound is not Bound.NOT_BEFORE and not is_moved(when, known.time)


def is_of_before(row: LedgerRow, done: Sequence[LedgerRow]) -> bool:
    """Whether "have yet to meet", "had never met before" is said of people who met: another meeting than that one.

    A document is signed once: that it has not been signed yet contradicts who said that it was.
    """
    claim = row.claim
    said = [each for each in (claim.subject, claim.object) if each is not None]
    if claim.status_rule not in NOT_SO_FAR or any(each.kind is ParticipantKind.DOCUMENT for each in said):
        return False
    days = [each.claim.time for each in done if each.claim.time is not None]
    return claim.time is None or not any(overlap(claim.time, day) for day in days)


def is_dated_plan(claim: Claim) -> bool:
    """Whether something of which no participant is named is announced for a day: a verdict is expected on March 7."""
    coming = claim.status in (Status.PLANNED, Status.POSTPONED) and not claim.background
    return coming and claim.time is not None and claim.time.last is not None
