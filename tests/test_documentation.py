"""What isn't documented fails: commands, settings, change kinds, exit codes, words, rules."""

import dataclasses
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import tracker.model
from tracker.claims import RULES as CLAIM_RULES
from tracker.cli.exits import Exit
from tracker.cli.main import app
from tracker.config import Settings, load_settings
from tracker.config.story import KEYS, SOURCE_KEYS
from tracker.diff import RULES as DIFF_RULES
from tracker.ledger import RULES as LEDGER_RULES
from tracker.model import ChangeKind, Outcome, State, Status

ROOT = Path(__file__).parents[1]
DOCS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app)


def test_config_toml_shows_every_setting_with_its_default() -> None:
    assert load_settings(ROOT / "config.toml") == Settings()
    shown = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    for section in dataclasses.fields(Settings):
        if section.name == "channels":
            continue
        names = {each.name for each in dataclasses.fields(getattr(Settings(), section.name))}
        assert set(shown[section.name]) == names


@pytest.mark.parametrize("section", [each.name for each in dataclasses.fields(Settings)])
def test_settings_are_documented(section: str) -> None:
    values = getattr(Settings(), section)
    for each in dataclasses.fields(values[0] if isinstance(values, tuple) else values):
        assert f"`{each.name}`" in DOCS["configuration"], f"[{section}] {each.name}"


def _named(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command that is shown, with its whole name: "sources", "sources add"."""
    for name, command in group.commands.items():
        if not command.hidden:
            yield f"{above}{name}", command
            yield from _named(command, f"{above}{name} ") if hasattr(command, "commands") else ()


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=each[0]) for each in _named(COMMANDS)])
def test_commands_are_documented_and_have_help(name: str, command: Any) -> None:
    assert command.help
    assert f"`{name}" in DOCS["commands"]
    assert " " in name or f"`claimwatch {name}" in README
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"
        for option in parameter.opts:
            assert not option.startswith("--") or option in DOCS["commands"], f"{name} {option}"


@pytest.mark.parametrize("parameter", COMMANDS.params, ids=lambda parameter: parameter.name)
def test_options_of_every_command_are_documented(parameter: Any) -> None:
    assert parameter.help
    assert all(f"`{option}" in DOCS["commands"] for option in parameter.opts)


def test_only_commands_that_exist_are_documented() -> None:
    for page in (DOCS["commands"], README):
        named = re.findall(r"^\| `(?:claimwatch )?([a-z]+(?:-[a-z]+)*)[^`]*` \|", page, re.MULTILINE)
        assert set(named) - {"claimwatch"} == set(COMMANDS.commands)  # type: ignore[attr-defined]


def test_documented_defaults_are_those_of_config_toml() -> None:
    shown = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    shown["channels"] = shown["channels"][0]
    table = DOCS["configuration"].partition("\n## ")[0]
    section, seen = "", set()
    for name, keys, defaults in re.findall(r"^\| (.*?) ?\| (`.*?) \| (.*?) ?\|", table, re.MULTILINE):
        section = name.strip("`[]") or section
        named, given = re.findall(r"`(.*?)`", keys), re.findall(r"`(.*?)`", defaults)
        seen |= {(section, key) for key in named}
        for key, default in zip(named, given or [None] * len(named), strict=True):
            value = shown[section][key]
            written = str(value).lower() if isinstance(value, bool) else str(value)
            assert default is None or default.strip('"') == written, f"[{section}] {key}"
    assert seen == {(name, key) for name, values in shown.items() for key in values}


def test_keys_of_story_files_are_documented() -> None:
    page = DOCS["configuration"].partition("## Story files")[2]
    assert all(f"`{key}`" in page or f"`[[{key}]]`" in page for key in (*KEYS, *SOURCE_KEYS))


@pytest.mark.parametrize("code", Exit)
def test_exit_codes_are_documented(code: Exit) -> None:
    assert f"| {code.value} | {code.name} |" in DOCS["commands"]


@pytest.mark.parametrize("kind", ChangeKind)
def test_change_kinds_are_documented(kind: ChangeKind) -> None:
    assert f"`{kind.value}`" in DOCS["change-kinds"]


@pytest.mark.parametrize("word", [*Status, *State, *Outcome], ids=str)
def test_states_are_in_the_glossary(word: Status | State | Outcome) -> None:
    means = {"status": Status, "state": State, "outcome": Outcome}
    row = next(name for name, words in means.items() if isinstance(word, words))
    line = next(line for line in DOCS["glossary"].splitlines() if line.startswith(f"| **{row}** |"))
    listed = [each.strip() for each in re.split(r"[:,|(]", line)]
    assert word.value in listed or word.value.removeprefix("happened ") in listed


#: Parts of a word that the glossary has, not words of their own.
PARTS = {
    "Article Summary", "New Story", "New Source", "Stored", "Attribution", "Participant", "Quantity", "Event Time",
    "Event State", "Ledger Row", "Story Book", "Source Reading", "Facet", "Text Diff", "Sentence Edit", "Word Edit",
    "Fact Edit", "Claim Diff", "Claim Edit", "Capture", "Captured", "Fetched", "Not Modified", "Fetch Failed",
    "Feed Entry", "Unreadable",
}  # fmt: skip


def test_the_words_of_the_model_are_in_the_glossary() -> None:
    for name, value in inspect.getmembers(tracker.model, dataclasses.is_dataclass):
        word = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
        assert word in PARTS or f"**{word.lower()}**" in DOCS["glossary"], f"{value} is in no glossary"


@pytest.mark.parametrize("rules", [CLAIM_RULES, DIFF_RULES, LEDGER_RULES], ids=["claims", "diff", "ledger"])
def test_every_rule_says_why_in_a_sentence(rules: dict[str, str]) -> None:
    for rule, sentence in rules.items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", rule), rule
        assert sentence.endswith(".")
        assert sentence[0].isupper()


@pytest.mark.parametrize(("room", "rules"), [("claims", CLAIM_RULES), ("diff", DIFF_RULES), ("ledger", LEDGER_RULES)])
def test_rules_that_are_used_are_listed_and_the_other_way_round(room: str, rules: dict[str, str]) -> None:
    sources = [p for p in (ROOT / "tracker" / room).rglob("*.py") if p.name != "rules.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    prefixes = {rule.partition(".")[0] for rule in rules}
    used = set(re.findall(rf'"((?:{"|".join(prefixes)})\.[a-z_]+)"', code))
    assert used <= set(rules), f"used, but not listed: {sorted(used - set(rules))}"
    # A rule may be named by the status that it stands for: f"fold.{status.value}".
    families = set(re.findall(r'f"([a-z]+)\.\{[a-z_.]*status\.value\}"', code))
    used |= {f"{family}.{status.value}" for family in families for status in Status}
    assert set(rules) <= used, f"listed, but not used: {sorted(set(rules) - used)}"


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"
