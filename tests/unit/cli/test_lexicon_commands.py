"""`lexicon try` and `lexicon list`, and `config check` over a user's words: the real rules, no App."""

import json
from pathlib import Path

import pytest

from tracker.claims import load_lexicon
from tracker.cli import main
from tracker.cli.exits import Exit


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLAIMWATCH_CONFIG", raising=False)


@pytest.fixture
def config(tmp_path: Path) -> str:
    """Settings that name a folder with a class of bees."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "bees.toml").write_text('[swarm]\nnoun = "swarm"\nverbs = ["swarm"]\n', encoding="utf-8")
    (tmp_path / "config.toml").write_text(f'[claims]\nlexicon = "{tmp_path}/words"\n', encoding="utf-8")
    return str(tmp_path / "config.toml")


def test_try_shows_each_claim_with_its_rule_and_cue(capsys: pytest.CaptureFixture[str]) -> None:
    said = "The carmaker will cut 4,000 jobs by June 30, director Mara Vell said. Nurses went on strike on Monday."
    assert main(["lexicon", "try", said, "--on", "2025-03-12"]) is Exit.OK
    shown = capsys.readouterr().out
    first, second = shown.split("\n\n")
    assert first.startswith("cut_jobs (job cuts)\n")
    assert "planned" in first
    assert "carmaker" in first
    assert "Mara Vell" in first
    assert "4,000 jobs" in first
    assert "by Mon 30 Jun 2025" in " ".join(first.split())
    assert 'Will, shall or going to announces it. (status.will, at "will")' in " ".join(first.split())
    assert second.startswith("walk_out (strike)\n")
    assert "went on strike" in second
    assert max(map(len, shown.splitlines())) <= 80


def test_try_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "try", "The court struck down the law.", "--json"]) is Exit.OK
    (claim,) = json.loads(capsys.readouterr().out)
    assert claim["class"] == "strike_down (striking down)"
    assert claim["subject"] == "court"
    assert claim["words"] == "struck down"


def test_try_where_nothing_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "try", "Good morning."]) is Exit.OK
    assert "no claim is read" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["lexicon", "try", " "], ["lexicon", "try", "Yes.", "--on", "soon"]])
def test_what_cannot_be_tried_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) is Exit.TROUBLE
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_list_finds_classes_by_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "list", "strike ballot"]) is Exit.OK
    shown = capsys.readouterr().out
    assert shown.startswith("strike_ballot (strike ballot)\n")
    assert "walk_out" in shown
    assert main(["lexicon", "list", "recall", "--json"]) is Exit.OK
    found = {each["class"]: each for each in json.loads(capsys.readouterr().out)}
    assert "@faulty_goods" in found["recall_product (product recall)"]["needs"]
    assert any(name.startswith("suspend_relations") for name in found)


def test_list_without_a_word_has_every_area(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "list"]) is Exit.OK
    shown = capsys.readouterr().out
    assert "law and courts (" in shown
    assert "strike_down" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_word_that_no_class_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "list", "xyzzy"]) is Exit.NOT_FOUND
    assert "'xyzzy'" in capsys.readouterr().err


def test_a_users_words_hold_for_both(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", config, "lexicon", "try", "The bees swarmed on Monday."]) is Exit.OK
    assert capsys.readouterr().out.startswith("swarm (swarm)")
    assert main(["--config", config, "lexicon", "list", "swarm"]) is Exit.OK
    assert "bees.toml" in "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", [["lexicon", "list"], ["lexicon", "try", "Yes."], ["check"]])
def test_a_mistake_in_the_users_words_ends_a_command_in_one_line(
    config: str, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "words" / "bees.toml").write_text('[swarm]\nnoun = "swarm"\nverbs = "swarm"\n', encoding="utf-8")
    assert main(["--config", config, "--data", str(tmp_path / "data"), *command]) is Exit.TROUBLE
    (line,) = capsys.readouterr().err.splitlines()
    assert "bees.toml: swarm, verbs: is a list of words" in line


def test_config_check_looks_at_the_users_words(config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "check", config]) is Exit.OK
    assert "[claims] lexicon" in capsys.readouterr().out
    (tmp_path / "words" / "bees.toml").write_text("[swarm]\n", encoding="utf-8")
    load_lexicon.cache_clear()  # as a new process begins
    assert main(["config", "check", config]) is Exit.TROUBLE
    assert "bees.toml: swarm, noun: a new class needs a noun for titles" in capsys.readouterr().out
