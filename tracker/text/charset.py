"""From bytes to text: byte-order mark, then HTTP, then the page's own meta, then a guess."""

import codecs
import re

META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: What browsers read these labels as (WHATWG Encoding, 4.2).
BROWSERS_READ = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}


def decode(body: bytes, *, content_type: str) -> str:
    """The text of a page. Bytes that don't fit the charset become U+FFFD, never an error."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    stated = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", content_type, re.IGNORECASE)
    meta = META.search(body[:4096])
    labels = [stated.group(1) if stated else None, meta.group(1).decode() if meta else None, "utf-8"]
    for label in labels:
        if label is None:
            continue
        name = BROWSERS_READ.get(label.lower(), label)
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(body)


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:200_000]).best()
    return body.decode(best.encoding if best else "utf-8", "replace")
