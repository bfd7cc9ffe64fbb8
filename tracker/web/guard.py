"""What holds for every answer: strict headers, known names only, and no form from elsewhere.

The Content-Security-Policy allows nothing but the site's own files, no inline script or style (CSP Level 3). A request
under another name is refused, which ends DNS rebinding. A POST has to come from the site itself: `Sec-Fetch-Site` where
the browser sends it (Fetch Metadata), else `Origin`.
"""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Header -> value, of every answer.
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = frozenset({"GET", "HEAD"})


class Guard:
    """ASGI middleware around the whole site. `hosts` are the names, with port, that it answers to."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it in one line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope["method"], Headers(scope=scope))
        if refused:
            await PlainTextResponse(f"{refused}\n", status_code=403, headers=HEADERS)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(message)
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> str:
        """Why a request is refused; "" where it isn't."""
        host = headers.get("host", "")
        if host not in self._hosts:
            return f"This page does not answer to the name {host!r}: name it in [web] public_url."
        if method in SAFE:
            return ""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return "" if site in ("same-origin", "none") else "This form was sent from another site."
        origin = headers.get("origin")
        if origin is None or urlsplit(origin).netloc != host:
            return "This form was sent from another site, or by a browser that does not say from where."
        return ""


def _complete(message: MutableMapping[str, Any]) -> None:
    """Add what every answer carries; a route's own headers stay."""
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "private, no-cache")
