"""The article on a page: JSON-LD first, then trafilatura, then readability. Deterministic; touches no network."""

import functools
import importlib.metadata
import itertools
import logging
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tracker.model import Article, PageQuality, Snapshot, TextResult, Unreadable
from tracker.text.charset import decode
from tracker.text.language import language_of
from tracker.text.metadata import PageMetadata, page_metadata
from tracker.text.paragraphs import join, tidy
from tracker.text.quality import page_trouble

#: JSON-LD's articleBody counts when it has at least this much, and most of it stands on the page too.
LEAST_BODY = 200
#: Below this, trafilatura's precision has cut too much, and readability is asked.
LEAST_TEXT = 200
#: A first line of pasted text longer than this is no title.
TITLE_LENGTH = 200

NOT_TEXT = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "an archive or office document"),
    (b"\x1f\x8b", "compressed data"),
)
#: Elements and classes that stand inside an article without being of it: judged by place, never by their words.
ASIDE = ("aside", "form", "button", "*[@role='complementary' or @role='navigation']")
ASIDE_CLASSES = ("ad", "ads", "advert", "advertisement", "banner", "promo", "newsletter", "related", "share")
#: Bytes that no text has; a page with one or two of them is a damaged page, with more of them none.
CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
MOST_CONTROLS = 0.02
#: Characters that lxml refuses in the text of an element.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: These write tracebacks and warnings of every damaged page to wherever nobody listens: the user's terminal.
CHATTY = ("trafilatura", "readability", "htmldate", "courlan", "justext")
TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")


@functools.cache
def extractor() -> str:
    """Name and version of what reads the pages: a newer one makes a new reading, never a change."""
    names = ("trafilatura", "readability-lxml", "lxml")
    return "jsonld2 " + " ".join(f"{name}-{importlib.metadata.version(name)}" for name in names)


def read_article(snapshot: Snapshot) -> TextResult:
    """The article of a snapshot, or what the page is instead."""
    kind = (snapshot.header("content-type") or "").lower()
    foreign = not_text(snapshot.body, kind.partition(";")[0].strip())
    if foreign is not None:
        return foreign
    page = NOT_XML.sub("", decode(snapshot.body, content_type=kind))
    if kind.startswith("text/plain"):
        return article_from_text(page, url=snapshot.final_url)
    _silence()
    tree = _tree(page)
    if tree is None:
        return Unreadable(quality=PageQuality.EMPTY, detail="the page is empty")
    metadata = page_metadata(tree, url=snapshot.final_url)
    lines = _without_titles(_main_text(page, tree, metadata, snapshot.final_url), (metadata.title, metadata.heading))
    text, spans = join(lines)
    trouble = page_trouble(text, title=metadata.title, around=_visible(tree), paid=metadata.paid)
    if trouble is not None:
        return trouble
    return Article(
        url=metadata.canonical,
        title=tidy(metadata.title),
        byline=metadata.byline,
        published_at=metadata.published_at,
        modified_at=metadata.modified_at,
        language=language_of(text, said=metadata.language),
        text=text,
        paragraphs=spans,
        extractor=extractor(),
    )


def not_text(body: bytes, kind: str) -> Unreadable | None:
    """What the bytes are, when they are no text; None if they may be a page."""
    name = next((name for start, name in NOT_TEXT if body.startswith(start)), None)
    if name is None and kind not in TEXT_TYPES:
        name = f"of type {kind}"
    if name is None and _is_binary(body[:1024]):
        name = "binary data"
    if name is None:
        return None
    return Unreadable(
        quality=PageQuality.NOT_TEXT,
        detail=f"it is {name}, not a page: save its text in a file, and add it (claimwatch add) or follow it",
    )


def _is_binary(start: bytes) -> bool:
    controls = len(start) - len(start.translate(None, CONTROLS))
    return controls > MOST_CONTROLS * len(start) and not start.startswith((b"\xff\xfe", b"\xfe\xff"))


def article_from_text(
    text: str, *, title: str | None = None, url: str, published_at: datetime | None = None
) -> TextResult:
    """An article of pasted text: its first line is the title where it looks like one and none is given."""
    if "\x00" in text or text.count("\ufffd") > len(text) / 50:
        return Unreadable(quality=PageQuality.NOT_TEXT, detail="it is binary data, not text")
    lines = [line for line in (tidy(line) for line in text.splitlines()) if line]
    if not lines:
        return Unreadable(quality=PageQuality.EMPTY, detail="it is empty: there is nothing to follow")
    first_is_title = title is None and len(lines) > 1 and len(lines[0]) <= TITLE_LENGTH and lines[0][-1] not in ".,;:"
    head = title or (lines[0] if first_is_title else " ".join(lines[0].split()[:12]))
    body, spans = join(lines[1:] if first_is_title else lines)
    return Article(
        url=url,
        title=tidy(head),
        byline=None,
        published_at=published_at,
        modified_at=None,
        language=language_of(body, said=""),
        text=body,
        paragraphs=spans,
        extractor="pasted",
    )


def _tree(page: str) -> Any:
    from lxml import etree, html

    # lxml refuses text with an encoding declaration of its own; the text is decoded already.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    try:
        return html.document_fromstring(plain) if plain.strip() else None
    except (etree.ParserError, ValueError):
        return None


@functools.cache
def _silence() -> None:
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _main_text(page: str, tree: Any, metadata: PageMetadata, url: str) -> list[str]:
    from trafilatura import extract

    if len(metadata.body) >= LEAST_BODY and _stands_on_page(metadata.body, tree):
        return [tidy(line) for line in metadata.body.splitlines()]
    found = extract(
        page,
        url=url,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        include_images=False,
        include_links=False,
        deduplicate=False,
        prune_xpath=_furniture(tree),
    )
    # A list's dashes are trafilatura's: with them a quote would not be found on the page.
    lines = [tidy(line).removeprefix("- ") for line in (found or "").splitlines()]
    if sum(map(len, lines)) >= LEAST_TEXT:
        return lines
    second = _readability(page)
    return second if sum(map(len, second)) > sum(map(len, lines)) else lines


def _furniture(tree: Any) -> list[str]:
    """XPaths of what is cut off before extraction.

    What holds the headline or half of all paragraphs is the page itself, whatever its name: some sites wrap all of
    it in one form, or call the body "no-ad".
    """
    half = len(tree.xpath("//p")) / 2
    small = f"[not(descendant-or-self::h1 or self::body or self::main) and count(descendant::p) <= {half}]"
    words = "concat(' ', translate(@class, '-_', '  '), ' ')"
    named = " or ".join(f"contains({words}, ' {name} ')" for name in ASIDE_CLASSES)
    return [f"//{path}{small}" for path in (*ASIDE, f"*[{named}]")]


def _visible(tree: Any) -> str:
    return tidy(" ".join(tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]")))


def _stands_on_page(body: str, tree: Any) -> bool:
    """Whether a JSON-LD body with paragraphs agrees with what is visible: most of its lines stand on the page."""
    lines = [tidy(line) for line in body.splitlines() if tidy(line)]
    if len(lines) < 2:
        return False  # one long line has lost its paragraphs
    visible = _visible(tree)
    there = sum(len(line) for line in lines if line in visible)
    return there >= 0.9 * sum(map(len, lines))


def _readability(page: str) -> list[str]:
    from lxml import etree, html
    from readability import Document
    from readability.readability import Unparseable

    try:
        summary = html.fromstring(Document(page).summary(html_partial=True))
    except (Unparseable, etree.ParserError, ValueError):
        return []
    blocks = summary.xpath("//p | //h2 | //h3 | //li | //blockquote[not(p)]")
    return [tidy(block.text_content()) for block in blocks] or [tidy(summary.text_content())]


def _without_titles(lines: list[str], titles: Sequence[str]) -> list[str]:
    """The lines without a leading repetition of the title, in any of its wordings."""
    repeated = {tidy(title).casefold() for title in titles}
    return list(itertools.dropwhile(lambda line: line.casefold() in repeated, filter(None, lines)))
