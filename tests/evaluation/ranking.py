"""Average precision of an answer in grades: how well the right items come before the wrong ones."""

from tests.evaluation.scoring import Counts, Value

_RANK = "rank "


def rank(grade: float, *, is_right: bool) -> str:
    """The key under which an item of a grade is counted; higher grades come first."""
    return f"{_RANK}{grade:g} {is_right:d}"


def average_precision() -> Value:
    """Precision at each grade, weighted by the recall that the grade adds; items of one grade come together.

    An answer of yes or no has two grades. None where nothing was right.
    """

    def value(counts: Counts) -> float | None:
        grades: dict[float, list[float]] = {}
        for key, count in counts.items():
            if key.startswith(_RANK):
                grade, is_right = key.removeprefix(_RANK).split()
                grades.setdefault(float(grade), [0.0, 0.0])[int(is_right)] += count
        right = sum(found for _, found in grades.values())
        if not right:
            return None
        total = hits = taken = 0.0
        for _, (wrong, found) in sorted(grades.items(), reverse=True):
            hits, taken = hits + found, taken + found + wrong
            total += found / right * hits / taken if taken else 0.0
        return total

    return value
