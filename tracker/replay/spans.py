"""Where a quote stands in the text as given: a text is tidied before it is read; evidence fits what was given."""

import unicodedata
from collections.abc import Sequence

from tracker.model import Article
from tracker.text import is_dropped, tidy

Span = tuple[int, int]


class GivenText:
    """A text as given, beside the article that was read from it."""

    def __init__(self, given: str, article: Article) -> None:
        self._given = given
        self._article = article
        self._paragraphs: list[tuple[Span, Sequence[Span]]] | None = None

    def locate(self, start: int, end: int) -> tuple[int, int, str]:
        """The stretch of the given text behind `article.text[start:end]`, and its words."""
        if self._paragraphs is None:
            self._paragraphs = list(self._aligned())
        first = last = 0
        found = False
        for (begins, ends), characters in self._paragraphs:
            if ends <= start or begins >= end:
                continue
            inside = characters[max(start, begins) - begins : min(end, ends) - begins]
            first = inside[0][0] if not found else first
            last, found = inside[-1][1], True
        return first, last, self._given[first:last]

    def _aligned(self) -> list[tuple[Span, Sequence[Span]]]:
        """Each paragraph of the article: its span there, and for each character its span in the given text."""
        lines: list[tuple[int, str]] = []
        at = 0
        for line in self._given.splitlines(keepends=True):
            if tidy(line):
                lines.append((at, line))
            at += len(line)
        # A first line that was taken for the title is no paragraph.
        lines = lines[len(lines) - len(self._article.paragraphs) :]
        return [
            (span, _characters(line, at, self._article.text[span[0] : span[1]]))
            for span, (at, line) in zip(self._article.paragraphs, lines, strict=True)
        ]


def _characters(line: str, at: int, tidied: str) -> Sequence[Span]:
    """For each character of a tidied paragraph its span in the given text; the whole line if they can't be paired."""
    kept = [(character, n) for n, character in enumerate(line) if not is_dropped(character)]
    made: list[str] = []
    spans: list[Span] = []
    n = 0
    while n < len(kept):
        end = n + 1
        while end < len(kept) and unicodedata.combining(kept[end][0]):
            end += 1
        composed = unicodedata.normalize("NFC", "".join(character for character, _ in kept[n:end]))
        span = (at + kept[n][1], at + kept[end - 1][1] + 1)
        for character in composed:
            if not character.isspace():
                made.append(character)
                spans.append(span)
            elif made and made[-1] != " ":
                made.append(" ")
                spans.append(span)
        n = end
    if made and made[-1] == " ":
        made.pop()
        spans.pop()
    if "".join(made) != tidied:
        stripped = line.strip()
        begin = at + line.index(stripped)
        return [(begin, begin + len(stripped))] * len(tidied)
    return spans
