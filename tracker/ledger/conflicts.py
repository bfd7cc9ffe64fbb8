"""Contradictions: voices that differ in state, polarity, day, figure or reason."""

from tracker.ledger.reasons import is_other_reason, is_retold
from tracker.ledger.tallies import counts_otherwise, is_tally
from tracker.ledger.telling import Scene
from tracker.ledger.titles import quantity_text, shortened, state_facet
from tracker.ledger.touched import Touched
from tracker.ledger.voices import STATES
from tracker.model import Change, ChangeKind, ClassKind, Facet, LedgerRow, Severity, State, Status, Voice, time_text

#: Independent voices against which one alone is an outlier.
SETTLED = 2
#: Statuses for which reasons are compared.
WITH_REASON = frozenset({Status.POSTPONED, Status.CANCELLED, Status.SUSPENDED})


def conflicts(touched: Touched, scene: Scene, *, is_disputed: bool) -> list[Change]:
    """The contradictions that a version brings; `is_disputed` when its dispute is told already."""
    found = [] if is_disputed else [_dissent(touched, voice, scene) for voice in _new_dissent(touched)]
    return [*found, *_reasons(touched, scene)]


def _new_dissent(touched: Touched) -> list[Voice]:
    fresh = {row.claim.key for row in touched.new_rows if row.copy_of is None}
    return [
        voice
        for voice in touched.after.dissent
        if voice.row.claim.key in fresh and not (touched.is_corrected and voice.row.claim.quantities)
    ]


def _dissent(touched: Touched, voice: Voice, scene: Scene) -> Change:
    """One voice against what is known: told, unless it is an outlier in a day or figure against several."""
    event, after = touched.event, touched.after
    differs_in_degree = _differs_in_degree(touched, voice)
    outlier = differs_in_degree and (
        _supporters(touched) >= SETTLED or (event.kind is ClassKind.FACT and not is_tally(after.quantity))
    )
    says = _says(voice.row, touched)
    return scene.write(
        ChangeKind.CONFLICT,
        Severity.INFO if outlier else Severity.NOTICE,
        "change.outlier" if outlier else "change.conflict",
        f"{event.title}: {says}, says {voice.name}",
        event=event,
        before=state_facet(after),
        after=Facet(state=voice.state, time=voice.row.claim.time, text=says),
        rows=(voice.row,),
        rows_before=touched.decided,
        known=None,
    )


def _supporters(touched: Touched) -> int:
    """Voices for what is known, beside the one that differs from it in degree; of counts those that give the same."""
    after = touched.after
    alike = [each for each in after.voices if each.state is after.state]
    if is_tally(after.quantity):
        return sum(not counts_otherwise(each.row, after.quantity) for each in alike)
    return len(alike) - 1


def _differs_in_degree(touched: Touched, voice: Voice) -> bool:
    """Whether the voice agrees on the state and differs in its day or figure only."""
    if touched.event.kind is ClassKind.FACT:
        negative = {Status.NEGATED, Status.DENIED}
        decided = touched.after.decided_by
        return decided is not None and (voice.row.claim.status in negative) is (decided.claim.status in negative)
    return voice.state is touched.after.state is State.HAPPENED


def _says(row: LedgerRow, touched: Touched) -> str:
    claim = row.claim
    if touched.event.kind is ClassKind.FACT:
        if claim.quantities and _differs_in_degree(touched, Voice(name="", state=State.HOLDS, row=row, copies=0)):
            return quantity_text(claim.quantities[0])
        return "does not hold" if claim.status in (Status.NEGATED, Status.DENIED) else "holds"
    words = "happened" if claim.status is Status.HAPPENED else STATES[claim.status].value
    if claim.status is Status.NEGATED:
        words = "not so"
    return f"{words}, {time_text(claim.time)}" if claim.time is not None else words


# --- reasons ---------------------------------------------------------------------------------------------------------
def _reasons(touched: Touched, scene: Scene) -> list[Change]:
    """Two voices that give different reasons for one delay or cancellation."""
    known = [row for row in touched.rows_before if row.claim.reason and row.claim.status in WITH_REASON]
    for row in touched.new_rows:
        if not row.claim.reason or row.claim.status not in WITH_REASON or row.copy_of is not None:
            continue
        if is_retold(row.claim):
            continue  # an outlet words a known reason in its own way
        others = [
            other
            for other in known
            if other.claim.status is row.claim.status and touched.voice_of(other) != touched.voice_of(row)
        ]
        if others and all(is_other_reason(row.claim.reason, other.claim.reason or "") for other in others):
            return [_reason_change(touched, row, others[-1], scene)]
    return []


def _reason_change(touched: Touched, row: LedgerRow, other: LedgerRow, scene: Scene) -> Change:
    old, new = shortened(other.claim.reason or "", 60), shortened(row.claim.reason or "", 60)
    return scene.write(
        ChangeKind.CONFLICT,
        Severity.NOTICE,
        "change.reasons",
        f"{touched.event.title}: two reasons for why it was {row.claim.status.value}",
        event=touched.event,
        before=Facet(text=old),
        after=Facet(text=new),
        rows=(row,),
        rows_before=(other,),
    )
