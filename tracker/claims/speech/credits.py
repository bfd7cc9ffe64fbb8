"""Lines that credit a picture, a figure or a quotation: Image: NASA. (Source: Eurostat) "…" — Reuters, May 4.

Strings alone, so that a line is read the same whatever the parser makes of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PICTURES = (
    "image|photo|picture|photograph|photographer|photography|illustration|graphic|infographic|chart|map|video|footage|"
    "audio|screenshot|still|artwork|cartoon|drawing|animation|file photo|file image|file|courtesy|"
    "(?:image|photo|picture|video) (?:credit|source)"
)
_SOURCES = "source|credit|data"
_KINDS = rf"(?P<picture>(?:{_PICTURES})s?)|(?:{_SOURCES})s?"
_NAME = r"[A-Z0-9@][^\n.;:()\"!?]{0,70}?(?:(?<=\b[A-Z])\.[^\n.;:()\"!?]{0,40}?)*"
_ENDS = r"(?=[.)\n]|$)"
_BEGINS = r"(?:^|(?<=[.!?)\"]\s)|(?<=\n)|(?<=\())"
_PATTERNS = (
    # Image: NASA. (Photo: Jane Doe/Reuters) Source: Eurostat
    re.compile(rf"{_BEGINS}(?P<all>(?i:{_KINDS})\s?:\s+(?P<name>{_NAME})){_ENDS}"),
    # The same after a caption without a full stop.
    re.compile(rf"(?<=\s)(?P<all>(?P<picture>Image|Photo|Picture):\s+(?P<name>{_NAME})){_ENDS}"),
    # Photo by Jane Doe. Photograph courtesy of NASA
    re.compile(
        rf"{_BEGINS}(?P<all>(?P<picture>(?i:{_PICTURES})s?) (?:taken by|provided by|by|from|courtesy of|courtesy) "
        rf"(?P<name>{_NAME})){_ENDS}"
    ),
    # © Reuters, (copyright Jane Doe; …)
    re.compile(
        r"(?P<all>(?P<picture>©|\([Cc]opyright|\(c\))\s*(?:\d{4}\s*)?(?P<name>[A-Z][^\n.;()\"]{1,60}))(?=[.;)\n]|$)"
    ),
    # "It closed on Monday." — Reuters, May 4, 2024
    re.compile(
        r"(?<=[\"”])\s*(?P<all>(?:[—–]|--?)\s*(?P<name>(?:The )?[A-Z][\w.’'&-]*"
        r"(?: (?:[A-Z][\w.’'&-]*|of|the|for|de|van|von|al|and)){0,5}?)"
        r"(?:, [A-Z][a-z]+ \d{1,2}, \d{4}\b|, \d{1,2} [A-Z][a-z]+ \d{4}\b"
        r"|(?=\s*(?:$|[\n\"“.]|[A-Z][a-z]+ing\b))))"
    ),
)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A credit in a text: where it stands, whom it names, and whether for a picture rather than for what is said."""

    start: int
    end: int
    name: str
    picture: bool


def find_credits(text: str) -> tuple[Credit, ...]:
    """The credits of a paragraph in text order. A label that begins a sentence is none: Source: *it will close*."""
    return tuple(sorted(_found(text), key=lambda credit: credit.start))


def _found(text: str) -> Iterator[Credit]:
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            name = match["name"].strip(" ,")
            start, end = match.span("all")
            if len(name.split()) > _MOST_WORDS or taken.intersection(range(start, end)):
                continue
            taken.update(range(start, end))
            picture = "picture" in pattern.groupindex and match["picture"] is not None
            yield Credit(start=start, end=end, name=name, picture=picture)
