"""An event that a version touches: its state before and after, and the rows that came and fell."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.ledger.voices import voice_keys
from tracker.model import Event, EventState, LedgerRow

#: The status rule of the claims for lines of lists whose day is long past.
HISTORY = "schedule.history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One event under one version."""

    event: Event
    before: EventState
    after: EventState
    #: Standing rows before, in any order, and all standing rows after.
    rows_before: Sequence[LedgerRow]
    rows: Sequence[LedgerRow]
    #: Rows of this version that say something new, and rows of its predecessor that nothing replaces.
    new_rows: Sequence[LedgerRow]
    fallen: Sequence[LedgerRow]
    #: Step that follows a watched event.
    is_next_step: bool
    #: Of a class that is news only where it was announced.
    is_minor: bool
    #: Its figure was corrected in place: that is told of the article.
    is_corrected: bool
    #: Of a reason: rows of the other reasons that were given for the same slip before.
    rivals: Sequence[LedgerRow] = ()

    @property
    def is_first(self) -> bool:
        """Whether nothing was known of it."""
        return self.before.decided_by is None

    @property
    def decided(self) -> tuple[LedgerRow, ...]:
        """The row that decides the state after, as evidence."""
        return (self.after.decided_by,) if self.after.decided_by is not None else ()

    @property
    def decided_before(self) -> tuple[LedgerRow, ...]:
        """The row that decided the state before."""
        return (self.before.decided_by,) if self.before.decided_by is not None else ()

    @property
    def is_history(self) -> bool:
        """Whether only a list, in which its day is long past, says that it happened."""
        return any(row.claim.status_rule == HISTORY for row in self.decided)

    def voice_of(self, row: LedgerRow) -> str:
        """The voice behind one of its rows."""
        return voice_keys([*self.rows_before, *self.rows])[row.claim.key]
