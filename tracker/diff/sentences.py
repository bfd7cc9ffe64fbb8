"""Sentences of a text by punctuation, without a language model: good enough to align two versions."""

import re

#: Words that end in a full stop without ending a sentence.
ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|No|vs|etc|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|"
    r"Nov|Dec|U\.S|U\.K|U\.N|E\.U|a\.m|p\.m|e\.g|i\.e)|\b[A-Z])\.$"
)
END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9А-ЯЁ\u10d0-\u10ff])")


def sentences(text: str, paragraphs: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences, in order; none crosses a paragraph."""
    spans = []
    for start, end in paragraphs:
        at = start
        for match in END.finditer(text, start, end):
            if ABBREVIATIONS.search(text, max(start, match.start() - 8), match.start() + 1):
                continue
            spans.append((at, match.end()))
            at = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
        if at < end:
            spans.append((at, end))
    return spans
