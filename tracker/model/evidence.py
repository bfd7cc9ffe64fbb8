"""Evidence on its way to a reader: an address that opens at the quote, and foreign text that can do no harm."""

import re
import unicodedata
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

#: Longer quotes are named by their first and last words: addresses stay short, and a quote over two paragraphs matches.
EXACT_WORDS = 10
EDGE_WORDS = 4
#: Joiners carry meaning in Persian and Indic words; all other format characters can reorder or hide what is read.
JOINERS = "\u200c\u200d"
#: Terminal escapes: CSI sequences, OSC strings (titles, hyperlinks, clipboard) and two-character escapes.
ESCAPES = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d).*?(?:\x07|\x1b\\|\x9c|$)|\x1b[@-_]", re.DOTALL)


def is_web_address(url: str) -> bool:
    """Whether an address may be shown as a link: http or https with a host, and nothing that isn't an address."""
    if any(character.isspace() or unicodedata.category(character) in ("Cc", "Cf") for character in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def text_fragment(url: str, quote: str) -> str:
    """The address that opens at the quote (WICG, Scroll To Text Fragment): `url#:~:text=start,end`.

    An address that can't be linked (none at all, another scheme) is given back as it is.
    """
    words = quote.split()
    if not words or not is_web_address(url):
        return url
    if len(words) > EXACT_WORDS or "\n" in quote:
        edge = min(EDGE_WORDS, max(1, len(words) // 2))
        directive = f"{_encoded(words[:edge])},{_encoded(words[-edge:])}" if len(words) > 1 else _encoded(words)
    else:
        directive = _encoded(words)
    base, mark, rest = url.partition("#")
    anchor = rest.partition(":~:")[0] if mark else ""
    return f"{base}#{anchor}:~:text={directive}"


def _encoded(words: list[str]) -> str:
    # "-", "," and "&" are syntax inside a text directive; quote() leaves "-" as it is.
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")


def inert(text: str) -> str:
    """Text of others on one line: no terminal escapes, control or direction-changing characters; spaces collapsed."""
    kept = (_shown(character) for character in ESCAPES.sub("", text))
    return " ".join("".join(kept).split())


def _shown(character: str) -> str:
    if character in JOINERS:
        return character
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case _:
            return character
