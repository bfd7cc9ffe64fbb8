"""`make eval`: replays the public stories, scores what was shown with the stories' own scorer, prints the tables.

    python -m tests.evaluation.measure [--keep DIR]      the stories are in $CLAIMWATCH_EVAL_DIR or ../shared/eval

Three ways: the pages in newspaper prose (the one that counts), the same pages as short digests (is a fault in reading
or in the logic?), and, for a story with a seed page, that page first with all earlier ones delivered late.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tracker.cli import main as claimwatch

ROOT = Path(__file__).parents[2]
STORIES = Path(os.environ.get("CLAIMWATCH_EVAL_DIR") or ROOT / "../shared/eval").resolve() / "stories"
Json = dict[str, Any]


def measure(work: Path) -> int:
    """Replay and score everything; inputs and outputs stay in `work`."""
    digests = work / "digest-pages"
    _run("collect.py", "export", str(digests), "--replay")
    for name, pages in (("prose", STORIES / "prose"), ("digests", digests)):
        outputs = work / name
        _replay(pages, outputs)
        print(f"\n{name}\n", flush=True)
        _run("score.py", str(STORIES), str(outputs), "--pages", str(pages))
    for name, pages in (("prose", STORIES / "prose"), ("digests", digests)):
        folder = work / f"late-{name}"
        late = _late(pages, folder)
        _replay(folder / "pages", folder / "replayed")
        told = sum(_folded(folder, slug, count) for slug, count in late.items())
        print(
            f"\n{name}, from the seed page on, {sum(late.values())} earlier pages late: {told} told at them\n",
            flush=True,
        )
        _run("score.py", str(folder / "gold"), str(folder / "outputs"))
    return 0


def _run(program: str, *arguments: str) -> None:
    """Run one of the stories' own programs, which leaves nothing beside them."""
    sys.stdout.flush()
    subprocess.run([sys.executable, "-B", str(STORIES / program), *arguments], check=True)


def _replay(pages: Path, outputs: Path) -> None:
    outputs.mkdir(parents=True, exist_ok=True)
    for path in sorted(pages.glob("*.jsonl")):
        code = claimwatch(["replay", str(path), "--json", str(outputs / f"{path.stem}.json")])
        if code:
            raise SystemExit(code)


def _late(pages: Path, folder: Path) -> dict[str, int]:
    """Write the stories that have a seed page: their input with it first, and the gold from it on."""
    found: dict[str, int] = {}
    for name in ("pages", "gold", "outputs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for path in sorted(STORIES.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        at = next((n for n, page in enumerate(story["pages"]) if page.get("role") == "seed"), None)
        if at is None:
            continue
        lines = (pages / f"{story['slug']}.jsonl").read_text(encoding="utf-8").splitlines()
        seed = json.loads(lines[at])["published"]
        # What is older than the seed arrives after it, on the seed's day.
        early = [json.dumps(json.loads(line) | {"fetched": seed}) for line in lines[:at]]
        text = "\n".join([lines[at], *early, *lines[at + 1 :]])
        (folder / "pages" / f"{story['slug']}.jsonl").write_text(f"{text}\n", encoding="utf-8")
        gold = json.dumps(_from(story, at), ensure_ascii=False)
        (folder / "gold" / path.name).write_text(gold, encoding="utf-8")
        found[story["slug"]] = at
    return found


def _from(story: Json, at: int) -> Json:
    """The story as it is expected from its seed page on, which raises nothing itself."""
    kept = {page["id"] for page in story["pages"][at:]}
    first = story["pages"][at]["id"]
    expected = story["expected"]
    claims = [
        claim | {"states": [row for row in claim["states"] if row["page"] in kept]} for claim in expected["claims"]
    ]
    return story | {
        "pages": story["pages"][at:],
        "expected": expected
        | {
            "claims": [claim for claim in claims if claim["states"]],
            "alerts": [each for each in expected["alerts"] if each["page"] in kept - {first}],
            "must_not_alert": [each for each in expected["must_not_alert"] if each["page"] in kept - {first}],
        },
    }


def _folded(folder: Path, slug: str, late: int) -> int:
    """Write the output as of the seed page with all late pages read; how much was told at those."""
    output = json.loads((folder / "replayed" / f"{slug}.json").read_text(encoding="utf-8"))
    pages = output["pages"]
    told = [a for page in pages[1 : late + 1] for a in page["alerts"] if a["severity"] != "info"]
    seed = pages[0] | {"events": pages[late]["events"]}
    folded = output | {"pages": [seed, *pages[late + 1 :]]}
    (folder / "outputs" / f"{slug}.json").write_text(json.dumps(folded, ensure_ascii=False), encoding="utf-8")
    return len(told)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.measure", description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep inputs and outputs here")
    keep: Path | None = parser.parse_args().keep
    if not (STORIES / "score.py").is_file():
        print(f"no stories in {STORIES}: name their folder's parent in CLAIMWATCH_EVAL_DIR", file=sys.stderr)
        return 1
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        return measure(keep.resolve())
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder))


if __name__ == "__main__":
    sys.exit(main())
