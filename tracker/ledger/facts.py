"""Standing facts and figures: they hold, hold not, or are disputed."""

from collections.abc import Mapping, Sequence

from tracker.ledger.reasons import REASON
from tracker.ledger.rules import RULES
from tracker.ledger.tallies import is_tally, standing
from tracker.ledger.voices import voices
from tracker.model import EventState, LedgerRow, Quantity, QuantityBound, State, Status

NEGATIVE = frozenset({Status.NEGATED, Status.DENIED})
#: Status rules of the claims for what its own source takes back, or seems to, and what that comes to.
TAKEN_BACK = {
    "article.retracted": (State.RETRACTED, "fold.retracted"),
    "article.retracted_perhaps": (State.DISPUTED, "fold.taken_back_perhaps"),
}
#: What binds the parties of a document to each other in war: taken for so once somebody says that it does.
BONDS = frozenset({"alliance", "mutual_defence"})
#: Status rule of the claims for what a document is announced to hold, before it is there.
ANNOUNCED = "status.fact_announced"
OPEN = frozenset({Status.UNKNOWN, Status.POSSIBLE, Status.CONDITIONAL, Status.COUNTERFACTUAL})


def fold_fact(rows: Sequence[LedgerRow], keys: Mapping[str, str]) -> EventState:
    """What the rows of a fact come to, `keys` being their voices: each voice counts with its latest mention."""
    said = _without_forecasts([row for row in rows if row.claim.status not in OPEN])
    by_voice = {keys[row.claim.key]: row for row in said}
    yes = [row for row in by_voice.values() if row.claim.status not in NEGATIVE]
    no = [row for row in by_voice.values() if row.claim.status in NEGATIVE]
    figured = [row for row in rows if row.claim.status is Status.UNKNOWN or row.claim.status not in OPEN]
    given = [row for row in figured if row.claim.quantities and row.claim.status not in NEGATIVE]
    decided = next(reversed(said or rows), None)
    if given and all(is_tally(row.claim.quantities[0]) for row in given):
        stands, outliers = standing(given, keys)
        quantity, decided = (stands.claim.quantities[0], stands) if stands is not None else (None, decided)
    else:
        quantity, outliers = _figure(list({keys[row.claim.key]: row for row in given}.values()))
    minority: list[LedgerRow] = []
    if said and _is_taken_back(said[-1], quantity):
        state, decided, why = State.RETRACTED, said[-1], "fold.retracted"
    elif yes and no:
        # One outlier against two or more independent voices is shown beside the fact; else it is disputed.
        small, large = sorted((yes, no), key=len)
        if len(small) == len(large) and _is_cleared_up(large, by=small):
            small, large = large, small
        cleared = _is_cleared_up(small, by=large)
        state = State.HOLDS if cleared else State.DISPUTED
        minority, decided = small, large[-1]
        why = "fold.first_hand" if cleared else "fold.disputed"
    elif said and all(_is_forecast(row) and row.claim.event_class in BONDS for row in said):
        state, why = State.UNCONFIRMED, "fold.announced"
    elif said and all(_is_told_reason(row) for row in said):
        state, why = State.UNCONFIRMED, "fold.narrated_reason"
    elif said:
        state, why = State.HOLDS, "fold.holds_not" if no else "fold.holds"
    else:
        state, why = (State.UNCONFIRMED, "fold.possible") if rows else (State.UNKNOWN, "fold.none")
    shown = {id(row) for row in [*minority, *outliers]}
    return EventState(
        state=state,
        time=None,
        quantity=quantity,
        decided_by=decided,
        why=RULES[why],
        expectation=None,
        first_expectation=None,
        outcome=None,
        voices=voices(rows, keys),
        dissent=tuple(voice for voice in voices(rows, keys) if id(voice.row) in shown),
    )


def _is_forecast(row: LedgerRow) -> bool:
    """Whether it is only announced that a document will hold something, and no figure is given."""
    return row.claim.status_rule == ANNOUNCED and not row.claim.quantities


def _is_told_reason(row: LedgerRow) -> bool:
    """Whether an outlet gives a reason in its own words, and nobody with a name."""
    said = row.claim.attribution
    return row.claim.event_class == REASON and (said.speaker is None or said.anonymous)


def _without_forecasts(rows: list[LedgerRow]) -> list[LedgerRow]:
    """What a document was announced to hold counts no more once somebody says what it holds."""
    plain = [row for row in rows if not _is_forecast(row)]
    return plain or rows


def _is_cleared_up(minority: Sequence[LedgerRow], *, by: Sequence[LedgerRow]) -> bool:
    """Whether only outlets in their own words say so, and somebody with a name has said the contrary since."""
    if any(row.claim.attribution.speaker is not None for row in minority):
        return False
    last = max(row.published_at for row in minority)
    return any(
        row.published_at > last and row.claim.attribution.speaker is not None and not row.claim.attribution.anonymous
        for row in by
    )


def _is_taken_back(row: LedgerRow, known: Quantity | None) -> bool:
    """Whether the last word is that its own source takes the fact back, or the figure that stands."""
    if row.claim.status_rule != "article.retracted":
        return False
    figure = next(iter(row.claim.quantities), None)
    return figure is None or known is None or figure.agrees_with(known)


def _figure(rows: Sequence[LedgerRow]) -> tuple[Quantity | None, list[LedgerRow]]:
    """The figure that most voices give, exact before bounded and the latest of those alike; rows that give another."""
    given = [(row, row.claim.quantities[0]) for row in rows if row.claim.quantities]
    if not given:
        return None, []
    support = [sum(figure.agrees_with(other) for _, other in given) for _, figure in given]
    _, _, index = max(
        (count, figure.bound is QuantityBound.EXACT, index)
        for index, (count, (_, figure)) in enumerate(zip(support, given, strict=True))
    )
    best = given[index][1]
    return best, [row for row, figure in given if not figure.agrees_with(best)]
