"""Golden statuses: a file of `statuses/` is one phenomenon, with the near misses that must not be read so.

A case is a sentence with one word in square brackets, the status that the sentence gives to that word and, where it
matters, "background" or "". "Partly", "in full" and "failed" are told by the rule: done in part, done to the end, tried
and not done. `[[group]]` tables gather the cases of one construction; `near = true` marks those that
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
from tracker.claims.status.parts import IN_FULL, PARTLY, how_far
from tracker.claims.status.verbs import read_verb
from tracker.ledger.extent import TRIED
from tracker.model import Status

FILES = sorted((Path(__file__).parent / "statuses").glob("*.toml"))
PARSED = ParsedParagraphs(size=2048)
LEAST = 6
#: What is told by a status and the rule that gave it.
TOLD_BY_RULE = {
    "partly": (Status.HAPPENED, {PARTLY}),
    "in full": (Status.HAPPENED, {IN_FULL}),
    "failed": (Status.NEGATED, TRIED),
}


def read_marked(marked: str) -> Reading:
    """The reading of the word in brackets."""
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    token = next(t for t in PARSED.parse(text) if t.idx <= start < t.idx + len(t))
    lexicon = load_lexicon()
    if token.pos_ in ("VERB", "AUX"):
        return how_far(token, token, read_verb(token, lexicon))
    nominal = read_noun(token, lexicon, fact=False)
    return how_far(token, nominal.verb, nominal.reading)


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for path in FILES:
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
            for sentence, *wanted in group["cases"]:
                yield path.stem, sentence, wanted


@pytest.mark.parametrize(("phenomenon", "sentence", "wanted"), list(cases()), ids=lambda value: str(value)[:60])
def test_golden_statuses(phenomenon: str, sentence: str, wanted: list[str]) -> None:
    reading = read_marked(sentence)
    assert reading.rule in RULES
    status, rules = TOLD_BY_RULE.get(wanted[0], (None, set(RULES)))
    seen = f"{phenomenon}: {reading.status.value} by {reading.rule}"
    assert reading.status is (status or Status(wanted[0])), seen
    assert reading.rule in rules, seen
    if wanted[0] == "happened":
        assert reading.rule != PARTLY, seen
    if len(wanted) > 1:
        assert reading.background is (wanted[1] == "background"), (
            f"{phenomenon}: {reading.background} by {reading.rule}"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_phenomenon_has_cases_and_near_misses(path: Path) -> None:
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["group"]
    assert sum(len(group["cases"]) for group in groups) >= LEAST
    assert any(group.get("near") for group in groups)
