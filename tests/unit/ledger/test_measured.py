"""Figures that measure something: what moves one, whose it is, and when it is news by itself."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import make_claim, make_row, make_version
from tracker.ledger.measured import has_measure_moved, holder_fit, is_news, is_other_occasion
from tracker.ledger.tallies import standing
from tracker.ledger.voices import voice_keys
from tracker.model import Claim, EvidenceSpan, LedgerRow, Participant, ParticipantKind, Quantity, QuantityBound, Status

EXACT, ABOUT = QuantityBound.EXACT, QuantityBound.ABOUT
AT_LEAST, AT_MOST = QuantityBound.AT_LEAST, QuantityBound.AT_MOST
SENTENCE = "Brask has raised its offer to 5 percent, it said on Friday."


def figure(value: float, bound: QuantityBound = EXACT, *, moved: bool = False) -> Quantity:
    """So many percent."""
    span = EvidenceSpan(version_id=1, start=0, end=1, quote="5")
    rule = "quantity.moved" if moved else "quantity.measure"
    return Quantity(
        low=value, high=value, unit="percent", scope="", bound=bound, forecast=False, evidence=span, rule=rule
    )


def claim_of(number: int, quantity: Quantity, *, on: str, event_class: str = "figure_offer") -> Claim:
    """One outlet's figure, in an article of its own."""
    version = make_version(SENTENCE, id=number, article_id=number, outlet=f"Outlet {number}", on=on)
    claim = make_claim(version, event_class=event_class, status=Status.STATE, quantities=(quantity,))
    return replace(claim, lemma="figure")


def row(number: int, value: float, *, on: str, moved: bool = False, event_class: str = "figure_offer") -> LedgerRow:
    """The same as a row."""
    version = make_version(SENTENCE, id=number, article_id=number, outlet=f"Outlet {number}", on=on)
    return make_row(version, claim_of(number, figure(value, moved=moved), on=on, event_class=event_class))


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (figure(46.8), figure(47), False),
        (figure(12.75), figure(13, ABOUT), False),
        (figure(2.1e9), figure(2e9, ABOUT), False),
        (figure(987), figure(1000, AT_MOST), False),
        (figure(5.5), figure(5, AT_LEAST), False),
        (figure(4.5), figure(5, moved=True), True),
        (figure(4.5), figure(6), True),
        (figure(1204), figure(987), True),
        (figure(7), figure(6), True),
        (figure(31), figure(30), True),
        (figure(14_312), figure(14_300), False),
    ],
)
def test_what_moves_a_figure(old: Quantity, new: Quantity, moved: bool) -> None:
    assert has_measure_moved(old, new) is moved


def stands(*rows: LedgerRow) -> float:
    """The figure that stands."""
    known, _ = standing(rows, voice_keys(rows))
    assert known is not None
    return known.claim.quantities[0].low


def test_a_figure_may_fall_and_one_of_before_told_again_moves_nothing() -> None:
    assert stands(row(1, 8, on="2025-03-01"), row(2, 7, on="2025-03-05")) == 7
    told = (row(1, 8, on="2025-03-01"), row(2, 7, on="2025-03-05"), row(3, 8, on="2025-03-09"))
    assert stands(*told) == 7
    assert stands(*told[:2], row(3, 8, on="2025-03-09", moved=True)) == 8


def who(text: str, kind: ParticipantKind = ParticipantKind.BODY) -> Participant:
    """Somebody who has an offer, a lead ..."""
    return Participant(text=text, key=text.casefold(), kind=kind)


@pytest.mark.parametrize(
    ("a", "b", "fit"),
    [
        (who("Brask Holdings"), who("Brask"), 1.0),
        (who("Brask"), who("employer", ParticipantKind.OTHER), 0.0),
        (who("Brask"), None, 0.0),
        (who("Brask"), who("Norvale"), None),
        (who("Osk", ParticipantKind.PERSON), who("Lund", ParticipantKind.PERSON), None),
    ],
)
def test_whose_figure_it_is(a: Participant | None, b: Participant | None, fit: float | None) -> None:
    assert holder_fit(a, b) == fit


def test_the_next_vote_has_a_turnout_of_its_own() -> None:
    rows = [row(1, 61, on="2025-03-01", event_class="figure_turnout")]
    claim = claim_of(2, figure(54), on="2025-06-01", event_class="figure_turnout")
    assert is_other_occasion(claim, date(2025, 6, 1), rows)
    assert not is_other_occasion(claim, date(2025, 3, 4), rows)
    offer = [row(1, 61, on="2025-03-01")]
    assert not is_other_occasion(claim_of(2, figure(54), on="2025-06-01"), date(2025, 6, 1), offer)


def test_which_figure_is_news_by_itself() -> None:
    claim = claim_of(1, figure(54), on="2025-06-01")
    assert is_news(claim)
    assert not is_news(claim_of(1, figure(54, ABOUT), on="2025-06-01"))
    assert not is_news(replace(claim, paragraph=2))
    assert not is_news(replace(claim, event_class="figure_cost"))
    assert is_news(replace(claim, lemma="toll", event_class="toll_dead", paragraph=2))
