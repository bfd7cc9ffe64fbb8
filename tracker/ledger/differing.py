"""What is said against a person's correction: told as that, with the correction and its reason."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.ledger.corrections import Corrections
from tracker.ledger.decided import differs
from tracker.ledger.telling import Scene, digest
from tracker.ledger.titles import state_facet
from tracker.ledger.touched import Touched
from tracker.ledger.voices import STATES
from tracker.model import Change, ChangeKind, Correction, Facet, LedgerRow, Severity, time_text

#: Changes of an event that can go against "this was wrong".
AGAINST = frozenset(
    {ChangeKind.STATUS, ChangeKind.DATE, ChangeKind.POLARITY, ChangeKind.CONFLICT, ChangeKind.NEW_CLAIM}
)


def differing(change: Change, touched: Touched, corrections: Corrections) -> Change:
    """A change that says again what a person marked as wrong, as a new one of its own; any other as it is."""
    struck = next((row for row in touched.rows if row.struck_by is not None and _says_again(change, row)), None)
    correction = corrections.number(struck.struck_by) if struck is not None else None
    if struck is None or correction is None or change.kind not in AGAINST:
        return change
    # The first telling, since withdrawn, has the key of what was told: this is another.
    return replace(
        change,
        key=digest(change.key, f"K{struck.struck_by}"),
        rule="change.differs" if change.severity > Severity.INFO else change.rule,
        why=f"differs from {_named(struck.struck_by, correction)}" if change.severity > Severity.INFO else change.why,
    )


def _says_again(change: Change, struck: LedgerRow) -> bool:
    return change.after is not None and change.after.state is STATES[struck.claim.status]


def differences(touched: Touched, corrections: Corrections, scene: Scene) -> list[Change]:
    """Rows of this version that say otherwise than what a person decided of the event."""
    decision = corrections.decision(touched.event.key)
    if decision is None:
        return []
    correction = corrections.number(decision.corrected_by)
    against = [row for row in touched.new_rows if row.decision is None and differs(row, decision)]
    if not against or correction is None:
        return []
    return [_difference(touched, against, decision, correction, scene)]


def _difference(
    touched: Touched, against: Sequence[LedgerRow], decision: LedgerRow, correction: Correction, scene: Scene
) -> Change:
    row = against[0]
    said = Facet(state=STATES[row.claim.status], time=row.claim.time, text=_words(row))
    change = scene.write(
        ChangeKind.CONFLICT,
        Severity.NOTICE,
        "change.differs",
        f"{touched.event.title}: said {said.text}",
        event=touched.event,
        before=state_facet(touched.after),
        after=said,
        rows=(row,),
        rows_before=(decision,),
    )
    if change.severity is Severity.INFO:
        return change
    return replace(change, why=f"differs from {_named(decision.corrected_by, correction)}")


def _words(row: LedgerRow) -> str:
    state = STATES[row.claim.status].value
    return f"{state} {time_text(row.claim.time)}" if row.claim.time is not None else state


def _named(number: int | None, correction: Correction) -> str:
    return f'the correction K{number} by {correction.author}: "{correction.reason}"'
