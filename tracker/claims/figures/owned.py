"""Which predicate of a sentence a figure belongs to, and what its class counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.figures.extents import in_years
from tracker.claims.figures.quantities import Figure, find_figures, owner_of
from tracker.claims.tables import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span

    from tracker.claims.events.predications import Found


def figures_of(sentence: "Span", found: "Sequence[Found]") -> dict[int, list[Figure]]:
    """The figures of a sentence by the place of their predicate among those found."""
    numbers = {one.frame.head.i: number for number, one in enumerate(found)}
    for number, one in enumerate(found):
        for carrier in one.reading.carriers:
            numbers.setdefault(carrier.i, number)
    figures: dict[int, list[Figure]] = {}
    for figure in find_figures(sentence):
        if not figure.unit or figure.rule == "quantity.round":
            continue  # what counts nothing by name can't be compared
        owner = owner_of(figure, set(numbers))
        if owner is not None:
            figures.setdefault(numbers[owner], []).append(figure)
    return figures


def scoped(figure: Figure, event_class: str | None, lexicon: Lexicon) -> Figure:
    """People that a class counts: killed people are deaths, displaced people are a figure of their own."""
    form = lexicon.forms.get(event_class or "")
    if event_class == "last":
        return in_years(figure)
    if form is None or not form.figure or figure.unit != "person" or figure.scope:
        return figure
    return replace(figure, unit="death") if form.figure == "dead" else replace(figure, scope=form.figure)
