"""The HTTP client: httpx over aiohttp's connections, the guard at the socket, caps, one deadline, redirects by hand."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self

import aiohttp
import aiohttp.abc
import httpx
from httpx_aiohttp import AiohttpTransport

from tracker.config import NetSettings
from tracker.errors import DeadlineError, ForbiddenAddressError, UnreachableError
from tracker.net.decoding import ACCEPTED, BodyReader
from tracker.net.guard import Guard
from tracker.net.translation import translated

REDIRECTS = frozenset({301, 302, 303, 307, 308})

#: Called with each address before it is asked, redirects included; raises NetError to stop there.
CheckHop = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, whole: after redirects and content decoding."""

    status: int
    #: As received, names lower-cased.
    headers: tuple[tuple[str, str], ...]
    body: bytes
    final_url: str

    def header(self, name: str) -> str | None:
        """The first header of that lower-case name."""
        return next((value for key, value in self.headers if key == name), None)


class MappedResolver(aiohttp.abc.AbstractResolver):
    """Resolves the operator's own names like a hosts file, with a port; all others by the system."""

    def __init__(self, hosts: Mapping[str, str]) -> None:
        self._hosts = {name.lower(): address for name, address in hosts.items()}
        self._system = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[aiohttp.abc.ResolveResult]:
        """The addresses of a name."""
        mapped = self._hosts.get(host.lower())
        if mapped is None:
            return await self._system.resolve(host, port, family)
        address, _, own_port = mapped.rpartition(":")
        return [
            aiohttp.abc.ResolveResult(
                hostname=host,
                host=address.strip("[]"),
                port=int(own_port),
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing is held open."""
        await self._system.close()


class Client:
    """Fetches addresses; made in the event loop that uses it, by `open_client`."""

    def __init__(self, settings: NetSettings) -> None:
        self._settings = settings
        guard = Guard([*settings.allow, *settings.hosts.values()])
        tls = ssl.create_default_context()
        connector = aiohttp.TCPConnector(
            limit=settings.connections,
            ssl=tls,
            socket_factory=guard.make_socket,
            resolver=MappedResolver(settings.hosts),
            use_dns_cache=False,
        )
        self._session = aiohttp.ClientSession(
            connector=connector, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
        )
        self._client = httpx.AsyncClient(
            transport=AiohttpTransport(verify=tls, trust_env=False, client=self._session),
            trust_env=False,
            follow_redirects=False,
            # httpx keeps a jar of its own. A cookie sent back counts our visits (metered paywalls), and a broken one
            # spoils every later request to its host.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(settings.deadline.total_seconds()),
            headers={"user-agent": settings.user_agent, "accept-encoding": ACCEPTED},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()  # closes the session below too

    @property
    def user_agent(self) -> str:
        """What we call ourselves to servers."""
        return self._settings.user_agent

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, check_hop: CheckHop | None = None
    ) -> Answer:
        """Fetch an address, redirects followed. Raises NetError: forbidden, too large, too late, unreachable."""
        seconds = self._settings.deadline.total_seconds()
        try:
            async with asyncio.timeout(seconds):
                return await self._follow(url, headers or {}, check_hop)
        except TimeoutError as error:
            raise DeadlineError(f"{url}: not finished after {seconds:g} s ([net] deadline)", url=url) from error

    async def post(self, url: str, *, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Send a body to an address. Redirects are answers, not followed: what is sent goes nowhere else.

        Raises NetError: forbidden, too large, too late, unreachable.
        """
        require_web_url(url)
        seconds = self._settings.deadline.total_seconds()
        try:
            async with asyncio.timeout(seconds):
                return await self._once(url, headers, method="POST", content=content)
        except TimeoutError as error:
            raise DeadlineError(f"{url}: not finished after {seconds:g} s ([net] deadline)", url=url) from error

    async def _follow(self, url: str, headers: Mapping[str, str], check_hop: CheckHop | None) -> Answer:
        at = url
        for _ in range(self._settings.max_redirects + 1):
            require_web_url(at)
            if check_hop is not None:
                await check_hop(at)
            answer = await self._once(at, headers)
            target = answer.header("location")
            if answer.status not in REDIRECTS or not target:
                return answer
            with translated(at):
                at = str(httpx.URL(at).join(target))
            # Validators belong to the address that gave them.
            headers = {}
        limit = self._settings.max_redirects
        raise UnreachableError(f"{url}: more than {limit} redirects, the last to {at}", url=url)

    async def _once(
        self, url: str, headers: Mapping[str, str], *, method: str = "GET", content: bytes | None = None
    ) -> Answer:
        with translated(url):
            async with self._client.stream(method, url, headers=dict(headers), content=content) as response:
                reader = BodyReader(
                    url=url,
                    encoding=response.headers.get("content-encoding", ""),
                    max_wire=self._settings.max_wire,
                    max_decoded=self._settings.max_decoded,
                )
                async for piece in response.aiter_raw():
                    reader.feed(piece)
                received = tuple((name.lower(), value) for name, value in response.headers.multi_items())
                return Answer(status=response.status_code, headers=received, body=reader.body(), final_url=url)


def require_web_url(url: str) -> None:
    """Raise ForbiddenAddressError unless it is http or https, with a host and without a name and password."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise UnreachableError(f"{url!r} is no address: {error}", url=url) from error
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise ForbiddenAddressError(f"{url}: only http and https addresses without a password are read", url=url)


@contextlib.asynccontextmanager
async def open_client(settings: NetSettings) -> AsyncIterator[Client]:
    """A client for the running event loop, closed at the end."""
    async with Client(settings) as client:
        yield client
