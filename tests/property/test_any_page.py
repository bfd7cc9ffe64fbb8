"""Whatever bytes a page has, reading it gives an article whose spans are right, or says what it is."""

import hashlib
import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.fetch import looks_like_feed, read_feed
from tracker.model import Article, Snapshot, Unreadable
from tracker.text import read_article
from tracker.text.paragraphs import tidy

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</article>", "<!--", "-->", "\0", "&#0;", "&#x110000;", "<svg><title>", "<table>",
        '<base href="http://[">', '<link rel="canonical" href="http://[x">', '<meta charset="undefined">', "<h1>",
        '<html lang="">', "<noscript>", "<template>", "<frameset>", "</body>", "<![CDATA[", "<form>", "\u202e",
        "<rss><channel><item><link>http://[</link>", "<?xml version='1.0' encoding='utf-16'?>",
        "The two presidents will sign the treaty in Moscow on Friday, the Kremlin said on Monday. ",
    ]
)  # fmt: skip
KEYS = st.sampled_from(
    ["@type", "@graph", "headline", "author", "name", "datePublished", "dateModified", "articleBody", "inLanguage"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["NewsArticle", "2025-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
KINDS = st.sampled_from(
    ["text/html", "text/html; charset=koi8-r", "text/html; charset=idna", "text/plain", "application/xhtml+xml", ""]
)


def snapshot(body: bytes, kind: str) -> Snapshot:
    """A snapshot of those bytes."""
    return Snapshot(
        url="https://courier.example/a",
        final_url="https://courier.example/a",
        taken_at=datetime(2025, 1, 15, tzinfo=UTC),
        status=200,
        headers=(("content-type", kind),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=25), JSON, KINDS, st.binary(max_size=4))
def test_any_page(pieces: list[str], linked: object, kind: str, tail: bytes) -> None:
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    body = "".join([script, *pieces]).encode("utf-8", "surrogatepass") + tail
    read = read_article(snapshot(body, kind))
    if isinstance(read, Article):
        assert "\n".join(read.text[start:end] for start, end in read.paragraphs) == read.text
        assert all(tidy(line) == line for line in (read.title, *read.text.split("\n")))
        "".join((read.title, read.url, read.byline or "", read.text)).encode()  # no lone surrogates
    else:
        assert isinstance(read, Unreadable)
        assert read.detail.isprintable()


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=25), KINDS, st.binary(max_size=4))
def test_any_feed(pieces: list[str], kind: str, tail: bytes) -> None:
    body = "".join(["<rss version='2.0'><channel>", *pieces]).encode("utf-8", "surrogatepass") + tail
    read = read_feed(snapshot(body, kind))
    assert looks_like_feed(snapshot(body, kind))
    assert isinstance(read, Unreadable) or all(entry.url.startswith("http") for entry in read)
