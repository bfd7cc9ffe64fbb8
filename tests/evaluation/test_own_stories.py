"""The project's own stories, open and held out, are sound: gold and prose fit, and go to the labelled data's scorer."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation import replaying
from tests.evaluation.__main__ import main
from tests.evaluation.registry import IN_TREE, score

PATHS = sorted(path for folder in IN_TREE.values() for path in folder.glob("*.json"))
each_set = pytest.mark.parametrize("name", IN_TREE)
each_story = pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.stem))


@each_set
def test_there_are_six(name: str) -> None:
    slugs = [path.stem for path in sorted(IN_TREE[name].glob("*.json"))]
    assert len(slugs) == 6
    assert slugs == [path.stem for path in sorted((IN_TREE[name] / "prose").glob("*.jsonl"))]


@each_story
def test_prose_and_gold_have_the_same_pages(path: Path) -> None:
    prose = (path.parent / "prose" / f"{path.stem}.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in prose.splitlines()]
    pages = _gold(path)["pages"]
    assert [(line["url"], line["published"]) for line in lines] == [(page["url"], page["date"]) for page in pages]
    assert [page["date"] for page in pages] == sorted(page["date"] for page in pages)
    assert all(110 <= len(line["text"].split()) <= 360 for line in lines)
    again = [page for page in pages if "previous" in page]
    assert again, "one address is seen twice"
    known = {page["id"]: page["url"] for page in pages}
    assert all(known[page["previous"]] == page["url"] for page in again)


@each_story
def test_every_claim_has_a_row_for_each_page_from_its_first(path: Path) -> None:
    gold = _gold(path)
    pages = [page["id"] for page in gold["pages"]]
    for claim in gold["expected"]["claims"]:
        shown = [row["page"] for row in claim["states"]]
        assert shown == pages[pages.index(shown[0]) :], claim["id"]
        assert claim["states"][0]["changed"]


@each_story
def test_every_change_has_an_alert_and_every_alert_a_change(path: Path) -> None:
    gold = _gold(path)
    first = gold["pages"][0]["id"]
    rows = {(row["page"], claim["id"]): row for claim in gold["expected"]["claims"] for row in claim["states"]}
    changed = {key for key, row in rows.items() if row["changed"] and key[0] != first}
    alerts = gold["expected"]["alerts"]
    assert changed == {(alert["page"], alert["claim"]) for alert in alerts}
    assert len(alerts) == len(changed)
    for alert in alerts:
        row = rows[alert["page"], alert["claim"]]
        assert alert["after"] == {"state": row["state"], "value": row["value"]}
    traps = [(trap["page"], trap["claim"]) for trap in gold["expected"]["must_not_alert"]]
    assert set(traps) <= set(rows)
    assert len(set(traps)) == len(traps)


@each_set
def test_without_the_scorer_they_are_skipped_visibly(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--data", str(tmp_path)]) == 2
    assert f"{name}: skipped" in capsys.readouterr().err


@each_set
def test_they_go_to_the_scorer_and_no_floor_holds_them(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metric = "{'value': 0.5, 'interval95': [0.25, 0.75]}"
    said = f"{{'metrics': {{'recall_strict': {metric}}}, 'stories': {{}}}}"
    (tmp_path / "stories").mkdir()
    program = (
        f"import json, sys\nopen({str(tmp_path / 'given')!r}, 'w').write(sys.argv[1])\nprint(json.dumps({said}))\n"
    )
    (tmp_path / "stories" / "score.py").write_text(program, encoding="utf-8")
    replayed: list[Path] = []
    monkeypatch.setattr(replaying, "_replay", lambda pages, outputs: replayed.append(pages))
    (figure,) = score(name, tmp_path).figures
    assert (figure.name, figure.value, figure.interval) == ("prose: recall_strict", 0.5, (0.25, 0.75))
    assert not figure.held
    assert replayed == [IN_TREE[name] / "prose"]
    assert (tmp_path / "given").read_text(encoding="utf-8") == str(IN_TREE[name])


def _gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
