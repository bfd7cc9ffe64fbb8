"""Addresses that the operator wrote in the settings: they may be reached, be they private or not."""

import asyncio
import socket
from dataclasses import replace
from urllib.parse import urlsplit

from tracker.config import NetSettings


async def trusting(settings: NetSettings, url: str) -> NetSettings:
    """The settings with whatever the operator's own address resolves to allowed; one that doesn't resolve adds nothing.

    Never for an address that came from a page, a feed or a redirect.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        return settings
    addresses = {str(address[0]) for *_, address in found}
    return replace(settings, allow=(*settings.allow, *(f"{address}:{port}" for address in sorted(addresses))))
