"""The fetcher against a real server on loopback: robots, conditions, redirects, and servers that mean ill."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from tests.unit.fetch.test_schedule import PAGE
from tracker.clock import SystemClock
from tracker.config import FetchSettings, NetSettings
from tracker.fetch import HttpFetcher, read_feed
from tracker.model import FailureReason, Fetched, FetchFailed, FetchResult, NotModified, Unreadable
from tracker.net import open_client
from tracker.text import read_article

NOW = datetime(2025, 1, 15, tzinfo=UTC)
BODY = (
    "<html lang=en><body><article><h1>Treaty</h1><p>"
    + "They will sign it on Friday in Moscow. " * 20
    + "</p></article>"
)
BOMB = gzip.compress(b"\0" * 200_000_000, compresslevel=9)


async def page(request: web.Request) -> web.Response:
    """A page with validators."""
    if request.headers.get("If-None-Match") == '"1"':
        return web.Response(status=304, headers={"Cache-Control": "max-age=600"})
    return web.Response(text=BODY, content_type="text/html", headers={"ETag": '"1"', "Cache-Control": "max-age=600"})


async def bomb(request: web.Request) -> web.Response:
    """200 KB that become 200 MB."""
    return web.Response(body=BOMB, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})


async def endless(request: web.Request) -> web.StreamResponse:
    """200 MB, sent as fast as they are taken."""
    response = web.StreamResponse()
    await response.prepare(request)
    with_piece = b"x" * 1_000_000
    for _ in range(200):
        try:
            await response.write(with_piece)
        except ConnectionError:
            break
    return response


async def drip(request: web.Request) -> web.StreamResponse:
    """A byte now and then, so that no single read times out."""
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(200):
        try:
            await response.write(b"x")
        except ConnectionError:
            break
        await asyncio.sleep(0.05)
    return response


async def loop(request: web.Request) -> web.Response:
    """A redirect to itself."""
    raise web.HTTPFound(request.path)


def answers(status: int, **headers: str):  # type: ignore[no-untyped-def]  # aiohttp's handler type is long
    """A handler that answers with a status."""

    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status, text="no", headers={k.replace("_", "-"): v for k, v in headers.items()})

    return handler


async def pdf(request: web.Request) -> web.Response:
    """A PDF."""
    return web.Response(body=b"%PDF-1.7 binary", content_type="application/pdf")


async def robots(request: web.Request) -> web.Response:
    """Rules of the site."""
    return web.Response(text="User-agent: *\nDisallow: /private\nCrawl-delay: 900\n")


@pytest.fixture
async def fetcher() -> AsyncIterator[HttpFetcher]:
    """A fetcher whose only reachable host is the server of this test."""
    app = web.Application()
    routes = {
        "/page": page, "/bomb": bomb, "/endless": endless, "/drip": drip, "/loop": loop, "/pdf": pdf,
        "/robots.txt": robots, "/private": page, "/gone": answers(410), "/missing": answers(404),
        "/later": answers(429, Retry_After="120"), "/down": answers(500), "/empty": answers(200),
    }  # fmt: skip
    for path, handler in routes.items():
        app.router.add_get(path, handler)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    settings = NetSettings(
        hosts={"news.example": f"127.0.0.1:{runner.addresses[0][1]}", "off.example": "127.0.0.1:1"},
        deadline=timedelta(seconds=1),
    )
    async with open_client(settings) as client:
        yield HttpFetcher(client, FetchSettings(), machine_clock=SystemClock())
    await runner.cleanup()


async def fetch(fetcher: HttpFetcher, path: str, *, etag: str | None = None) -> FetchResult:
    """Fetch a path of the server."""
    return await fetcher.fetch(replace(PAGE, url=f"http://news.example{path}", etag=etag), now=NOW)


async def test_a_page_is_read_with_the_limits_of_its_host(fetcher: HttpFetcher) -> None:
    result = await fetch(fetcher, "/page")
    assert isinstance(result, Fetched)
    assert result.snapshot.header("etag") == '"1"'
    assert result.snapshot.taken_at == NOW
    assert result.not_sooner_than == timedelta(seconds=900)
    assert not isinstance(read_article(result.snapshot), Unreadable)


async def test_an_unchanged_page_costs_a_304(fetcher: HttpFetcher) -> None:
    assert isinstance(await fetch(fetcher, "/page", etag='"1"'), NotModified)


@pytest.mark.parametrize(
    ("path", "reason", "said"),
    [
        ("/private", FailureReason.ROBOTS, "robots.txt"),
        ("/gone", FailureReason.GONE, "410"),
        ("/missing", FailureReason.NOT_THERE, "404"),
        ("/down", FailureReason.HTTP_ERROR, "500"),
        ("/later", FailureReason.THROTTLED, "later"),
        ("/loop", FailureReason.UNREACHABLE, "redirects"),
        ("/bomb", FailureReason.TOO_LARGE, "max_decoded"),
        ("/endless", FailureReason.TOO_LARGE, "max_wire"),
        ("/drip", FailureReason.DEADLINE, "deadline"),
    ],
)
async def test_trouble_is_a_value_that_says_what_it_is(
    fetcher: HttpFetcher, path: str, reason: FailureReason, said: str
) -> None:
    result = await fetch(fetcher, path)
    assert isinstance(result, FetchFailed)
    assert result.reason is reason
    assert said in result.detail
    assert "\n" not in result.detail
    assert path in result.detail
    # The server goes on for others.
    assert isinstance(await fetch(fetcher, "/page"), Fetched)


async def test_a_refusal_keeps_its_answer_and_its_pause(fetcher: HttpFetcher) -> None:
    missing, later = await fetch(fetcher, "/missing"), await fetch(fetcher, "/later")
    assert isinstance(missing, FetchFailed)
    assert missing.snapshot is not None
    assert missing.snapshot.status == 404
    assert isinstance(later, FetchFailed)
    assert later.retry_after == timedelta(seconds=120)


async def test_a_pdf_is_fetched_and_named_by_the_reader(fetcher: HttpFetcher) -> None:
    result = await fetch(fetcher, "/pdf")
    assert isinstance(result, Fetched)
    article, entries = read_article(result.snapshot), read_feed(result.snapshot)
    assert isinstance(article, Unreadable)
    assert "PDF" in article.detail
    assert isinstance(entries, Unreadable)


async def test_a_server_that_is_off_is_unreachable(fetcher: HttpFetcher) -> None:
    result = await fetcher.fetch(replace(PAGE, url="http://off.example/page"), now=NOW)
    assert isinstance(result, FetchFailed)
    assert "off.example" in result.detail
