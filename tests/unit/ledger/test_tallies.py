"""Counts that are told again and again: what moves one, and which one stands."""

import pytest

from tests.builders import make_claim, make_row, make_version
from tracker.ledger.tallies import has_moved, standing
from tracker.ledger.voices import voice_keys
from tracker.model import (
    Attribution,
    EvidenceSpan,
    LedgerRow,
    Participant,
    ParticipantKind,
    Quantity,
    QuantityBound,
    SpeechMode,
    Status,
)

EXACT, ABOUT, AT_LEAST = QuantityBound.EXACT, QuantityBound.ABOUT, QuantityBound.AT_LEAST
SENTENCE = "In all 40 people were killed in the flood, officials said on Friday."


def count(value: float, bound: QuantityBound = EXACT) -> Quantity:
    """So many deaths."""
    span = EvidenceSpan(version_id=1, start=0, end=2, quote="40")
    return Quantity(
        low=value, high=value, unit="death", scope="", bound=bound, forecast=False, evidence=span, rule="quantity.toll"
    )


def row(number: int, value: float, *, on: str, speaker: str = "", bound: QuantityBound = EXACT) -> LedgerRow:
    """One outlet's count, in an article of its own."""
    version = make_version(SENTENCE, id=number, article_id=number, outlet=f"Outlet {number}", on=on)
    who = Participant(text=speaker, key=speaker.casefold(), kind=ParticipantKind.BODY) if speaker else None
    said = Attribution(speaker=who, carrier=None, mode=SpeechMode.INDIRECT, anonymous=False, rule="attribution.said")
    claim = make_claim(version, status=Status.STATE, quantities=(count(value, bound),), attribution=said)
    return make_row(version, claim)


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (count(144, AT_LEAST), count(1002), True),
        (count(20), count(21), True),
        (count(51), count(50, ABOUT), False),
        (count(1600, AT_LEAST), count(1644), False),
        (count(1640), count(1644), True),
        (count(1_204_000), count(1_200_000), False),
        (count(51, AT_LEAST), count(53), True),
        (count(40, AT_LEAST), count(40), False),
    ],
)
def test_what_moves_a_count(old: Quantity, new: Quantity, moved: bool) -> None:
    assert has_moved(old, new) is moved


def stands(*rows: LedgerRow) -> tuple[float, list[float]]:
    """The figure that stands, and those against it."""
    known, against = standing(rows, voice_keys(rows))
    assert known is not None
    return known.claim.quantities[0].low, [each.claim.quantities[0].low for each in against]


def test_the_latest_count_stands_larger_or_smaller() -> None:
    assert stands(row(1, 30, on="2025-03-03"), row(2, 44, on="2025-03-04")) == (44, [])
    assert stands(row(1, 44, on="2025-03-03"), row(2, 41, on="2025-03-04")) == (41, [])


def test_a_count_of_before_told_again_moves_nothing() -> None:
    told = (row(1, 30, on="2025-03-03"), row(2, 44, on="2025-03-04"), row(3, 30, on="2025-03-05"))
    assert stands(*told) == (44, [])


def test_a_smaller_count_by_another_speaker_contradicts() -> None:
    told = (row(1, 90, on="2025-03-03", speaker="Opposition"), row(2, 34, on="2025-03-04", speaker="Ministry"))
    assert stands(*told) == (90, [34])
    same = (row(1, 90, on="2025-03-03", speaker="Ministry"), row(2, 84, on="2025-03-04", speaker="Ministry"))
    assert stands(*same) == (84, [])


def test_a_round_count_does_not_take_the_place_of_the_exact_one() -> None:
    assert stands(row(1, 51, on="2025-03-03"), row(2, 50, on="2025-03-04", bound=ABOUT)) == (51, [])


def test_at_least_so_many_holds_of_more_too() -> None:
    assert stands(row(1, 7, on="2025-03-01"), row(2, 4, on="2025-03-02", bound=AT_LEAST)) == (7, [])
    assert stands(row(1, 4, on="2025-03-01"), row(2, 7, on="2025-03-02", bound=AT_LEAST)) == (7, [])
    assert stands(row(1, 7, on="2025-03-01"), row(2, 4, on="2025-03-02")) == (4, [])
