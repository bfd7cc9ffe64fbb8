"""What was told, as feeds: Atom (RFC 4287) and JSON Feed 1.1. An entry's id is its change's, and stays."""

import json
from collections.abc import Iterator

from lxml import etree

from tracker.model import inert
from tracker.reports.pages import InboxPage
from tracker.reports.workings import InboxLine

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


def to_atom(page: InboxPage, *, title: str, site: str, path: str) -> bytes:
    """An Atom document in UTF-8. `site` is the page's address without its last slash, `path` that of this feed."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    newest = max((line.seen_at for line in page.changes), default=page.as_of)
    _add(feed, "id", f"{site}{path}")
    _add(feed, "title", title)
    _add(feed, "updated", newest.isoformat())
    _add(feed, "link", "", rel="self", href=f"{site}{path}")
    _add(feed, "link", "", rel="alternate", type="text/html", href=f"{site}/{page.story or 'alerts'}")
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", "claimwatch")
    for line in page.changes:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", _id(line))
        _add(entry, "title", line.headline)
        _add(entry, "updated", line.seen_at.isoformat())
        _add(entry, "link", "", rel="alternate", type="text/html", href=f"{site}/{line.id}")
        _add(entry, "category", "", term=line.label)
        _add(entry, "content", "\n".join(_lines(line)), type="text")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def to_json_feed(page: InboxPage, *, title: str, site: str, path: str) -> str:
    """A JSON Feed. `site` and `path` as for `to_atom`."""
    items = [
        {
            "id": _id(line),
            "url": f"{site}/{line.id}",
            "title": inert(line.headline),
            "content_text": "\n".join(_lines(line)),
            "date_published": line.seen_at.isoformat(),
            "tags": [line.label, line.severity],
        }
        for line in page.changes
    ]
    feed = {
        "version": JSON_FEED,
        "title": inert(title),
        "home_page_url": f"{site}/{page.story or 'alerts'}",
        "feed_url": f"{site}{path}",
        "items": items,
    }
    return json.dumps(feed, indent=2, ensure_ascii=False)


def _id(line: InboxLine) -> str:
    return f"urn:claimwatch:change:{line.key}"


def _lines(line: InboxLine) -> Iterator[str]:
    yield inert(line.headline)
    yield inert(line.why)
    yield inert(f"{line.story_title} ({line.story})")


def _add(above: etree._Element, name: str, text: str, **attributes: str) -> None:
    """One element; its text is made inert, so that no character is one that XML can't hold."""
    element = etree.SubElement(above, f"{{{ATOM}}}{name}", {key: inert(value) for key, value in attributes.items()})
    element.text = "\n".join(inert(part) for part in text.split("\n")) or None
