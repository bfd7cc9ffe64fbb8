"""Time taken, and figures with intervals."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_DRAWS = 1000
_SEED = 20_250_117


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value: the median over `items`, with a 95 % interval by bootstrap over them."""

    name: str
    value: float
    low: float
    high: float
    items: int
    unit: str
    #: What it has to stay under; None where nothing is asked.
    limit: float | None = None


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that one call takes: what else the machine does counts little."""
    began = time.process_time()
    work()
    return time.process_time() - began


def figure(name: str, values: Sequence[float], *, unit: str, limit: float | None = None) -> Figure:
    """The median of the values. Raises ValueError (statistics) if there are none."""
    draw = random.Random(_SEED)
    medians = sorted(statistics.median(draw.choices(values, k=len(values))) for _ in range(_DRAWS))
    low, high = medians[int(0.025 * _DRAWS)], medians[int(0.975 * _DRAWS) - 1]
    return Figure(
        name=name, value=statistics.median(values), low=low, high=high, items=len(values), unit=unit, limit=limit
    )
