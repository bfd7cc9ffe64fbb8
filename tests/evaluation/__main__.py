"""`python -m tests.evaluation [SET ...]`: scores the product's functions on the labelled sets and prints the table."""

import argparse
import sys
import time
from pathlib import Path

from tests.evaluation import floors as floor_file
from tests.evaluation.data import data_folder
from tests.evaluation.registry import NAMES, has_data, score
from tests.evaluation.report import errors, for_machines, table
from tests.evaluation.scoring import Scored


def main(arguments: list[str] | None = None) -> int:
    """The command line: 0, or 1 where a figure is under its floor, 2 where no set is there."""
    options = _options(arguments)
    data = data_folder(options.data)
    names = [options.errors] if options.errors else options.sets or list(NAMES)
    there = [name for name in names if has_data(name, data)]
    for name in names:
        if name not in there:
            print(f"{name}: skipped, no items in {data / name}", file=sys.stderr)
    if not there:
        print(f"no set in {data}: name their folder with --data or CLAIMWATCH_EVAL_DIR", file=sys.stderr)
        return 2
    results: dict[str, Scored] = {}
    for name in there:
        began = time.monotonic()
        results[name] = score(name, data, everything=options.all, keep=options.keep)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return _show(options, results)


def _show(options: argparse.Namespace, results: dict[str, Scored]) -> int:
    floors = floor_file.load()
    if options.errors:
        print(errors(options.errors, results[options.errors]))
        return 0
    print(table(results, floors))
    if options.json:
        options.json.write_text(for_machines(results, floors), encoding="utf-8")
    if options.raise_floors:
        for name, scored in results.items():
            floors = floors.raised(name, scored.figures)
        floor_file.PATH.write_text(floors.text(), encoding="utf-8")
        print(f"floors raised in {floor_file.PATH}", file=sys.stderr)
    below = [
        f"{name}: {figure.name}"
        for name, scored in results.items()
        for figure in scored.figures
        if not floors.is_kept(name, figure)
    ]
    print(*(f"under its floor: {each}" for each in below), sep="\n", end="\n" if below else "", file=sys.stderr)
    return 1 if below else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help="score these; all by default")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the sets ($CLAIMWATCH_EVAL_DIR)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write everything for machines here")
    parser.add_argument("--errors", choices=NAMES, metavar="SET", help="list the errors of one set instead")
    parser.add_argument("--all", action="store_true", help="all items and forms where a sample is the default")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was replayed of the stories here")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to what is reached")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.sets if name not in NAMES]:
        parser.error(f"no set is named {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
