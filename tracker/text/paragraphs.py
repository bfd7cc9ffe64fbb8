"""The text of an article as paragraphs: the one form that all spans are offsets into."""

import re
import unicodedata
from collections.abc import Iterable

#: Soft hyphen, zero-width space, joiners and BOM are seen in pages and never read; marks of direction can turn the
#: letters around them on a screen, so that a quote reads otherwise than it is.
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
#: Control characters have no place in a text, and reach terminals; lone surrogates (from JSON) are no characters.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def tidy(line: str) -> str:
    """One paragraph with single plain spaces, composed characters (NFC) and nothing invisible."""
    plain = CONTROL.sub("", INVISIBLE.sub("", line))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def is_dropped(character: str) -> bool:
    """Whether a character of a page has no place in a tidied paragraph."""
    return INVISIBLE.match(character) is not None or CONTROL.match(character) is not None


def join(lines: Iterable[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The paragraphs joined by one newline each, and their half-open offsets; empty ones are left out."""
    kept = [line for line in lines if line]
    spans, at = [], 0
    for line in kept:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return "\n".join(kept), tuple(spans)
