"""What every fetcher does: the real one against a server on loopback, and the fake that other tests use."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest
from aiohttp import web

from tests.fakefetcher import FakeFetcher
from tests.unit.fetch.test_schedule import PAGE
from tracker.clock import SystemClock
from tracker.config import FetchSettings, NetSettings
from tracker.fetch import HttpFetcher, looks_like_feed, read_feed
from tracker.model import Article, Fetched, FetchFailed, NotModified
from tracker.net import open_client
from tracker.ports import Fetcher
from tracker.text import read_article

NOW = datetime(2025, 1, 15, 12, tzinfo=UTC)
URL = "http://news.example/a"
SOURCE = replace(PAGE, url=URL)
TEXT = "The two presidents will sign the treaty in Moscow on Friday, January 17, the Kremlin said on Monday. " * 3


class Bench(Protocol):
    """A fetcher, and what the addresses of this test answer from now on."""

    fetcher: Fetcher

    def page(self, text: str) -> None:
        """An article."""

    def feed(self, link: str, title: str) -> None:
        """A feed of one entry."""

    def not_modified(self) -> None:
        """304."""

    def fails(self) -> None:
        """No answer."""


class FakeBench:
    """The fake's own language."""

    def __init__(self) -> None:
        self._fake = FakeFetcher()
        self.fetcher: Fetcher = self._fake

    def page(self, text: str) -> None:
        """See the bench."""
        self._fake.page(URL, text)

    def feed(self, link: str, title: str) -> None:
        """See the bench."""
        self._fake.feed(URL, (link, title))

    def not_modified(self) -> None:
        """See the bench."""
        self._fake.not_modified(URL)

    def fails(self) -> None:
        """See the bench."""
        self._fake.fails(URL)


class HttpBench:
    """A server on loopback whose one page a test sets."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self._body, self._kind, self._status = "", "text/html", 200

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What was set."""
        if request.path == "/robots.txt":
            return web.Response(status=404)
        if self._status == 0:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=self._status, text=self._body, content_type=self._kind, headers={"X-Name": "V"})

    def page(self, text: str) -> None:
        """See the bench."""
        self._body, self._kind, self._status = f"<html><body><article><p>{text}</p></article></body>", "text/html", 200

    def feed(self, link: str, title: str) -> None:
        """See the bench."""
        entry = f"<item><title>{title}</title><link>{link}</link></item>"
        self._body, self._kind, self._status = f"<rss><channel>{entry}</channel></rss>", "application/rss+xml", 200

    def not_modified(self) -> None:
        """See the bench."""
        self._status = 304

    def fails(self) -> None:
        """See the bench."""
        self._status = 0


@pytest.fixture(params=["fake", "http"])
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    """Each of them."""
    if request.param == "fake":
        yield FakeBench()
        return
    app = web.Application()
    runner = web.AppRunner(app)
    made: list[HttpBench] = []

    async def answer(asked: web.Request) -> web.StreamResponse:
        return await made[0].answer(asked)

    app.router.add_get("/{path:.*}", answer)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hosts = {"news.example": f"127.0.0.1:{runner.addresses[0][1]}"}
    async with open_client(NetSettings(hosts=hosts, deadline=timedelta(seconds=5))) as client:
        made.append(HttpBench(HttpFetcher(client, FetchSettings(), machine_clock=SystemClock())))
        yield made[0]
    await runner.cleanup()


async def test_a_page_comes_as_its_bytes_seen_now(bench: Bench) -> None:
    bench.page(TEXT)
    result = await bench.fetcher.fetch(SOURCE, now=NOW)
    assert isinstance(result, Fetched)
    snapshot = result.snapshot
    assert (snapshot.url, snapshot.final_url, snapshot.status, snapshot.taken_at) == (URL, URL, 200, NOW)
    assert snapshot.sha256 == hashlib.sha256(snapshot.body).hexdigest()
    assert all(name == name.lower() for name, _ in snapshot.headers)
    assert not looks_like_feed(snapshot)
    article = read_article(snapshot)
    assert isinstance(article, Article)
    assert article.text == TEXT.strip()


async def test_a_feed_comes_as_a_feed(bench: Bench) -> None:
    bench.feed("http://news.example/b", "Treaty signed")
    result = await bench.fetcher.fetch(SOURCE, now=NOW)
    assert isinstance(result, Fetched)
    assert looks_like_feed(result.snapshot)
    entries = read_feed(result.snapshot)
    assert isinstance(entries, tuple)
    assert [(entry.url, entry.title) for entry in entries] == [("http://news.example/b", "Treaty signed")]


async def test_an_unchanged_page_is_not_modified(bench: Bench) -> None:
    bench.not_modified()
    assert isinstance(await bench.fetcher.fetch(replace(SOURCE, etag='"1"'), now=NOW), NotModified)


async def test_trouble_is_a_value_that_names_the_address_and_passes(bench: Bench) -> None:
    bench.fails()
    result = await bench.fetcher.fetch(SOURCE, now=NOW)
    assert isinstance(result, FetchFailed)
    assert URL in result.detail
    assert result.detail.isprintable()
    bench.page(TEXT)
    assert isinstance(await bench.fetcher.fetch(SOURCE, now=NOW), Fetched)
