"""Counts of hits and misses by document, the figures made of them, and their 95 % intervals.

A figure is a function of summed counts, so that its interval can be drawn: whole documents (or stories) with
replacement, 1,000 times, always with the same seed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

DRAWS = 1_000
SEED = 20_260
#: The system that is measured; all others are baselines.
OURS = "claimwatch"

Counts = Mapping[str, float]
Value = Callable[[Counts], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure: its name, and how it comes from the counts."""

    name: str
    value: Value
    #: A share of errors: its floor is a ceiling.
    low_is_good: bool = False
    #: Held by a floor; the others are only reported.
    held: bool = True
    #: Where it is to get to; a share of errors is not held under its goal, as finding more costs a few.
    goal: float | None = None
    #: How far its floor stands under it: few and coarse items need more.
    margin: float = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured figure; value and interval are None where nothing could be counted."""

    name: str
    value: float | None
    interval: tuple[float, float] | None
    low_is_good: bool = False
    held: bool = True
    goal: float | None = None
    margin: float = 0.01
    #: Baseline -> its value of the same figure.
    beside: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One item that came out wrong, for people."""

    item: str
    text: str
    gold: str
    ours: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What a set came to."""

    items: int
    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...] = ()


class Tally:
    """Counts by system and document."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, Counter[str]]] = {}

    def add(self, document: str, key: str, amount: float = 1, *, system: str = OURS) -> None:
        """Count something of a document."""
        of_document = self._counts.setdefault(system, {}).setdefault(document, Counter())
        of_document[key] += amount  # type: ignore[assignment]

    def figures(self, measures: Iterable[Measure]) -> tuple[Figure, ...]:
        """The figures, each with its interval and its baselines."""
        measures = tuple(measures)
        intervals = self._intervals(measures)
        baselines = [system for system in self._counts if system != OURS]
        return tuple(
            Figure(
                name=measure.name,
                value=measure.value(self._sum(OURS)),
                interval=interval,
                low_is_good=measure.low_is_good,
                held=measure.held,
                goal=measure.goal,
                margin=measure.margin,
                beside={
                    system: value for system in baselines if (value := measure.value(self._sum(system))) is not None
                },
            )
            for measure, interval in zip(measures, intervals, strict=True)
        )

    def _sum(self, system: str) -> Counts:
        total: Counter[str] = Counter()
        for counts in self._counts.get(system, {}).values():
            total.update(counts)
        return total

    def _intervals(self, measures: Sequence[Measure]) -> list[tuple[float, float] | None]:
        documents = self._counts.get(OURS, {})
        keys = sorted({key for counts in documents.values() for key in counts})
        if not documents or not keys:
            return [None] * len(measures)
        table = np.array([[counts.get(key, 0.0) for key in keys] for _, counts in sorted(documents.items())])
        chance = np.random.default_rng(SEED)
        drawn = chance.multinomial(len(table), [1 / len(table)] * len(table), size=DRAWS) @ table
        samples = [dict(zip(keys, map(float, row), strict=True)) for row in drawn]
        return [_middle([measure.value(sample) for sample in samples]) for measure in measures]


def _middle(values: Sequence[float | None]) -> tuple[float, float] | None:
    """From the 2.5th to the 97.5th percentile."""
    known = sorted(value for value in values if value is not None)
    return (known[int(0.025 * len(known))], known[int(0.975 * len(known))]) if known else None


# --- figures ---------------------------------------------------------------------------------------------------------
def share(hits: str, of: str) -> Value:
    """Hits of all; None of none, or where hits were never counted."""
    return lambda counts: counts[hits] / counts[of] if hits in counts and counts.get(of) else None


def f1(hit: str = "hit", false: str = "false", missed: str = "missed") -> Value:
    """Harmonic mean of precision and recall of counted hits, false finds and misses."""

    def value(counts: Counts) -> float | None:
        found, wrong, lost = (counts.get(key, 0) for key in (hit, false, missed))
        return 2 * found / (2 * found + wrong + lost) if found + wrong + lost else None

    return value


def pair(gold: str, ours: str) -> str:
    """The key under which a labelled item is counted."""
    return f"{gold} > {ours}"


def label_f1(label: str) -> Value:
    """F1 of one label over counted pairs."""

    def value(counts: Counts) -> float | None:
        hit = counts.get(pair(label, label), 0)
        false = missed = 0.0
        for key, count in counts.items():
            gold, _, ours = key.partition(" > ")
            false += count if ours == label != gold else 0
            missed += count if gold == label != ours else 0
        return 2 * hit / (2 * hit + false + missed) if hit + false + missed else None

    return value


def macro_f1(labels: Sequence[str]) -> Value:
    """Mean of the labels' F1; a label that stands nowhere is left out."""
    parts = [label_f1(label) for label in labels]

    def value(counts: Counts) -> float | None:
        known = [found for part in parts if (found := part(counts)) is not None]
        return sum(known) / len(known) if known else None

    return value


def pair_share(*wanted: tuple[str, str]) -> Value:
    """The share of all counted pairs that are these."""
    keys = {pair(*each) for each in wanted}

    def value(counts: Counts) -> float | None:
        total = sum(count for key, count in counts.items() if " > " in key)
        return sum(counts.get(key, 0) for key in keys) / total if total else None

    return value


def accuracy(counts: Counts) -> float | None:
    """The share of counted pairs of which both sides are one label."""
    pairs = [(key.partition(" > "), count) for key, count in counts.items() if " > " in key]
    total = sum(count for _, count in pairs)
    return sum(count for (gold, _, ours), count in pairs if gold == ours) / total if total else None
