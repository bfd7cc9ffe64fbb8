"""The address guard: decides on the very address being connected, after every name was resolved.

It sits where the socket is made (aiohttp's `socket_factory`), so literals, names, redirects and rebinding are one case.
"""

import ipaddress
import socket
from collections.abc import Collection

from tracker.errors import ForbiddenAddressError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Prefixes that carry an IPv4 address: NAT64 (RFC 6052), and 6to4 (RFC 3056) through `sixtofour`.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: Never public, though not every Python release says so: IPv4-compatible (RFC 4291, 2.5.5.1), a network's own
#: NAT64 (RFC 8215), site-local (RFC 3879), documentation (RFC 9637), segment routing (RFC 9602).
NEVER = tuple(
    ipaddress.IPv6Network(network) for network in ("::/96", "64:ff9b:1::/48", "fec0::/10", "3fff::/20", "5f00::/16")
)
WEB_PORTS = frozenset({80, 443})


class Guard:
    """Makes sockets to public web addresses, and to those that the operator allows by "address:port"."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed)

    def check(self, host: str, port: int) -> None:
        """Raise ForbiddenAddressError unless this literal address may be connected to."""
        address = ipaddress.ip_address(host.partition("%")[0])
        shown = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"
        if {shown, f"{address}:{port}"} & self._allowed:
            return
        if not is_public(address):
            raise ForbiddenAddressError(
                f"{shown} is not a public address: only what stands in [net] allow or hosts may be reached there",
                url=shown,
            )
        if port not in WEB_PORTS:
            raise ForbiddenAddressError(f"{shown}: port {port} is no web port; [net] allow can list it", url=shown)

    def make_socket(self, address_info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        """A socket for one resolved address. Raises ForbiddenAddressError before anything is sent."""
        family, kind, protocol, _, address = address_info
        self.check(str(address[0]), int(str(address[1])))
        return socket.socket(family=family, type=kind, proto=protocol)


def is_public(address: Address) -> bool:
    """Whether an address is reachable on the public internet, embedded IPv4 addresses included."""
    if isinstance(address, ipaddress.IPv6Address):
        embedded = address.ipv4_mapped or address.sixtofour
        if embedded is None and address in NAT64:
            embedded = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if embedded is not None:
            return is_public(embedded)
        if any(address in network for network in NEVER):
            return False
    return address.is_global and not address.is_multicast
