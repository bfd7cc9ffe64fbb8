"""Addresses of evidence: links that open a page at the very words (WICG Scroll To Text Fragment)."""

from urllib.parse import quote, urldefrag, urlsplit

#: Longer quotes are named by their first and last words, which survives a reworded middle.
WHOLE = 80
ENDS = 5


def text_fragment(url: str, words: str) -> str:
    """The address with `#:~:text=` for the words; the bare address where it is no web address or has no words."""
    if urlsplit(url).scheme not in ("http", "https") or not words.strip():
        return url
    plain = " ".join(words.split())
    if len(plain) <= WHOLE:
        directive = _encoded(plain)
    else:
        each = plain.split(" ")
        directive = f"{_encoded(' '.join(each[:ENDS]))},{_encoded(' '.join(each[-ENDS:]))}"
    return f"{urldefrag(url).url}#:~:text={directive}"


def _encoded(text: str) -> str:
    # A dash, a comma and an ampersand have a meaning in the directive, so they are encoded too.
    return quote(text, safe="").replace("-", "%2D")
