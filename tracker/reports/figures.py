"""Figures as people read them."""

from tracker.model import Quantity, QuantityBound

BOUNDS = {
    QuantityBound.EXACT: "",
    QuantityBound.ABOUT: "about ",
    QuantityBound.AT_LEAST: "at least ",
    QuantityBound.AT_MOST: "at most ",
}
#: Units without a plural.
UNCHANGED = frozenset({"usd", "eur", "percent"})


def quantity_text(quantity: Quantity) -> str:
    """For people: "47 articles", "2 countries", "about 1.5 percent", "20-25 years"."""
    value = _number(quantity.low)
    if quantity.high != quantity.low:
        value = f"{value}-{_number(quantity.high)}"
    unit = quantity.unit
    if (quantity.low, quantity.high) != (1.0, 1.0) and unit.isalpha() and unit not in UNCHANGED:
        unit = f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"
    return f"{BOUNDS[quantity.bound]}{value} {unit}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
