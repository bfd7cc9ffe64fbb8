"""The newsroom's HTTP server: virtual hosts, templates, feeds, robots.txt, ETag and 304, at a story time."""

import asyncio
import gzip
import hashlib
import json
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from tests.newsroom.course import Course, CourseError, Outlet, Page

TEMPLATES = Path(__file__).parent / "templates"


class Newsroom:
    """Serves a course on loopback while the `with` block lasts."""

    def __init__(self, course: Course, *, port: int = 0) -> None:
        self.course = course
        self.now = course.begins
        self.requests: list[str] = []
        self._port = port
        self._hosts = {outlet.host: outlet for outlet in course.outlets.values()}
        self._jinja = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(("html", "xml")), trim_blocks=True
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="newsroom", daemon=True)

    @property
    def address(self) -> str:
        """Where it listens, "127.0.0.1:PORT"."""
        return f"127.0.0.1:{self._port}"

    @property
    def hosts(self) -> dict[str, str]:
        """The outlets' names at this address, for [net] hosts."""
        return dict.fromkeys(self._hosts, self.address)

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        except OSError as error:
            self._stop_loop()
            reason = error.strerror or error
            raise CourseError(f"port {self._port} on 127.0.0.1: {reason}; pass another with --port") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result()
        self._stop_loop()

    def _stop_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]

    async def _answer(self, request: web.Request) -> web.Response:
        outlet = self._hosts.get(request.host.partition(":")[0])
        self.requests.append(f"{request.host}{request.path}")
        if outlet is None:
            return web.Response(status=421, text="no such outlet here")
        if request.path == "/robots.txt":
            return web.Response(text=outlet.robots or "User-agent: *\nDisallow: /search\n")
        if request.path == outlet.feed:
            return self._conditional(request, self._feed(outlet), "application/rss+xml; charset=utf-8")
        return self._article(request, outlet)

    def _article(self, request: web.Request, outlet: Outlet) -> web.Response:
        page = self._page(f"http://{outlet.host}{request.path}")
        if page is None:
            return web.Response(status=404, text="<h1>Not found</h1>", content_type="text/html")
        if page.status != 200:
            return web.Response(status=page.status, text=" ".join(page.paragraphs), content_type="text/html")
        return self._conditional(request, self._html(outlet, page), "text/html; charset=utf-8", page=page)

    def _page(self, address: str) -> Page | None:
        served = (page for page in self.course.pages if page.address == address and page.is_served(self.now))
        return next(served, None)

    def _feed(self, outlet: Outlet) -> str:
        pages = [p for p in self.course.pages if p.outlet == outlet.name and p.in_feed and p.is_served(self.now)]
        latest = sorted(pages, key=lambda page: page.published, reverse=True)[:20]
        updated = max((page.published for page in latest), default=self.course.begins).isoformat()
        name = "atom.xml" if outlet.template == "blog" else "rss.xml"
        return self._jinja.get_template(name).render(outlet=outlet, pages=latest, updated=updated)

    def _html(self, outlet: Outlet, page: Page) -> str:
        linked = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": page.title,
            "datePublished": page.published.isoformat(),
            "articleBody": "\n".join(page.paragraphs),
        }
        related = [p for p in self.course.pages if p.outlet == outlet.name and p.address != page.address]
        return self._jinja.get_template(f"{outlet.template}.html").render(
            outlet=outlet,
            page=page,
            related=[other for other in related if other.is_served(self.now)][:4],
            clock=f"{self.now:%A %d %B %Y, %H:%M}",
            minutes=int((self.now - page.published).total_seconds() // 60) % 60,
            comments=len(self.requests) % 97,
            jsonld=_script_json(linked),
        )

    def _conditional(self, request: web.Request, body: str, kind: str, *, page: Page | None = None) -> web.Response:
        """With an ETag over what an editor wrote, so that the clock beside it changes nothing."""
        outlet = self._hosts[request.host.partition(":")[0]]
        written = "\n".join((page.title, *page.paragraphs)) if page else body
        etag = f'"{hashlib.sha256(written.encode()).hexdigest()[:16]}"'
        headers = {"Content-Type": kind}
        if page is None or outlet.template != "portal":  # the portal's server knows no validators
            headers["ETag"] = etag
            if request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers=headers)
        if outlet.template == "agency" and "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return web.Response(body=gzip.compress(body.encode()), headers=headers)
        return web.Response(body=body.encode(), headers=headers)


def _script_json(linked: dict[str, str]) -> object:
    """JSON for a script element: nothing in it can end the element."""
    from markupsafe import Markup

    return Markup(json.dumps(linked).replace("<", "\\u003c"))
