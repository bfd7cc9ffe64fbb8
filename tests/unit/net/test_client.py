"""The client over a mocked transport: redirects, caps, encodings, foreign errors."""

import gzip
import inspect
import zlib
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import httpx
import pytest
import respx

from tracker.config import NetSettings
from tracker.errors import DeadlineError, ForbiddenAddressError, NetError, TooLargeError, UnreachableError
from tracker.net import Client, open_client
from tracker.net.translation import translated

URL = "https://news.example/a"


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A client with small caps."""
    settings = NetSettings(max_wire=50_000, max_decoded=200_000, max_redirects=2, deadline=timedelta(seconds=5))
    async with open_client(settings) as opened:
        yield opened


@pytest.fixture
def mocked() -> respx.MockRouter:
    """respx over httpx: with the aiohttp transport its default does not see the requests."""
    return respx.mock(using="httpx")


async def test_an_answer_is_given_whole(client: Client, mocked: respx.MockRouter) -> None:
    with mocked:
        route = mocked.get(URL).respond(200, headers={"ETag": '"1"', "X-A": "b"}, stream=_Once(b"text"))
        answer = await client.get(URL, headers={"if-none-match": '"0"'})
    assert (answer.status, answer.body, answer.header("etag")) == (200, b"text", '"1"')
    sent = route.calls.last.request.headers
    assert sent["if-none-match"] == '"0"'
    assert sent["accept-encoding"] == "gzip, deflate"
    assert sent["user-agent"].startswith("claimwatch/")


async def test_a_body_is_sent_to_one_address_alone(client: Client, mocked: respx.MockRouter) -> None:
    with mocked:
        route = mocked.post(URL).respond(302, headers={"location": "https://elsewhere.example/"}, stream=_Once(b""))
        answer = await client.post(URL, content=b"asked", headers={"content-type": "text/x"})
    assert (answer.status, answer.header("location")) == (302, "https://elsewhere.example/")
    sent = route.calls.last.request
    assert (sent.content, sent.headers["content-type"]) == (b"asked", "text/x")
    assert sent.headers["user-agent"].startswith("claimwatch/")


async def test_what_is_sent_passes_the_guard(client: Client) -> None:
    with pytest.raises(ForbiddenAddressError, match="not a public address"):
        await client.post("http://127.0.0.1:9/", content=b"", headers={})


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"text", mtime=0)),
        ("gzip", gzip.compress(b"te", mtime=0) + gzip.compress(b"xt", mtime=0)),
        ("gzip", gzip.compress(b"text", mtime=0) + b"padding"),
        ("deflate", zlib.compress(b"text")),
        ("deflate", zlib.compress(b"text")[2:-4]),
        ("identity", b"text"),
    ],
    ids=["gzip", "gzip in two members", "gzip with a tail", "deflate", "bare deflate", "identity"],
)
async def test_encodings_are_decoded(client: Client, mocked: respx.MockRouter, encoding: str, body: bytes) -> None:
    with mocked:
        mocked.get(URL).respond(200, headers={"Content-Encoding": encoding}, stream=_Once(body))
        assert (await client.get(URL)).body == b"text"


@pytest.mark.parametrize(
    ("encoding", "body", "said"),
    [
        ("br", b"x", "was not asked for"),
        ("gzip", b"not gzip at all", "damaged"),
        ("gzip", gzip.compress(b"text" * 99, mtime=0)[:-9], "ends too early"),
    ],
    ids=["unasked", "damaged", "cut off"],
)
async def test_broken_encodings_are_told(
    client: Client, mocked: respx.MockRouter, encoding: str, body: bytes, said: str
) -> None:
    with mocked:
        mocked.get(URL).mock(
            return_value=httpx.Response(200, headers={"Content-Encoding": encoding}, stream=_Once(body))
        )
        with pytest.raises(NetError, match=said):
            await client.get(URL)


class _Once(httpx.AsyncByteStream):
    """A body in one piece, as it comes from the wire."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


async def test_a_small_message_that_grows_past_the_cap_is_stopped(client: Client, mocked: respx.MockRouter) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    assert len(bomb) < 50_000
    with mocked:
        mocked.get(URL).mock(return_value=httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=_Once(bomb)))
        with pytest.raises(TooLargeError, match="max_decoded"):
            await client.get(URL)


async def test_many_members_are_one_message_under_one_cap(client: Client, mocked: respx.MockRouter) -> None:
    bomb = gzip.compress(b"\0" * 10_000, mtime=0) * 100
    assert len(bomb) < 50_000
    with mocked:
        mocked.get(URL).respond(200, headers={"Content-Encoding": "gzip"}, stream=_Once(bomb))
        with pytest.raises(TooLargeError, match="max_decoded"):
            await client.get(URL)


async def test_no_cookie_is_sent_back(client: Client, mocked: respx.MockRouter) -> None:
    with mocked:
        route = mocked.get(URL).respond(200, headers={"Set-Cookie": "visits=1; Path=/"}, stream=_Once(b"x"))
        await client.get(URL)
        route.respond(200, stream=_Once(b"x"))
        await client.get(URL)
        assert all("cookie" not in call.request.headers for call in route.calls)


async def test_a_long_message_is_stopped(client: Client, mocked: respx.MockRouter) -> None:
    with mocked:
        mocked.get(URL).respond(200, stream=_Once(b"x" * 60_000))
        with pytest.raises(TooLargeError, match="max_wire"):
            await client.get(URL)


async def test_redirects_are_followed_and_counted(client: Client, mocked: respx.MockRouter) -> None:
    hops: list[str] = []

    async def hop(url: str) -> None:
        hops.append(url)

    with mocked:
        mocked.get(URL).respond(301, headers={"Location": "/b"}, stream=_Once(b""))
        mocked.get("https://news.example/b").respond(
            302, headers={"Location": "https://other.example/c"}, stream=_Once(b"")
        )
        mocked.get("https://other.example/c").respond(200, stream=_Once(b"text"))
        answer = await client.get(URL, check_hop=hop)
        assert answer.final_url == "https://other.example/c"
        mocked.get("https://other.example/c").respond(302, headers={"Location": URL}, stream=_Once(b""))
        with pytest.raises(UnreachableError, match="more than 2 redirects"):
            await client.get(URL)
    assert hops == [URL, "https://news.example/b", "https://other.example/c"]


FOREIGN = [
    error
    for module in (httpx, aiohttp)
    for _, error in inspect.getmembers(module, inspect.isclass)
    if issubclass(error, Exception)
    and not issubclass(error, Warning)
    and error.__module__.split(".")[0] in ("httpx", "aiohttp")
]
#: Errors that none of our calls can meet: websockets, cookies the server's side, and a stream's own end.
ELSEWHERE = {
    "WSServerHandshakeError",
    "WebSocketError",
    "WSMessageTypeError",
    "CookieConflict",
    "BadStatusLine",
    "EofStream",
}


@pytest.mark.parametrize("error", [e for e in FOREIGN if e.__name__ not in ELSEWHERE], ids=lambda e: e.__name__)
def test_every_foreign_error_is_translated(error: type[Exception]) -> None:
    class Made(error):  # type: ignore[misc,valid-type]
        _os_error = OSError("below")  # what aiohttp's connection errors carry

        def __init__(self) -> None:
            Exception.__init__(self, "below")

        def __str__(self) -> str:
            return "below"

    with pytest.raises(NetError) as caught, translated(URL):
        raise Made
    assert isinstance(caught.value.__cause__, error)
    assert caught.value.url == URL


@pytest.mark.parametrize("error", [httpx.ReadTimeout("x"), TimeoutError(), aiohttp.ServerTimeoutError()])
def test_timeouts_are_deadlines(error: Exception) -> None:
    with pytest.raises(DeadlineError), translated(URL):
        raise error


def test_a_connection_that_is_closed_is_no_deadline() -> None:
    with pytest.raises(UnreachableError, match="closed without an answer"), translated(URL):
        raise httpx.ConnectTimeout("x") from aiohttp.ServerDisconnectedError()
