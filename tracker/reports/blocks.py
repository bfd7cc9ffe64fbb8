"""The few shapes that a page is written in, before plain text or Markdown is chosen."""

from dataclasses import dataclass
from typing import TypeAlias

from tracker.reports.lines import Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is the page's."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A paragraph of plain words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Short lines of equal weight."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. An empty `head` is a table without a heading row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: Share of the width for columns that wrap; 0 for columns as narrow as their words.
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of an article, who says them and where; the address may be one that can't be linked."""

    segments: tuple[Segment, ...]
    credit: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What was, and what is: either side may be empty."""

    before: tuple[Segment, ...]
    after: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address on a line of its own, never broken: a terminal wraps it so that it can still be opened."""

    url: str


Block: TypeAlias = Address | Heading | Sentence | Bullets | Grid | Quote | Edit
