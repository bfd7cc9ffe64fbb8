"""Pages as plain text of a given width: readable without colour, the same on every machine."""

import re
from io import StringIO
from typing import assert_never

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.model import inert
from tracker.reports.blocks import Address, Block, Bullets, Edit, Grid, Heading, Quote, Sentence
from tracker.reports.lines import Segment
from tracker.reports.outline import outline
from tracker.reports.pages import Page


def to_text(page: Page, *, width: int = 80) -> str:
    """The page as text; no line is wider than `width` columns, wide characters counted as two."""
    writer = _Writer(width)
    for block in outline(page):
        writer.write(block)
    # Blocks bring their own blank lines; where two meet, one is enough.
    return re.sub(r"\n{3,}", "\n\n", "\n".join(writer.lines)).strip("\n") + "\n"


class _Writer:
    """Lines so far. Rich measures, wraps and lays out; nothing is coloured."""

    def __init__(self, width: int) -> None:
        self.lines: list[str] = []
        self._width = width
        self._console = Console(
            file=StringIO(),
            width=width,
            color_system=None,
            force_terminal=False,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def write(self, block: Block) -> None:
        """Add one block."""
        match block:
            case Heading(text=text, level=level):
                self._heading(inert(text), level)
            case Sentence(text=text):
                self._wrapped(text)
            case Bullets(texts=texts):
                for text in texts:
                    self._wrapped(text, first="- ", rest="  ")
            case Grid():
                self._grid(block)
            case Quote():
                self._quote(block)
            case Address(url=url):
                self.lines.append(f"  {inert(url)}")
            case Edit(before=before, after=after):
                self._edit(before, after)
            case _:
                assert_never(block)

    def _heading(self, text: str, level: int) -> None:
        self.lines.append("")
        shown = text.upper() if level == 1 else text
        begins = len(self.lines)
        self._wrapped(shown)
        if level == 2:
            longest = max(Text(line).cell_len for line in self.lines[begins:])
            self.lines.append("-" * longest)

    def _wrapped(self, text: str, *, first: str = "", rest: str = "") -> None:
        lines = Text(inert(text)).wrap(self._console, self._width - len(first), overflow="fold")
        for number, line in enumerate(lines):
            self.lines.append(f"{rest if number else first}{line.plain}".rstrip())

    def _quote(self, quote: Quote) -> None:
        self._wrapped(f'"{_joined(quote.segments)}"', first="  ", rest="  ")
        self._wrapped(quote.credit, first="    ", rest="    ")
        if quote.address:
            # Never folded: an address with a line end in it can't be opened; terminals wrap it themselves.
            self.lines.append(f"    {inert(quote.address)}")
        self.lines.append("")

    def _edit(self, before: tuple[Segment, ...], after: tuple[Segment, ...]) -> None:
        if before:
            self._wrapped(_bracketed(before, "[-", "-]"), first="- ", rest="  ")
        if after:
            self._wrapped(_bracketed(after, "{+", "+}"), first="+ ", rest="  ")
        self.lines.append("")

    def _grid(self, grid: Grid) -> None:
        table = Table(
            box=SIMPLE_HEAD if grid.head else None,
            show_header=bool(grid.head),
            show_edge=False,
            pad_edge=False,
            padding=(0, 2, 0, 0),
            width=self._width,
        )
        for name, share in zip(grid.head or ("",) * len(grid.shares), grid.shares, strict=True):
            table.add_column(name, ratio=share or None, no_wrap=not share, overflow="fold")
        for row in grid.rows:
            table.add_row(*(Text(inert(cell)) for cell in row))
        with self._console.capture() as captured:
            self._console.print(table)
        self.lines += [*(line.rstrip() for line in captured.get().rstrip("\n").split("\n")), ""]


def _joined(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)


def _bracketed(segments: tuple[Segment, ...], opening: str, closing: str) -> str:
    """Marked words in brackets, as `git diff --word-diff` and wdiff write them."""
    return "".join(f"{opening}{each.text}{closing}" if each.marked else each.text for each in segments)
