"""Foreign errors to ours, once, at the edge: whatever httpx and aiohttp raise leaves as one line of a NetError."""

import contextlib
from collections.abc import Iterator

import aiohttp
import httpx

from tracker.errors import DeadlineError, ForbiddenAddressError, NetError, UnreachableError

#: How resolvers of different systems and releases say that a name has no address.
NO_NAME = ("name resolution", "name or service", "getaddrinfo", "nodename nor servname")
#: Most that is repeated of what a server or a library said.
LONGEST = 200
#: httpx looks at a redirect's target before we do.
NO_ADDRESS = "it is, or redirects to, what is no address: check its spelling"
MEANINGS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ServerDisconnectedError, "the connection was closed without an answer"),
    (aiohttp.ClientPayloadError, "the answer broke off before its end"),
    (aiohttp.InvalidURL, NO_ADDRESS),
    (httpx.InvalidURL, NO_ADDRESS),
    (UnicodeError, NO_ADDRESS),
    (aiohttp.ClientResponseError, "the answer is no proper HTTP"),
)


@contextlib.contextmanager
def translated(url: str) -> Iterator[None]:
    """Raise NetError for whatever httpx and aiohttp raise."""
    try:
        yield
    except ForbiddenAddressError as error:
        raise ForbiddenAddressError(f"{url}: {error}", url=url) from error
    except NetError:
        raise
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, aiohttp.ClientError, OSError, ValueError) as error:
        # The transport calls every lost connection a time-out; what is behind it says more.
        behind = error.__cause__ if isinstance(error.__cause__, aiohttp.ClientError) else error
        if isinstance(behind, (httpx.TimeoutException, TimeoutError)):
            raise DeadlineError(f"{url}: no answer in time ([net] deadline)", url=url) from error
        raise UnreachableError(f"{url}: {_sentence(behind)}", url=url) from error


def _sentence(error: BaseException) -> str:
    said = " ".join(str(error).split())[:LONGEST] or type(error).__name__
    if any(words in said.lower() for words in NO_NAME):
        return "its name can't be resolved: check the address and the connection"
    if "certificate" in said.lower():
        return f"its TLS certificate can't be verified ({said}): it is not read without"
    if isinstance(error, aiohttp.ClientConnectorError) and not isinstance(error, aiohttp.ClientSSLError):
        return f"can't be connected to ({error.os_error.strerror or error.os_error})"
    return next((meaning for kind, meaning in MEANINGS if isinstance(error, kind)), said)
