"""Counts that are told again and again: which one stands, which moved, and who counts otherwise.

The latest count stands. One that only rounds it moves nothing, nor does one that was given before and has been passed
since. A smaller one by another speaker than the one whose count stands contradicts it.
"""

from collections.abc import Iterable, Mapping, Sequence

from tracker.ledger.measured import (
    LEAST_ROUND,
    LEAST_ROUNDED,
    has_measure,
    has_measure_moved,
    is_measure,
    is_move,
    is_round,
)
from tracker.model import Claim, LedgerRow, Quantity, QuantityBound, Status

#: Units of what is counted again and again.
TALLIES = frozenset(
    {"death", "injury", "missing person", "displaced person", "evacuee", "case", "patient", "arrest"}
    | {"rescued person", "building", "person aboard", "protester", "burned hectare", "burned acre"}
    | {"waiting ship", "waiting lorry", "stranded person", "striker", "home without supply"}
)
#: Classes of events that a count tells of: 12 people *died* is one with 12 deaths.
_TOLD_BY = {
    "kill": "death", "die": "death", "drown": "death", "injure": "injury", "miss": "missing person",
    "displace": "displaced person", "infect": "case", "hospitalize": "patient", "rescue": "rescued person",
    "arrest": "arrest", "destroy": "building", "raise": "", "cut": "", "recover_remains": "rescued person",
}  # fmt: skip
_DONE = frozenset({Status.HAPPENED, Status.STATE, Status.ONGOING, Status.UNKNOWN})
#: Share by which a round or loosely bound figure may differ from the exact one that it stands for.
_LOOSE = 0.05


def is_tally(quantity: Quantity | None) -> bool:
    """Whether a figure is a count that is told again and again, not a forecast of one."""
    return quantity is not None and (is_measure(quantity) or (quantity.unit in TALLIES and not quantity.forecast))


def has_tally(claim: Claim) -> bool:
    """Whether a claim gives such a count, or a forecast of it."""
    return any(quantity.unit in TALLIES for quantity in claim.quantities) and claim.lemma == "toll"


def counts_otherwise(row: LedgerRow, known: Quantity | None) -> bool:
    """Whether a row gives another count than the one that stands."""
    figure = next(iter(row.claim.quantities), None)
    return figure is None or known is None or has_moved(known, figure)


def is_told_by_count(claim: Claim) -> bool:
    """Whether a mention says only how many of a kind that is counted: that two have died is told as two deaths."""
    return bool(_TOLD_BY.get(claim.event_class or "")) and bool(claim.quantities)


def is_counted(claim: Claim, among: Iterable[Claim]) -> bool:
    """Whether one of the claims of its article is the count by which an event is told: 12 people *died*."""
    unit = _TOLD_BY.get(claim.event_class or "")
    if unit is None or claim.status not in _DONE:
        return False
    units = {unit, "evacuee"} if unit == "displaced person" else {unit}
    return any(
        (has_tally(other) or (not unit and has_measure(other) and not other.background))
        and other.evidence.start == claim.evidence.start
        and (not unit or any(each.unit in units for each in other.quantities))
        for other in among
    )


def has_moved(old: Quantity, new: Quantity) -> bool:
    """Whether one count differs from another beyond rounding: 144 or more, 1,002; but not about 50 and 51."""
    if old.low == new.low and old.high == new.high:
        return False
    if is_measure(old) and is_measure(new):
        return has_measure_moved(old, new)
    loose = any(_is_loose(each) for each in (old, new))
    difference = abs(new.low - old.low)
    return difference > _LOOSE * max(old.high, new.high) if loose else not _is_same(old, new)


def _is_loose(quantity: Quantity) -> bool:
    """Whether a count is only about so many: about 23, at least 1,600; but not at least 51."""
    rough = quantity.bound is QuantityBound.ABOUT and quantity.low >= LEAST_ROUND
    return rough or (quantity.bound is not QuantityBound.EXACT and is_round(quantity.low))


def _is_same(old: Quantity, new: Quantity) -> bool:
    """Whether one of them is the other rounded: 1.2 million is 1,204,000, but 1,640 is not 1,644."""
    small, large = sorted((old.low, new.low), key=lambda value: (not is_round(value), value))
    return is_round(small) and large >= LEAST_ROUNDED and abs(small - large) <= _LOOSE / 10 * large


def standing(rows: Sequence[LedgerRow], keys: Mapping[str, str]) -> tuple[LedgerRow | None, list[LedgerRow]]:
    """The row whose count stands, and rows that contradict it; `rows` give counts, in order, `keys` their voices."""
    stands: LedgerRow | None = None
    passed: list[Quantity] = []
    against: dict[str, LedgerRow] = {}
    for row in rows:
        figure = row.claim.quantities[0]
        if stands is None:
            stands = row
            continue
        known = stands.claim.quantities[0]
        at_once = row.claim.version_id == stands.claim.version_id
        if not has_moved(known, figure):
            stands = row if _is_exacter(figure, known) else stands
        elif _is_known_of(figure, known, passed):
            continue  # a count of before, told again, or one that holds of the greater too
        elif (figure.high < known.low or at_once) and _is_contradicted(stands, row, keys):
            against[keys[row.claim.key]] = row
        else:
            passed.append(known)
            stands = row
    if stands is None:
        return None, []
    figure = stands.claim.quantities[0]
    return stands, [row for row in against.values() if has_moved(figure, row.claim.quantities[0])]


def _is_known_of(figure: Quantity, known: Quantity, passed: Sequence[Quantity]) -> bool:
    """Whether a figure says nothing new beside the one that stands: one that was passed, or "at least" a smaller."""
    is_smaller = figure.high < known.low
    if is_smaller and figure.bound is QuantityBound.AT_LEAST:
        return True
    may_fall = is_measure(figure) and not is_move(figure)
    return (is_smaller or may_fall) and any(not has_moved(old, figure) for old in passed)


def _is_exacter(figure: Quantity, known: Quantity) -> bool:
    return figure.bound is QuantityBound.EXACT or known.bound is not QuantityBound.EXACT


def _is_contradicted(stands: LedgerRow, row: LedgerRow, keys: Mapping[str, str]) -> bool:
    """Whether two named speakers count differently: an outlet only passes on what it was given."""
    if is_move(row.claim.quantities[0]):
        return False  # told as a move of what was known
    named = stands.claim.attribution.speaker is not None and row.claim.attribution.speaker is not None
    return named and keys[stands.claim.key] != keys[row.claim.key]


def is_other_forecast(claim: Claim, rows: Sequence[LedgerRow]) -> bool:
    """Whether a mention foresees another count than an event's rows, by another voice: that is another forecast."""
    if not claim.quantities or not has_tally(claim) or not claim.quantities[0].forecast:
        return False
    said, speaker = claim.quantities[0], claim.attribution.speaker
    known = [(row.claim.quantities[0], row.claim.attribution.speaker) for row in rows if row.claim.quantities]
    return bool(known) and not any(
        not has_moved(figure, said) or (speaker is not None and other is not None and speaker.key == other.key)
        for figure, other in known
    )
