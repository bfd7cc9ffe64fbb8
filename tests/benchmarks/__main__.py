"""`python -m tests.benchmarks [reading|linking ...]`: one table. A figure over its limit is marked; nothing fails."""

import argparse
from collections.abc import Callable, Mapping, Sequence

from tests.benchmarks import linking, reading
from tests.benchmarks.measure import Figure

BENCHES: Mapping[str, Callable[[], Sequence[Figure]]] = {"reading": reading.figures, "linking": linking.figures}


def main() -> None:
    """Measure what is named, everything by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=f"{', '.join(BENCHES)}; all of them by default")
    named = parser.parse_args().benches or list(BENCHES)
    unknown = [name for name in named if name not in BENCHES]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(BENCHES)}")
    print(f"{'measure':<62} {'items':>5} {'median':>9} {'95 % interval':>17}  limit")
    for name in named:
        for each in BENCHES[name]():
            print(_line(each), flush=True)


def _line(each: Figure) -> str:
    limit = "" if each.limit is None else f"{each.limit:g} {'OVER' if each.value > each.limit else 'kept'}"
    value, interval = f"{each.value:.3g} {each.unit}", f"{each.low:.3g} - {each.high:.3g}"
    return f"{each.name:<62} {each.items:>5} {value:>9} {interval:>17}  {limit}"


if __name__ == "__main__":
    main()
