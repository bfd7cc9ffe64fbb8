"""Every rule of an edited sentence by its id, with the plain sentence that screens show as the reason."""

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {
        "edit.figure": "Another figure stands for the same thing, beyond rounding.",
        "edit.figure_slight": "Another figure stands there, closer than rounding.",
        "edit.figure_other": "Another figure of another thing stands there.",
        "edit.figure_named": "A figure is named in one wording and not in the other.",
        "edit.bound": "The figure is bounded otherwise: at least, about, up to.",
        "edit.date": "Another date is named, or a date in one wording alone.",
        "edit.date_refined": "The same date, told more or less exactly.",
        "edit.name": "Another name stands in the same place.",
        "edit.name_given": "A name is given in one wording and not in the other.",
        "edit.swapped": "Two names have changed places around the same words.",
        "edit.negation": "It is denied in one wording and not in the other.",
        "edit.opposite": "A word has given way to its opposite.",
        "edit.certainty": "It is said with more or less certainty.",
        "edit.quantifier": "It is said of more or fewer: all, most, some.",
        "edit.tense": "It is said of another time: is, was.",
        "edit.content": "Another thing, deed or quality is named.",
        "edit.content_added": "A thing, deed or quality is named that was not.",
        "edit.content_dropped": "A thing, deed or quality is no longer named.",
    }
)
