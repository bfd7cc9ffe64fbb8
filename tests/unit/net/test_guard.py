"""The address guard, tried with loopback as the forbidden address: a missing guard could reach nothing else."""

import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from tracker.config import NetSettings
from tracker.errors import ForbiddenAddressError, NetError, UnreachableError
from tracker.net import Client, open_client
from tracker.net.guard import Guard, is_public


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """A server on loopback that must not be reached; it redirects to itself."""

    async def reached(request: web.Request) -> web.Response:
        return web.Response(text="reached")

    app = web.Application()
    app.router.add_get("/", reached)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A client with default settings."""
    async with open_client(NetSettings()) as opened:
        yield opened


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0x7f.1",
        "[::ffff:7f00:1]",
        "[::7f00:1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "0.0.0.0",
    ],
)
async def test_every_form_of_a_private_address_is_refused(client: Client, port: int, host: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="not a public address") as caught:
        await client.get(f"http://{host}:{port}/")
    assert host in caught.value.url


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0177.0.0.1"])
async def test_addresses_in_odd_spellings_are_not_reached_either(client: Client, port: int, host: str) -> None:
    with pytest.raises(NetError):
        await client.get(f"http://{host}:{port}/")


async def test_a_redirect_to_a_private_address_is_refused(port: int) -> None:
    app = web.Application()

    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPFound(f"http://127.0.0.1:{port}/")

    app.router.add_get("/", elsewhere)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    front = f"127.0.0.1:{runner.addresses[0][1]}"
    async with open_client(NetSettings(hosts={"front.example": front})) as client:
        with pytest.raises(ForbiddenAddressError, match="not a public address"):
            await client.get("http://front.example/")
    await runner.cleanup()


async def test_a_name_that_resolves_to_a_private_address_is_refused(
    client: Client, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolved(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(ForbiddenAddressError):
        await client.get(f"http://news.example:{port}/")


async def test_a_server_whose_certificate_nobody_vouches_for_is_not_read() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # Made for this test, good for a hundred years and for nothing else.
    tls.load_cert_chain(Path(__file__).parent / "self-signed.pem")
    asked: list[str] = []

    async def reached(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(text="reached")

    app = web.Application()
    app.router.add_get("/", reached)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    hosts = {"news.example": f"127.0.0.1:{runner.addresses[0][1]}"}
    async with open_client(NetSettings(hosts=hosts)) as client:
        with pytest.raises(UnreachableError, match="certificate can't be verified"):
            await client.get("https://news.example/")
    await runner.cleanup()
    assert asked == []


async def test_what_the_operator_allows_is_reached(port: int) -> None:
    async with open_client(NetSettings(allow=(f"127.0.0.1:{port}",))) as client:
        assert (await client.get(f"http://127.0.0.1:{port}/")).body == b"reached"


async def test_a_mapped_name_is_reached_and_keeps_its_name(port: int) -> None:
    async with open_client(NetSettings(hosts={"news.example": f"127.0.0.1:{port}"})) as client:
        answer = await client.get("http://news.example/")
    assert (answer.body, answer.final_url) == (b"reached", "http://news.example/")


@pytest.mark.parametrize(
    "url", ["ftp://news.example/", "file:///etc/passwd", "http://", "http://a:b@news.example/", "x"]
)
async def test_other_schemes_and_passwords_are_refused(client: Client, url: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="only http and https"):
        await client.get(url)


def test_only_web_ports_of_public_addresses() -> None:
    guard = Guard([])
    guard.check("93.184.215.14", 443)
    guard.check("2606:2800:21f:cb07:6820:80da:af6b:8b2c", 80)
    with pytest.raises(ForbiddenAddressError, match="port 22"):
        guard.check("93.184.215.14", 22)


PRIVATE = (
    "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0",
    "fe80::1", "fc00::1", "ff02::1", "::", "::ffff:10.0.0.5", "2002:0a00:0005::1", "64:ff9b::a00:5", "64:ff9b::7f00:1",
    "::127.0.0.1", "::a00:5", "64:ff9b:1::7f00:1", "fec0::1", "2002:7f00:1::", "2001:0:7f00:1::", "5f00::1", "3fff::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_inside_any_network_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
