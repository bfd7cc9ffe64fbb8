"""Figures that measure something which is told again and again: an offer, a lead, a turnout, a prison term.

Which mentions give one, whether it moved beyond rounding, whose it is, and when it is news by itself.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import floor, log10

from tracker.ledger.profile import Profile, same_key
from tracker.model import Claim, LedgerRow, Participant, Quantity, QuantityBound

#: Lemma of the claims that give such figures, and of those that count people.
_MEASURE, _TOLL = "figure", "toll"
#: So few are news only in the lead: one man who is missing somewhere.
_FEW = 1
#: Rules of figures that measure something which is told again and again: an offer, a lead, a turnout.
_MOVED = "quantity.moved"
_MEASURES = frozenset({"quantity.measure", _MOVED})
#: Classes of measured figures that are news by themselves when a text leads with them.
_NEWS = frozenset(
    {"figure_lead", "figure_offer", "figure_demand", "figure_pay_rise", "figure_fine", "figure_damages",
     "figure_ransom", "figure_majority", "figure_share"}
)  # fmt: skip
#: Counts of those in a state that lasts: about so many of them are no news.
_LASTING = frozenset({"toll_strikers", "toll_waiting_ships", "toll_waiting_lorries", "toll_stranded", "toll_cut_off"})
#: Classes of figures of one vote, and how long after one the next is another.
_OF_ONE_DAY = frozenset({"figure_turnout", "figure_share"})
_ONE_VOTE = timedelta(days=14)
#: The same of what a price or a lead is said to be about.
_ROUGH = 0.1
#: Least figure that can be round.
LEAST_ROUND = 10
#: A large figure is rounded to hundreds at least.
_LEAST_ZEROS = 100
#: Least exact figure of which a round one is taken for the rounding.
LEAST_ROUNDED = 1000


def is_measure(quantity: Quantity) -> bool:
    """Whether a figure is what an offer, a lead or the like comes to."""
    return quantity.rule in _MEASURES


def is_move(quantity: Quantity) -> bool:
    """Whether a figure is said to have come to its number."""
    return quantity.rule == _MOVED


def has_measure(claim: Claim) -> bool:
    """Whether a claim gives such a figure."""
    return claim.lemma == _MEASURE


def is_news(claim: Claim) -> bool:
    """Whether a figure or count of which nothing was known is worth a line: exact, of some kinds, told in the lead."""
    exact = bool(claim.quantities) and claim.quantities[0].bound is not QuantityBound.ABOUT
    if claim.event_class in _LASTING and not exact:
        return False
    if not has_measure(claim):
        return claim.lemma != _TOLL or claim.paragraph == 0 or any(each.low > _FEW for each in claim.quantities)
    return claim.event_class in _NEWS and exact and claim.paragraph == 0


# --- rounding --------------------------------------------------------------------------------------------------------
def has_measure_moved(old: Quantity, new: Quantity) -> bool:
    """Whether an offer, a lead or the like differs beyond rounding: 47 is 46.8, almost 13 is 12.75."""
    if new.bound is QuantityBound.AT_LEAST and new.low <= old.low:
        return False
    if new.bound is QuantityBound.AT_MOST and new.high >= old.high:
        return False
    if QuantityBound.EXACT not in (old.bound, new.bound) or QuantityBound.ABOUT in (old.bound, new.bound):
        return abs(new.low - old.low) > _ROUGH * max(old.high, new.high)
    if is_move(new):
        return True
    return not any(_is_rounded(a.low, b.low) for a, b in ((old, new), (new, old)))


def _is_rounded(value: float, exact: float) -> bool:
    """Whether a value is another one with fewer digits."""
    if value == int(value) and exact != int(exact):
        return round(exact) == value
    if value < LEAST_ROUNDED or value % _LEAST_ZEROS:
        return False
    digits = _LEAST_ZEROS
    while value % (digits * 10) == 0:
        digits *= 10
    return bool(round(exact / digits) * digits == value)


def is_round(value: float) -> bool:
    """Whether it has at most two leading digits, like 50, 1,600 or 2.3 million."""
    return value >= LEAST_ROUND and value % 10 ** max(1, floor(log10(value)) - 1) == 0


# --- whose it is -----------------------------------------------------------------------------------------------------
def is_other_occasion(claim: Claim, published: date, rows: Sequence[LedgerRow]) -> bool:
    """Whether a turnout or a share is of another vote than an event's rows: the next ballot has its own."""
    if claim.event_class not in _OF_ONE_DAY or not rows:
        return False
    return published - max(row.published_at for row in rows).date() > _ONE_VOTE


def measure_fit(mention: Profile, event: Profile) -> float | None:
    """How well a mention fits what an event measures: in its unit, of its holder; None where it is another one."""
    held = holder_fit(mention.subject, event.subject)
    return held if held is not None and mention.units & event.units else None


def holder_fit(a: Participant | None, b: Participant | None) -> float | None:
    """How well two holders of an offer, a lead or the like fit: "the employer" may be any, two names are two."""
    if a is None or b is None:
        return 0.0
    if same_key(a, b) or set(a.key.split()) <= set(b.key.split()) or set(b.key.split()) <= set(a.key.split()):
        return 1.0
    return 0.0 if _is_called_by_kind(a) or _is_called_by_kind(b) else None


def _is_called_by_kind(participant: Participant) -> bool:
    """Whether it is called by what it is: the employer, the former mayor."""
    return participant.text == participant.text.lower()
