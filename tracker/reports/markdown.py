"""Pages as Markdown (GitHub's dialect). Whatever others wrote is escaped: it can't become a link, markup or HTML."""

import re
from collections.abc import Iterator
from typing import assert_never
from urllib.parse import quote as percent_encode

from tracker.model import inert, is_web_address
from tracker.reports.blocks import Address, Block, Bullets, Edit, Grid, Heading, Quote, Sentence
from tracker.reports.lines import Segment
from tracker.reports.outline import outline
from tracker.reports.pages import Page

#: Characters with a meaning anywhere in a line; "@", "://" and "www." make links by themselves.
SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&!$@{}^])")
BARE_LINKS = re.compile(r"(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)
#: Characters that an address is made of.
RESERVED = ":/?#[]@!$&'()*+,;=%~-._"


def to_markdown(page: Page) -> str:
    """The page as Markdown."""
    return "\n".join(line for block in outline(page) for line in _written(block)).strip("\n") + "\n"


def escaped(text: str) -> str:
    """Text of others for the middle of a line."""
    text = SPECIAL.sub(r"\\\1", inert(text))
    return BARE_LINKS.sub(r"\\\g<0>", text)


def _begun(text: str) -> str:
    """Text for the beginning of a line."""
    text = escaped(text)
    if re.match(r"\d+[.)]", text):
        return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
    return re.sub(r"^([-+=])", r"\\\1", text)


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * level} {escaped(text)}"
        case Sentence(text=text):
            yield _begun(text)
        case Bullets(texts=texts):
            yield from (f"- {_begun(text)}" for text in texts)
        case Grid():
            yield from _grid(block)
        case Quote(segments=segments, credit=credit, address=address):
            yield f"> {_marked(segments, '**')}"
            yield ">"
            yield f"> — {escaped(credit)}" + (f" — {_link('passage', address)}" if address else "")
        case Address(url=url):
            yield _link(url, url)
        case Edit(before=before, after=after):
            yield from (f"> − {_marked(before, '~~')}",) if before else ()
            yield ">"
            yield from (f"> \\+ {_marked(after, '**')}",) if after else ()
        case _:
            assert_never(block)
    yield ""


def _grid(grid: Grid) -> Iterator[str]:
    head = grid.head or (" ",) * len(grid.shares)
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in grid.rows:
        yield "| " + " | ".join(escaped(cell) for cell in row) + " |"


def _marked(segments: tuple[Segment, ...], mark: str) -> str:
    return "".join(_emphasised(each.text, mark) if each.marked else escaped_run(each.text) for each in segments)


def _emphasised(text: str, mark: str) -> str:
    # Emphasis next to a space isn't emphasis, so the spaces stay outside.
    core = text.strip()
    if not core:
        return " "
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if lead else ''}{mark}{escaped(core)}{mark}{' ' if tail else ''}"


def escaped_run(text: str) -> str:
    """A run of a quote: escaped, with the spaces at its ends, which join it to the next run."""
    core = escaped(text)
    return f"{' ' if text[:1].isspace() else ''}{core}{' ' if core and text[-1:].isspace() else ''}"


def _link(text: str, address: str) -> str:
    """A link, if the address is one; else the address as words."""
    if not is_web_address(address):
        return escaped(address)
    return f"[{escaped(text)}](<{percent_encode(address, safe=RESERVED)}>)"
