"""What a page says of itself: JSON-LD (schema.org NewsArticle), then meta tags, then `time` elements."""

import contextlib
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from tracker.text.paragraphs import tidy

ARTICLE_TYPES = frozenset(
    {"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "LiveBlogPosting"}
)
PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "sailthru.date",
)
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
#: Parameters that say who linked, never what is shown.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref_src", "cmpid", "ocid", "igshid", "yclid")

#: Years that a news page can be of: others are a template's empty value (0001-01-01 is .NET's).
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """A page's own word on title, author, dates, language and address; None or "" where it has none."""

    title: str
    #: The first h1: not always the title's words.
    heading: str
    byline: str | None
    published_at: datetime | None
    modified_at: datetime | None
    language: str
    canonical: str
    #: JSON-LD's articleBody.
    body: str
    #: JSON-LD's isAccessibleForFree is false: what is shown may be a stub.
    paid: bool


def page_metadata(tree: Any, *, url: str) -> PageMetadata:
    """Read it from an lxml tree; `url` is the address that answered."""
    linked = next(_articles(tree), {})
    meta = {
        (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower(): tag.get("content", "")
        for tag in reversed(tree.xpath("//meta[@content]"))
    }
    times = tree.xpath("//article//time/@datetime | //header//time/@datetime | //main//time/@datetime")
    heading = _first(tree, "//h1")
    return PageMetadata(
        title=_plain(linked.get("headline")) or _line(meta.get("og:title")) or heading or _first(tree, "//title"),
        heading=heading,
        byline=_author(linked.get("author")) or _line(meta.get("author")) or None,
        published_at=_moment(linked.get("datePublished"), *(meta.get(name) for name in PUBLISHED), *times[:1]),
        modified_at=_moment(linked.get("dateModified"), *(meta.get(name) for name in MODIFIED)),
        language=_language(tree.get("lang"), meta.get("og:locale"), linked.get("inLanguage")),
        canonical=canonical_url(next(iter(tree.xpath("//link[@rel='canonical']/@href")), ""), url),
        body=html.unescape(body) if isinstance(body := linked.get("articleBody"), str) else "",
        paid=str(linked.get("isAccessibleForFree", "")).lower() == "false",
    )


def canonical_url(said: str, url: str) -> str:
    """The address that the page names for itself, if it is of the same site, else `url`; without tracking."""
    own = named = urlsplit(url)
    with contextlib.suppress(ValueError):  # "http://[" is no address
        named = urlsplit(urljoin(url, said.strip())) if said.strip() else own
    same_site = (named.hostname or "").removeprefix("www.") == (own.hostname or "").removeprefix("www.")
    # A canonical link to the front page is a template's mistake, not this article's address.
    is_front = named.path in ("", "/") and own.path not in ("", "/")
    chosen = named if same_site and named.scheme in ("http", "https") and not is_front else own
    # As written: a query without "=" or in another encoding is the article's name on many sites.
    query = "&".join(part for part in chosen.query.split("&") if not part.lower().startswith(TRACKING))
    return urlunsplit((chosen.scheme, chosen.netloc.lower(), chosen.path or "/", query, ""))


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common and says nothing about the page
        for node in _nodes(loaded):
            if any(kind in ARTICLE_TYPES for kind in _listed(node.get("@type")) if isinstance(kind, str)):
                yield node


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    if isinstance(loaded, list):
        for each in loaded:
            yield from _nodes(each)
    elif isinstance(loaded, dict):
        yield loaded
        yield from _nodes(loaded.get("@graph", []))


def _author(said: Any) -> str:
    names = [each.get("name", "") if isinstance(each, dict) else each for each in _listed(said)]
    return ", ".join(_plain(name) for name in names if isinstance(name, str) and name.strip())


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _moment(*said: Any) -> datetime | None:
    """The first that is a moment by ISO 8601 or RFC 5322, in UTC; one without a zone is taken as UTC."""
    for text in said:
        if not isinstance(text, str) or not text.strip():
            continue
        for read in (datetime.fromisoformat, parsedate_to_datetime):
            with contextlib.suppress(ValueError, OverflowError):
                moment = read(text.strip())
                if moment.year in YEARS:
                    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def _language(*said: Any) -> str:
    """The first that begins with a two-letter code (BCP 47), "" if none does."""
    codes = (text.strip().replace("_", "-").partition("-")[0].lower() for text in said if isinstance(text, str))
    return next((code for code in codes if len(code) == 2 and code.isascii() and code.isalpha()), "")


def _first(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return _line(found[0].text_content()) if found else ""


def _line(text: Any) -> str:
    return tidy(text) if isinstance(text, str) else ""


def _plain(text: Any) -> str:
    """A line of JSON-LD: there, as in HTML, apostrophes are often written as entities."""
    return _line(html.unescape(text)) if isinstance(text, str) else ""
