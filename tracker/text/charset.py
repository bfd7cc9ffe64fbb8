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

#: Python's own codecs that no page is written in: some of them fail on any text.
NOT_OF_THE_WEB = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"}
)

#: In these each letter of markup has a zero byte: without one the label is wrong.
WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})


def decode(body: bytes, *, content_type: str) -> str:
    """The text of a page. Bytes that don't fit the charset become U+FFFD, never an error."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    stated = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", content_type, re.IGNORECASE)
    meta = META.search(body[:4096])
    labels = [stated.group(1) if stated else None, meta.group(1).decode() if meta else None, "utf-8"]
    for label in filter(None, labels):
        text = _decoded(body, BROWSERS_READ.get(label.lower(), label))
        if text is not None:
            return text
    return _guess(body)


def _decoded(body: bytes, label: str) -> str | None:
    """The bytes in that charset, or None if it is no charset or not theirs."""
    try:
        name = codecs.lookup(label).name
        if name.replace("-", "_") in NOT_OF_THE_WEB or (name in WIDE and b"\0" not in body[:200]):
            return None
        text = body.decode(name, "replace")
    except LookupError:
        return None
    # One damaged letter among many is damage; letters of which most are wrong are of another charset.
    wrong = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if beyond_ascii > 5 * wrong or not wrong else None


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:200_000]).best()
    return body.decode(best.encoding if best else "utf-8", "replace")
