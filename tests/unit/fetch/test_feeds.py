"""Feeds: told apart from pages by what they are, and read whatever they hold."""

import hashlib
import time
from datetime import UTC, datetime

import pytest

from tracker.fetch import looks_like_feed, read_feed
from tracker.model import FeedEntry, PageQuality, Snapshot, Unreadable

RSS = '<rss version="2.0"><channel><title>Courier</title>{}</channel></rss>'
ITEM = "<item><title>{title}</title><link>{link}</link>{more}</item>"


def snapshot(body: str | bytes, *, kind: str = "application/rss+xml") -> Snapshot:
    """What the feed's address answered."""
    raw = body.encode() if isinstance(body, str) else body
    return Snapshot(
        url="https://courier.example/feed",
        final_url="https://courier.example/feeds/all.xml",
        taken_at=datetime(2025, 1, 15, tzinfo=UTC),
        status=200,
        headers=(("content-type", kind),),
        body=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def entries(body: str | bytes, *, kind: str = "application/rss+xml") -> tuple[FeedEntry, ...]:
    """The entries of a feed that is one."""
    read = read_feed(snapshot(body, kind=kind))
    assert not isinstance(read, Unreadable), read
    return read


def one(*, title: str = "Title", link: str = "https://courier.example/a", more: str = "") -> tuple[FeedEntry, ...]:
    """The entries of an RSS feed with one entry."""
    return entries(RSS.format(ITEM.format(title=title, link=link, more=more)))


@pytest.mark.parametrize(
    ("start", "kind", "is_feed"),
    [
        ("<rss version='2.0'>", "text/html", True),
        ("<?xml version='1.0'?>\n<feed xmlns='x'>", "text/xml", True),
        ("\ufeff<?xml version='1.0'?><!-- made by hand --><rdf:RDF>", "", True),
        ("<?xml-stylesheet href='x'?><!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss>", "text/xml", True),
        ("anything", "application/atom+xml; charset=utf-8", True),
        ("<!doctype html><html>", "text/html", False),
        ("<html><rss>", "text/html", False),
        ("<rssx>", "text/xml", False),
        ("", "text/html", False),
        ("<!--", "text/html", False),
        ("<!---->" * 580 + "<html>", "text/html", False),
    ],
)
def test_a_feed_is_told_by_type_or_root_in_no_time(start: str, kind: str, is_feed: bool) -> None:
    began = time.monotonic()
    assert looks_like_feed(snapshot(start, kind=kind)) is is_feed
    assert time.monotonic() - began < 1


def test_an_entry_is_address_title_summary_and_moment() -> None:
    more = "<description>&lt;p&gt;The &lt;b&gt;two&lt;/b&gt; met &amp;amp; talked&lt;/p&gt;</description>"
    more += "<pubDate>Wed, 15 Jan 2025 10:00:00 +0300</pubDate>"
    assert one(title="A &amp;amp; B", link=" /world/a ", more=more) == (
        FeedEntry(
            url="https://courier.example/world/a",
            title="A & B",
            summary="The two met & talked",
            published_at=datetime(2025, 1, 15, 7, tzinfo=UTC),
        ),
    )


def test_atom_is_read_too() -> None:
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><title>T</title>'
        '<link rel="alternate" href="b?id=1"/><updated>2025-01-15T10:00:00Z</updated></entry></feed>'
    )
    (entry,) = entries(atom, kind="application/atom+xml")
    assert entry.url == "https://courier.example/feeds/b?id=1"
    assert entry.published_at == datetime(2025, 1, 15, 10, tzinfo=UTC)


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "mailto:a@b", "http://[", "ftp://courier.example/a"])
def test_an_entry_without_a_web_address_is_left_out_alone(link: str) -> None:
    items = ITEM.format(title="Bad", link=link, more="") + ITEM.format(title="Good", link="/good", more="")
    assert [entry.title for entry in entries(RSS.format(items))] == ["Good"]


@pytest.mark.parametrize("said", ["soon", "Wed, 99 Jan 2025 10:00:00 GMT", "0000-00-00T00:00:00Z", "", "99999-01-01"])
def test_a_date_that_is_none_is_no_date(said: str) -> None:
    (entry,) = one(more=f"<pubDate>{said}</pubDate>")
    assert entry.published_at is None


def test_a_feed_in_another_charset_is_read_by_its_own_declaration() -> None:
    declared = '<?xml version="1.0" encoding="windows-1251"?><!DOCTYPE rss>'
    body = declared + RSS.format(ITEM.format(title="Договор подписан", link="/a", more=""))
    (entry,) = entries(body.encode("cp1251"), kind="text/xml")
    assert entry.title == "Договор подписан"


def test_only_so_many_entries_and_so_much_summary_are_kept() -> None:
    many = "".join(ITEM.format(title=f"T{n}", link=f"/{n}", more="") for n in range(500))
    read = entries(RSS.format(many))
    assert [read[0].title, read[-1].title, len(read)] == ["T0", "T199", 200]
    (entry,) = one(more=f"<description>{'word ' * 2000}</description>")
    assert len(entry.summary) == 2000


def test_entities_do_not_multiply() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]>'
    began = time.monotonic()
    (entry,) = entries(head + RSS.format(ITEM.format(title="&l11;", link="/a", more="")))
    assert len(entry.title) < 100
    assert time.monotonic() - began < 5


def test_markup_that_never_ends_costs_no_time() -> None:
    began = time.monotonic()
    one(title="&lt;" * 50_000)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("body", [b"", b"<html><body>Not a feed</body></html>", b"%PDF-1.7", bytes(range(256)) * 10])
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    read = read_feed(snapshot(body))
    assert isinstance(read, Unreadable)
    assert read.quality is PageQuality.EMPTY


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("&#x110000;<", "text/xml"),
        ("", "text/xml; charset=undefined"),
        ("<channel></link>", ""),
        ("<?xml version='1.0' encoding='\udca4'?>", ""),
    ],
)
def test_damaged_markup_is_a_value(damage: str, kind: str) -> None:
    body = (damage + RSS.format(ITEM.format(title=f"T{damage}", link="/a", more=""))).encode("utf-8", "surrogateescape")
    read = read_feed(snapshot(body, kind=kind))
    assert isinstance(read, Unreadable | tuple)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert entries(RSS.format("")) == ()
