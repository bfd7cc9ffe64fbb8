"""The table, the errors of a set, and the same for machines."""

import json
from collections.abc import Mapping
from typing import Any

from tests.evaluation.floors import Floors
from tests.evaluation.scoring import Figure, Scored

HEADS = ("set", "items", "measure", "value", "95 % interval", "floor", "goal", "beside")


def table(results: Mapping[str, Scored], floors: Floors) -> str:
    """One line a figure; a figure on the wrong side of its floor is marked with "!"."""
    rows = [HEADS]
    for name, scored in results.items():
        for number, figure in enumerate(scored.figures):
            first = (name, str(scored.items)) if number == 0 else ("", "")
            limit = floors.of(name, figure)
            sign = "<= " if figure.low_is_good else ">= "
            mark = "" if floors.is_kept(name, figure) else " !"
            rows.append(
                (
                    *first,
                    figure.name,
                    _number(figure.value),
                    _interval(figure),
                    f"{sign}{_number(limit)}{mark}" if limit is not None else "",
                    f"{sign}{_number(figure.goal)}" if figure.goal is not None else "",
                    ", ".join(f"{system} {_number(value)}" for system, value in figure.beside.items()),
                )
            )
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines)


def errors(name: str, scored: Scored) -> str:
    """The errors of a set, gathered by what was asked and what was answered, the commonest first."""
    kinds: dict[str, list[str]] = {}
    for miss in scored.misses:
        shown = f"  {miss.item}\n     {miss.text}\n     gold: {miss.gold}\n     ours: {miss.ours}   rule: {miss.rule}"
        kinds.setdefault(f"{miss.gold.split(' (')[0][:40]} -> {miss.ours[:40]}", []).append(shown)
    parts = [f"{name}: {len(scored.misses)} errors"]
    for kind, found in sorted(kinds.items(), key=lambda each: -len(each[1])):
        parts += [f"\n{len(found)} x {kind}", *found]
    return "\n".join(parts)


def for_machines(results: Mapping[str, Scored], floors: Floors) -> str:
    """All figures, intervals, floors, baselines and errors as JSON."""
    return json.dumps({name: _as_json(name, scored, floors) for name, scored in results.items()}, indent=1)


def _as_json(name: str, scored: Scored, floors: Floors) -> dict[str, Any]:
    return {
        "items": scored.items,
        "figures": {
            figure.name: {
                "value": figure.value,
                "interval95": figure.interval,
                "low_is_good": figure.low_is_good,
                "floor": floors.of(name, figure),
                "goal": figure.goal,
                "kept": floors.is_kept(name, figure),
                "beside": dict(figure.beside),
            }
            for figure in scored.figures
        },
        "errors": [
            {"item": m.item, "text": m.text, "gold": m.gold, "ours": m.ours, "rule": m.rule} for m in scored.misses
        ],
    }


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(figure: Figure) -> str:
    return f"{figure.interval[0]:.3f}-{figure.interval[1]:.3f}" if figure.interval else ""
