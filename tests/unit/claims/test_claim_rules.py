"""Every rule id that the code names is explained, and every explanation is used."""

import re
from pathlib import Path

from tracker import claims
from tracker.claims import RULE_SET, RULES

FOLDER = Path(claims.__file__).parent
_ID = re.compile(r'"((?:status|nominal|article|operator|attribution|date|quantity|schedule|slip)\.[a-z_]+)"')


def used() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py") if path.name != "rules.py"]
    return {rule for text in texts for rule in _ID.findall(text)}


def test_each_rule_is_explained() -> None:
    assert used() - set(RULES) == set()


def test_each_explanation_is_used() -> None:
    assert set(RULES) - used() == set()


def test_explanations_are_sentences() -> None:
    assert RULE_SET >= 1
    for rule, sentence in RULES.items():
        assert sentence[0].isupper(), rule
        assert sentence.endswith("."), rule
