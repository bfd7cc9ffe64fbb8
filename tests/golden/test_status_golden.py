"""Golden statuses: a file of `statuses/` is one phenomenon, with the near misses that must not be read so.

A case is a sentence with one word in square brackets, the status that the sentence gives to that word and, where it
matters, "background" or "". `[[group]]` tables gather the cases of one construction; `near = true` marks those that
look like it and are not.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.claims import RULES, load_lexicon
from tracker.claims.parse import ParsedParagraphs
from tracker.claims.reading import Reading
from tracker.claims.status.nouns import read_noun
from tracker.claims.status.verbs import read_verb
from tracker.model import Status

FILES = sorted((Path(__file__).parent / "statuses").glob("*.toml"))
PARSED = ParsedParagraphs(size=2048)
LEAST = 6


def read_marked(marked: str) -> Reading:
    """The reading of the word in brackets."""
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    token = next(t for t in PARSED.parse(text) if t.idx <= start < t.idx + len(t))
    lexicon = load_lexicon()
    if token.pos_ in ("VERB", "AUX"):
        return read_verb(token, lexicon)
    return read_noun(token, lexicon, fact=False).reading


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for path in FILES:
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
            for sentence, *wanted in group["cases"]:
                yield path.stem, sentence, wanted


@pytest.mark.parametrize(("phenomenon", "sentence", "wanted"), list(cases()), ids=lambda value: str(value)[:60])
def test_golden_statuses(phenomenon: str, sentence: str, wanted: list[str]) -> None:
    reading = read_marked(sentence)
    assert reading.rule in RULES
    assert reading.status is Status(wanted[0]), f"{phenomenon}: {reading.status.value} by {reading.rule}"
    if len(wanted) > 1:
        assert reading.background is (wanted[1] == "background"), (
            f"{phenomenon}: {reading.background} by {reading.rule}"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_phenomenon_has_cases_and_near_misses(path: Path) -> None:
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["group"]
    assert sum(len(group["cases"]) for group in groups) >= LEAST
    assert any(group.get("near") for group in groups)
