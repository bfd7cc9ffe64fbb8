"""Whether what a version tells is news: days are compared before anything is told as just happened."""

import re
from collections.abc import Sequence
from datetime import timedelta

from tracker.ledger.extent import is_only_refused
from tracker.ledger.times import EXACT, named_time, publication_day
from tracker.ledger.touched import Touched
from tracker.model import EventTime, LedgerRow, State

#: What happened this long before the report is news.
FRESH = timedelta(days=2)
#: What nobody awaited and happened this long before its report is told as what went before.
OLD = timedelta(days=7)
#: The status rule of the claims for words that only say of whom or what: the workers *trapped* in the tunnel.
_OF_WHOM = "status.participle"
#: What stands before a clause that dates something else.
_SINCE = re.compile(r"\b(?:day|week|fortnight|month|year|decade)s? (?:after|since)\b[^,;:]*$", re.IGNORECASE)
#: The last paragraph, counted from 0, of an article's beginning.
LEAD = 1


def is_in_passing(row: LedgerRow) -> bool:
    """Whether it only says when or of whom: the workers trapped there; five weeks after the last was freed."""
    claim = row.claim
    before = claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)]
    return claim.status_rule == _OF_WHOM or _SINCE.search(before) is not None


def is_fresh(touched: Touched) -> bool:
    """Whether what nothing was known of has just happened, and the article leads with it."""
    row = touched.after.decided_by
    if row is None or touched.is_minor or row.claim.background or row.claim.paragraph > LEAD or is_only_refused(row):
        return False
    if is_in_passing(row):
        return False
    when, published = row.claim.time, publication_day(row.published_at)
    if when is None or named_time(row.claim) is None or touched.after.state is not State.HAPPENED:
        lately = when is None or when.last is None or published - FRESH <= when.last
        return row.claim.paragraph == 0 and lately
    return when.precision in EXACT and when.last is not None and published - FRESH <= when.last <= published


def is_background(touched: Touched) -> bool:
    """Whether an outcome is only what went before: nobody had announced a day for it, and it is long past, or is told
    without a day after the article's beginning.
    """
    row = touched.after.decided_by
    awaited = touched.before.expectation is not None or touched.after.first_expectation is not None
    if touched.after.state is not State.HAPPENED or awaited or row is None:
        return False
    if touched.after.time is not None and named_time(row.claim) is not None:
        return is_long_past(touched.after.time, (row,))
    return row.claim.paragraph > LEAD


def is_long_past(when: EventTime, rows: Sequence[LedgerRow]) -> bool:
    """Whether a day lies long before all reports that name it."""
    first = min((publication_day(row.published_at) for row in rows), default=None)
    return first is not None and when.last is not None and when.last < first - OLD
