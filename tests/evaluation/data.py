"""Where the labelled data is, and its items. It is read in place and never copied."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Item = dict[str, Any]


def data_folder(given: Path | None = None) -> Path:
    """The folder of the sets: as given, else $CLAIMWATCH_EVAL_DIR, else ../shared/eval beside the project."""
    return (given or Path(os.environ.get("CLAIMWATCH_EVAL_DIR") or ROOT / "../shared/eval")).resolve()


def items(folder: Path) -> list[Item]:
    """The lines of all `*.jsonl` in a folder, in the order of the files' names."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def sample(found: Iterable[Item], size: int) -> list[Item]:
    """So many items, always the same ones: those whose ids have the lowest hashes."""
    return sorted(found, key=lambda item: hashlib.sha256(str(item["id"]).encode()).hexdigest())[:size]
