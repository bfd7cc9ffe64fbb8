"""What one row says of the day and of who says it."""

from tracker.ledger.times import overlap, publication_day
from tracker.model import EventTime, LedgerRow


def is_in_passing(row: LedgerRow) -> bool:
    """Whether an outlet says on its own word, and of no day, that something happened."""
    source = row.claim.attribution
    return row.claim.time is None and source.speaker is None and source.carrier is None


def has_passed(when: EventTime, row: LedgerRow) -> bool:
    """Whether the row was published after that day (its last, in the latest zone)."""
    return when.last is not None and when.last < publication_day(row.published_at)


def names(row: LedgerRow, day: EventTime) -> bool:
    """Whether the row names that day."""
    return row.claim.time is not None and overlap(row.claim.time, day)
