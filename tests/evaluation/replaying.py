"""Replays the public stories with the product and scores what was shown with the stories' own scorer.

Three ways: the pages in newspaper prose (the one that counts), the same pages as short digests (is a fault in reading
or in the logic?), and, for a story with a seed page, that page first with all earlier ones delivered late.
"""

import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from tests.evaluation.data import data_folder
from tracker.cli import main as claimwatch
from tracker.errors import TrackerError

Json = dict[str, Any]


class Replays:
    """Replays of one folder of stories; inputs and outputs stay in `work`.

    A folder that brings no programs of its own is scored with those of the labelled data.
    """

    def __init__(self, stories: Path, work: Path, *, scorer: Path | None = None) -> None:
        self._stories = stories
        self._programs = scorer or programs(stories)
        self._work = work

    def prose(self) -> Json:
        """The score of the pages in prose."""
        outputs = self._work / "prose"
        _replay(self._stories / "prose", outputs)
        return self._score(self._stories, outputs, self._stories / "prose")

    def others(self) -> dict[str, Json]:
        """The scores of the digests, where the folder can write them, and of both forms from the seed page on."""
        forms = {"prose": self._stories / "prose"}
        found: dict[str, Json] = {}
        if (self._stories / "collect.py").is_file():
            digests = forms["digests"] = self._work / "digest-pages"
            self._run("collect.py", "export", str(digests), "--replay")
            _replay(digests, self._work / "digests")
            found["digests"] = self._score(self._stories, self._work / "digests", digests)
        for name, pages in forms.items():
            folder = self._work / f"late-{name}"
            late = self._late(pages, folder)
            if not late:
                continue
            _replay(folder / "pages", folder / "replayed")
            told = sum(_folded(folder, slug, count) for slug, count in late.items())
            result = self._score(folder / "gold", folder / "outputs", None)
            result["metrics"]["told at late pages"] = {"value": float(told), "interval95": None}
            found[f"{name}, from the seed page on"] = result
        return found

    def _score(self, gold: Path, outputs: Path, pages: Path | None) -> Json:
        given = ("--pages", str(pages)) if pages else ()
        result: Json = json.loads(self._run("score.py", str(gold), str(outputs), *given, "--json"))
        return result

    def _run(self, program: str, *arguments: str) -> str:
        """What one of the stories' own programs prints; it leaves nothing beside them."""
        command = [sys.executable, "-B", str(self._programs / program), *arguments]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def _late(self, pages: Path, folder: Path) -> dict[str, int]:
        """Write the stories that have a seed page: their input with it first, and the gold from it on."""
        found: dict[str, int] = {}
        for name in ("pages", "gold", "outputs"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for path in sorted(self._stories.glob("*.json")):
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


def programs(stories: Path) -> Path:
    """The folder of the stories' scorer."""
    return stories if (stories / "score.py").is_file() else data_folder() / "stories"


def _replay(pages: Path, outputs: Path) -> None:
    outputs.mkdir(parents=True, exist_ok=True)
    for path in sorted(pages.glob("*.jsonl")):
        with redirect_stdout(sys.stderr):
            code = claimwatch(["replay", str(path), "--json", str(outputs / f"{path.stem}.json")])
        if code:
            raise TrackerError(f"{path}: the replay ended with {code}")


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
