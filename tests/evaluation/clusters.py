"""Two groupings of the same items against each other: CEAF-e (Luo 2005) and adjusted mutual information (Vinh 2010).

A grouping is item -> name of its group. Both have every item.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.evaluation.scoring import Counts, Value

Grouping = Mapping[str, str]


def groups(of: Grouping) -> dict[str, set[str]]:
    """The items of each group."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, group in of.items():
        found[group].add(key)
    return dict(found)


def mean_of(*parts: Value) -> Value:
    """The mean of several figures; None where one of them is none."""

    def value(counts: Counts) -> float | None:
        known = [found for part in parts if (found := part(counts)) is not None]
        return sum(known) / len(parts) if len(known) == len(parts) else None

    return value


# --- CEAF-e ----------------------------------------------------------------------------------------------------------
def ceaf_shares(gold: Grouping, ours: Grouping, *, singletons: bool = True) -> dict[str, float]:
    """What each item adds to the likeness of the groups as they are best paired, one to one.

    The likeness of two groups is 2 |both| / (|one| + |other|); each item in both carries an equal part of it. Without
    singletons, groups of one item on either side are left out. Divided by the number of groups of one side, the sum is
    precision or recall.
    """
    least = 1 if singletons else 2
    by_gold = {name: items for name, items in groups(gold).items() if len(items) >= least}
    by_ours = {name: items for name, items in groups(ours).items() if len(items) >= least}
    shares: dict[str, float] = {}
    for theirs, answers in _together(by_gold, by_ours, gold):
        table = [[_likeness(by_gold[a], by_ours[b]) for b in answers] for a in theirs]
        for row, column in best_pairs(table):
            both = by_gold[theirs[row]] & by_ours[answers[column]]
            shares |= {key: table[row][column] / len(both) for key in both}
    return shares


def _likeness(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _together(
    by_gold: Mapping[str, set[str]], by_ours: Mapping[str, set[str]], gold: Grouping
) -> list[tuple[list[str], list[str]]]:
    """The groups of both sides in lots that share no item: each lot can be paired by itself."""
    meets = {
        name: sorted({gold[key] for key in items if gold[key] in by_gold}) for name, items in sorted(by_ours.items())
    }
    back: dict[str, list[str]] = defaultdict(list)
    for name, theirs in meets.items():
        for each in theirs:
            back[each].append(name)
    lots, seen = [], set[str]()
    for begin in sorted(back):
        if begin in seen:
            continue
        theirs, answers, waiting = [], list[str](), [begin]
        seen.add(begin)
        while waiting:
            theirs.append(waiting.pop())
            for name in back[theirs[-1]]:
                if name not in answers:
                    answers.append(name)
                    waiting += [each for each in meets[name] if each not in seen]
                    seen.update(meets[name])
        lots.append((theirs, answers))
    return lots


def best_pairs(table: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Rows and columns of the one-to-one pairing with the greatest sum; pairs of 0 are left out.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957), row by row: O(n^3).
    """
    if not table or not table[0]:
        return []
    if len(table) > len(table[0]):
        flipped = [list(column) for column in zip(*table, strict=True)]
        return sorted((row, column) for column, row in best_pairs(flipped))
    columns = len(table[0])
    pairing = _Pairing([0.0] * len(table), [0.0] * columns, [None] * columns)
    for row in range(len(table)):
        _add_row(table, pairing, row)
    found = ((row, column) for column, row in enumerate(pairing.row_of) if row is not None)
    return sorted((row, column) for row, column in found if table[row][column] > 0)


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Potentials of rows and columns, and the row of each column."""

    of_row: list[float]
    of_column: list[float]
    row_of: list[int | None]


def _add_row(table: Sequence[Sequence[float]], pairing: _Pairing, start: int) -> None:
    """Give one more row a column, along the cheapest path of columns that pass their rows on."""
    columns = range(len(pairing.of_column))
    least = [math.inf] * len(columns)
    came: list[int | None] = [None] * len(columns)
    done: list[int] = []
    row: int | None = start
    last: int | None = None
    while row is not None:
        for column in (each for each in columns if each not in done):
            cost = -table[row][column] - pairing.of_row[row] - pairing.of_column[column]
            if cost < least[column]:
                least[column], came[column] = cost, last
        last = min((each for each in columns if each not in done), key=lambda each: least[each])
        step = least[last]
        pairing.of_row[start] += step
        for column in columns:
            owner = pairing.row_of[column]
            if column in done and owner is not None:
                pairing.of_row[owner] += step
                pairing.of_column[column] -= step
            elif column not in done:
                least[column] -= step
        done.append(last)
        row = pairing.row_of[last]
    while last is not None:
        before = came[last]
        pairing.row_of[last] = start if before is None else pairing.row_of[before]
        last = before


# --- adjusted mutual information -------------------------------------------------------------------------------------
def ami(gold: Grouping, ours: Grouping) -> float | None:
    """Mutual information beyond chance, over the mean of both entropies beyond chance; None of nothing."""
    total = len(gold)
    if not total:
        return None
    a, b = Counter(gold.values()), Counter(ours[key] for key in gold)
    cells = Counter((gold[key], ours[key]) for key in gold)
    if len(a) == len(b) == len(cells) and len(a) in (1, total):
        return 1.0
    told = sum(n / total * math.log(total * n / (a[one] * b[other])) for (one, other), n in cells.items())
    chance = _expected(Counter(a.values()), Counter(b.values()), total)
    mean = (_entropy(a, total) + _entropy(b, total)) / 2
    return (told - chance) / (mean - chance) if abs(mean - chance) > 1e-12 else 0.0


def _entropy(sizes: Mapping[str, int], total: int) -> float:
    return -sum(n / total * math.log(n / total) for n in sizes.values())


def _expected(ours: Mapping[int, int], theirs: Mapping[int, int], total: int) -> float:
    """The mean mutual information of random groupings of these sizes; sizes -> how many groups have them."""
    found = 0.0
    for a, many in ours.items():
        for b, more in theirs.items():
            found += many * more * sum(
                math.comb(b, n) * math.comb(total - b, a - n) / math.comb(total, a)
                * n / total * math.log(total * n / (a * b))
                for n in range(max(1, a + b - total), min(a, b) + 1)
            )  # fmt: skip
    return found
