"""Floors under the figures, and ceilings over shares of errors: they are raised to what was reached, never lowered."""

import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.evaluation.scoring import Figure

PATH = Path(__file__).with_name("floors.toml")
HEAD = """# Floors of `python -m tests.evaluation`: a figure under its floor (or over its ceiling) fails.
# Written by --raise-floors, which never lowers one. A figure whose measure is gone is named under [retired] with why.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors and ceilings: set -> figure -> value."""

    at_least: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    at_most: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    #: "set: figure" -> why it is no longer held.
    retired: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, figure: Figure) -> float | None:
        """The floor or ceiling of a figure."""
        return (self.at_most if figure.low_is_good else self.at_least).get(name, {}).get(figure.name)

    def is_kept(self, name: str, figure: Figure) -> bool:
        """Whether a figure stands on the right side of its floor; what has none is kept."""
        limit = self.of(name, figure)
        if limit is None:
            return True
        if figure.value is None:
            return False
        return figure.value <= limit + 1e-9 if figure.low_is_good else figure.value >= limit - 1e-9

    def raised(self, name: str, figures: tuple[Figure, ...]) -> "Floors":
        """The floors with those of a set raised to its figures less the margin; none is lowered."""
        least = {key: dict(values) for key, values in self.at_least.items()}
        most = {key: dict(values) for key, values in self.at_most.items()}
        for figure in figures:
            if not figure.held or figure.value is None:
                continue
            if figure.low_is_good:
                now = max(figure.value + figure.margin, figure.goal or 0.0)
                reached = round(min(now, most.get(name, {}).get(figure.name, float("inf"))), 4)
                most.setdefault(name, {})[figure.name] = reached
            else:
                is_there = figure.goal is not None and figure.value >= figure.goal
                now = (
                    max(figure.value - figure.margin, figure.goal or 0.0) if is_there else figure.value - figure.margin
                )
                reached = round(max(now, 0.0, least.get(name, {}).get(figure.name, 0.0)), 4)
                least.setdefault(name, {})[figure.name] = reached
        return Floors(least, most, self.retired)

    def lowered(self, before: "Floors") -> list[str]:
        """What is lower here than it was, or gone without being retired."""
        found = []
        for is_low, ours, theirs in ((False, self.at_least, before.at_least), (True, self.at_most, before.at_most)):
            for name, values in theirs.items():
                for key, old in values.items():
                    new = ours.get(name, {}).get(key)
                    if new is None:
                        found += [] if f"{name}: {key}" in self.retired else [f"{name}: {key} is gone"]
                    elif (new > old) if is_low else (new < old):
                        found.append(f"{name}: {key} went from {old} to {new}")
        return found

    def text(self) -> str:
        """As written to the file."""
        lines = [HEAD]
        for kind, tables in (("at_least", self.at_least), ("at_most", self.at_most)):
            for name, values in tables.items():
                lines += [f"[{kind}.{name}]", *(f'"{key}" = {value}' for key, value in values.items()), ""]
        if self.retired:
            lines += ["[retired]", *(f'"{key}" = "{why}"' for key, why in self.retired.items()), ""]
        return "\n".join(lines)


def parsed(text: str) -> Floors:
    """Floors as written."""
    table: dict[str, Any] = tomllib.loads(text)
    return Floors(table.get("at_least", {}), table.get("at_most", {}), table.get("retired", {}))


def load() -> Floors:
    """The project's floors."""
    return parsed(PATH.read_text(encoding="utf-8")) if PATH.is_file() else Floors()


def committed() -> list[Floors]:
    """The floors of every commit that touched them; [] where there is no history."""
    root = PATH.parents[2]
    name = PATH.relative_to(root).as_posix()
    found = []
    for commit in _git(root, "log", "--format=%H", "--", name).split():
        text = _git(root, "show", f"{commit}:{name}")
        found += [parsed(text)] if text else []
    return found


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
