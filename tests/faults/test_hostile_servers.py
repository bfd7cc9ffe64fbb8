"""Servers that mean ill or are broken, byte by byte: each is one clear line, and costs little time."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.fetch.test_schedule import PAGE
from tracker.clock import SystemClock
from tracker.config import FetchSettings, NetSettings
from tracker.fetch import HttpFetcher
from tracker.model import FailureReason, Fetched, FetchFailed, FetchResult
from tracker.net import open_client

pytestmark = pytest.mark.faults

NOW = datetime(2025, 1, 15, tzinfo=UTC)


def plain(*headers: str, body: bytes = b"hi", status: str = "200 OK") -> bytes:
    """An answer as it stands on the wire."""
    lines = (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(target: str) -> bytes:
    """A redirect to what is no address of the web."""
    return plain(f"Location: {target}", status="302 Found", body=b"")


TROUBLE: dict[str, tuple[bytes, FailureReason, str]] = {
    "/broken-chunk": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\nhello",
        FailureReason.UNREACHABLE,
        "no proper HTTP",
    ),
    "/cut-off": (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhi", FailureReason.UNREACHABLE, "broke off"),
    "/no-answer": (b"", FailureReason.UNREACHABLE, "closed without an answer"),
    "/no-http": (b"\x00\x01\x02\r\n\r\n", FailureReason.UNREACHABLE, "no proper HTTP"),
    "/long-header": (plain("A: " + "x" * 100_000), FailureReason.UNREACHABLE, "no proper HTTP"),
    "/many-headers": (plain(*(f"A{n}: b" for n in range(20_000))), FailureReason.UNREACHABLE, "no proper HTTP"),
    "/odd-status": (plain(status="42 Odd"), FailureReason.UNREACHABLE, "no proper HTTP"),
    "/negative-length": (
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhi",
        FailureReason.UNREACHABLE,
        "no proper HTTP",
    ),
    "/websocket": (
        b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
        FailureReason.HTTP_ERROR,
        "101",
    ),
    "/unasked-304": (b"HTTP/1.1 304 Not Modified\r\n\r\n", FailureReason.HTTP_ERROR, "though nothing was asked for"),
    "/nowhere": (redirect(""), FailureReason.HTTP_ERROR, "302"),
    "/to-script": (redirect("javascript:alert(1)"), FailureReason.UNREACHABLE, "no address"),
    "/to-odd-port": (redirect("http://news.example:99999/"), FailureReason.UNREACHABLE, "no address"),
    "/to-odd-name": (redirect("http://xn--a.example/"), FailureReason.UNREACHABLE, "no address"),
    "/to-empty-label": (redirect("http://..example/"), FailureReason.UNREACHABLE, "no address"),
    "/to-odd-number": (redirect("http://1.1.1.1.1/"), FailureReason.UNREACHABLE, "no address"),
    "/to-file": (redirect("file:///etc/passwd"), FailureReason.FORBIDDEN_ADDRESS, "only http and https"),
    "/to-loopback": (redirect("//[::1%25lo]/"), FailureReason.FORBIDDEN_ADDRESS, "not a public address"),
    "/to-mapped-loopback": (redirect("http://[::ffff:127.0.0.1]/"), FailureReason.FORBIDDEN_ADDRESS, "not a public"),
    "/twice-encoded": (plain("Content-Encoding: gzip, gzip"), FailureReason.BAD_ENCODING, "was not asked for"),
    "/wait-superscript": (plain("Retry-After: ²", status="503 Busy"), FailureReason.THROTTLED, "later"),
    "/wait-odd-zone": (
        plain("Retry-After: Wed, 21 Oct 2015 07:28:00 +999999999999", status="503 Busy"),
        FailureReason.THROTTLED,
        "later",
    ),
}
READ: dict[str, tuple[bytes, bytes]] = {
    "/several-members": (
        plain("Content-Encoding: gzip", body=gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0)),
        b"one two",
    ),
    "/padded-gzip": (plain("Content-Encoding: gzip", body=gzip.compress(b"text", mtime=0) + b"\0" * 30), b"text"),
    "/bare-deflate": (plain("Content-Encoding: deflate", body=zlib.compress(b"text")[2:-4]), b"text"),
    "/long-wait": (b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + plain(), b"hi"),
    "/age-superscript": (plain("Cache-Control: max-age=²"), b"hi"),
}


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request with the bytes of its path, then close."""
    head = await reader.readuntil(b"\r\n\r\n")
    path = head.split(b" ")[1].decode()
    if path == "/robots.txt":
        answer = plain(status="404 Not Found", body=b"")
    elif path == "/poison":
        answer = plain("Set-Cookie: a=\x01; Path=/", 'ETag: "é\x7f"')
    elif path in TROUBLE:
        answer = TROUBLE[path][0]
    else:
        answer = READ[path][0] if path in READ else plain(body=head)
    writer.write(answer)
    writer.close()


@pytest.fixture
async def fetcher() -> AsyncIterator[HttpFetcher]:
    """A fetcher for that server."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    settings = NetSettings(hosts={"news.example": address}, deadline=timedelta(seconds=5))
    async with open_client(settings) as client:
        yield HttpFetcher(client, FetchSettings(), machine_clock=SystemClock())
    server.close()
    await server.wait_closed()


async def fetch(fetcher: HttpFetcher, path: str, *, etag: str | None = None) -> FetchResult:
    """Fetch a path of the server."""
    return await fetcher.fetch(replace(PAGE, url=f"http://news.example{path}", etag=etag), now=NOW)


@pytest.mark.parametrize("path", TROUBLE)
async def test_each_is_one_line_of_its_own_kind(fetcher: HttpFetcher, path: str) -> None:
    _, reason, said = TROUBLE[path]
    result = await asyncio.wait_for(fetch(fetcher, path), timeout=2)
    assert isinstance(result, FetchFailed)
    assert (result.reason, said in result.detail) == (reason, True), result.detail
    assert result.detail.isprintable()
    assert f"http://news.example{path}" in result.detail
    assert len(result.detail) < 400


@pytest.mark.parametrize("path", READ)
async def test_what_browsers_forgive_is_read_whole(fetcher: HttpFetcher, path: str) -> None:
    result = await fetch(fetcher, path)
    assert isinstance(result, Fetched), result
    assert result.snapshot.body == READ[path][1]


async def test_what_a_server_gave_once_spoils_no_later_request(fetcher: HttpFetcher) -> None:
    first = await fetch(fetcher, "/poison")
    assert isinstance(first, Fetched)
    second = await fetch(fetcher, "/echo", etag=first.snapshot.header("etag"))
    assert isinstance(second, Fetched)
    sent = second.snapshot.body.lower()
    assert b"cookie" not in sent
    assert b"if-none-match" not in sent
