"""The newsroom's HTTP server: virtual hosts, templates, feeds, robots.txt, validators and 304, at a story time.

As outlets' servers differ, so do the templates': broadsheet ETag and Last-Modified; agency ETag, gzip;
blog Last-Modified alone; portal no validators, so that its clock and counters come anew with every answer.
"""

import asyncio
import gzip
import hashlib
import json
import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from tests.newsroom.course import Course, Outlet
from tests.newsroom.pages import CourseError, Page

TEMPLATES = Path(__file__).parent / "templates"
#: Templates whose server sends an ETag, and those whose server sends Last-Modified.
WITH_ETAG = ("broadsheet", "agency")
WITH_LAST_MODIFIED = ("broadsheet", "blog")
#: What is shown in the article's place, in a template of its own.
NOTICES = ("consent", "missing", "blocked")


class Newsroom:
    """Serves a course on loopback while the `with` block lasts."""

    def __init__(self, course: Course, *, port: int = 0) -> None:
        if not 0 <= port <= 65535:
            raise CourseError(f"port {port}: there are ports from 0 to 65535; pass another with --port")
        self.course = course
        self.now = course.begins
        self.requests: list[str] = []
        #: Answers of each address, for headlines that take turns.
        self._answers: Counter[str] = Counter()
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
            kind = "application/atom+xml" if outlet.template == "blog" else "application/rss+xml"
            feed = self._feed(outlet)
            return self._conditional(request, outlet, feed, kind=kind, written=feed, changed=self._changed(outlet))
        if request.path == "/":
            front = self._jinja.get_template("front.html").render(outlet=outlet, pages=self._latest(outlet))
            return web.Response(text=front, content_type="text/html")
        return self._article(request, outlet)

    def _article(self, request: web.Request, outlet: Outlet) -> web.Response:
        page = self._page(outlet, request.path)
        if page is None:
            return web.Response(status=404, text="<h1>Not found</h1>", content_type="text/html")
        if page.shows in NOTICES:
            body = self._jinja.get_template(f"{page.shows}.html").render(outlet=outlet, page=page)
            return web.Response(status=page.status, text=body, content_type="text/html")
        if page.status != 200:
            wait = {} if page.retry_after is None else {"Retry-After": str(page.retry_after)}
            body = " ".join(page.paragraphs)
            return web.Response(status=page.status, text=body, content_type="text/html", headers=wait)
        if page.title_b:
            self._answers[page.address] += 1
            page = replace(page, title=page.title if self._answers[page.address] % 2 else page.title_b)
        html, written = self._html(outlet, page), "\n".join((page.title, *page.paragraphs))
        return self._conditional(request, outlet, html, kind="text/html", written=written, changed=page.served_from)

    def _page(self, outlet: Outlet, path: str) -> Page | None:
        served = (page for page in self.course.pages if page.outlet == outlet.name and page.is_served(self.now))
        return next((page for page in served if unquote(urlsplit(page.address).path) == path), None)

    def _latest(self, outlet: Outlet) -> list[Page]:
        """What the feed and the front page list: the twenty youngest pages."""
        own = (page for page in self.course.pages if page.outlet == outlet.name and page.in_feed)
        pages = [page for page in own if page.is_served(self.now) and page.shows != "missing"]
        return sorted(pages, key=lambda page: page.published, reverse=True)[:20]

    def _changed(self, outlet: Outlet) -> datetime:
        """When the outlet's list was last another one."""
        pages = [page for page in self.course.pages if page.outlet == outlet.name]
        moments = [moment for page in pages for moment in (page.served_from, page.served_until) if moment]
        return max((moment for moment in moments if moment <= self.now), default=self.course.begins)

    def _feed(self, outlet: Outlet) -> str:
        latest = self._latest(outlet)
        updated = max((page.modified or page.published for page in latest), default=self.course.begins).isoformat()
        name = "atom.xml" if outlet.template == "blog" else "rss.xml"
        return self._jinja.get_template(name).render(outlet=outlet, pages=latest, updated=updated)

    def _html(self, outlet: Outlet, page: Page) -> str:
        linked: dict[str, str | bool] = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": page.title,
            "datePublished": page.published.isoformat(),
            "dateModified": (page.modified or page.published).isoformat(),
            "articleBody": "\n".join(page.paragraphs),
            "isAccessibleForFree": page.shows != "stub",
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

    def _conditional(
        self, request: web.Request, outlet: Outlet, body: str, *, kind: str, written: str, changed: datetime
    ) -> web.Response:
        """Validators over what an editor wrote, so that the clock beside it changes nothing."""
        headers = {"Content-Type": f"{kind}; charset=utf-8"}
        if outlet.template in WITH_ETAG:
            headers["ETag"] = f'"{hashlib.sha256(written.encode()).hexdigest()[:16]}"'
        if outlet.template in WITH_LAST_MODIFIED:
            headers["Last-Modified"] = format_datetime(changed.replace(microsecond=0), usegmt=True)
        if _is_known(request, headers):
            return web.Response(status=304, headers=headers)
        if outlet.template == "agency" and "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return web.Response(body=gzip.compress(body.encode()), headers=headers)
        return web.Response(body=body.encode(), headers=headers)


def _is_known(request: web.Request, headers: dict[str, str]) -> bool:
    """Whether the reader has this state; a condition on the ETag comes before one on the time (RFC 9110, 13.2.2)."""
    if "ETag" in headers and "If-None-Match" in request.headers:
        return request.headers["If-None-Match"] == headers["ETag"]
    if "Last-Modified" not in headers or "If-Modified-Since" not in request.headers:
        return False
    try:
        since = parsedate_to_datetime(request.headers["If-Modified-Since"])
    except ValueError:
        return False
    return parsedate_to_datetime(headers["Last-Modified"]) <= since


def _script_json(linked: dict[str, str | bool]) -> Markup:
    """JSON for a script element: nothing in it can end the element."""
    return Markup(json.dumps(linked).replace("<", "\\u003c"))
