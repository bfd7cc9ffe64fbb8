"""A course of events: a folder with `course.toml` and one small file a page. See README.md beside this file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from tests.newsroom.pages import CourseError, Page, moment_of, read_page

TEMPLATES = ("broadsheet", "agency", "portal", "blog")
COURSE_KEYS = ("title", "begins", "ends", "sources", "seed", "outlets")
SEED_KEYS = ("text", "published", "outlet")
OUTLET_KEYS = ("host", "template", "feed", "robots", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet of the course: its host, the template of its pages, the path of its feed."""

    name: str
    host: str
    template: str
    feed: str | None
    robots: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All of it: the seed that a user pastes, the sources they name, the outlets and the pages."""

    title: str
    seed: Path
    seed_published: datetime
    seed_outlet: str
    begins: datetime
    ends: datetime
    sources: tuple[str, ...]
    outlets: Mapping[str, Outlet]
    pages: tuple[Page, ...]

    def moments(self) -> tuple[datetime, ...]:
        """Every story time at which what is served changes."""
        found = {page.served_from for page in self.pages}
        found |= {page.served_until for page in self.pages if page.served_until is not None}
        return tuple(sorted(found))


def load_course(folder: Path) -> Course:
    """Read a course. Raises CourseError."""
    path = folder / "course.toml"
    if not path.is_file():
        raise CourseError(f"{folder}: no course of events there: it needs a course.toml (see tests/newsroom/README.md)")
    toml = _Toml.read(path)
    raw = toml.table((), COURSE_KEYS)
    outlets = {name: _outlet(toml, name) for name in toml.table(("outlets",))}
    hosts = {name: outlet.host for name, outlet in outlets.items()}
    pages = [read_page(each, hosts) for each in sorted(folder.glob("*.page"))]
    if not pages:
        raise CourseError(f"{folder}: no page file there: it needs one *.page for each state of each page")
    toml.table(("seed",), SEED_KEYS)
    course = Course(
        title=toml.text(("title",)),
        seed=(folder / toml.text(("seed", "text"))).resolve(),
        seed_published=toml.moment(("seed", "published")),
        seed_outlet=toml.text(("seed", "outlet")),
        begins=toml.moment(("begins",)),
        ends=toml.moment(("ends",)),
        sources=tuple(raw["sources"]) if isinstance(raw.get("sources"), list) else (),
        outlets=outlets,
        pages=tuple(sorted(pages, key=lambda page: (page.served_from, page.address))),
    )
    _require_sense(toml, course)
    _require_no_overlap(folder, course)
    return course


def _outlet(toml: "_Toml", name: str) -> Outlet:
    at = ("outlets", name)
    toml.table(at, OUTLET_KEYS)
    outlet = Outlet(
        name=name,
        host=toml.text((*at, "host")),
        template=toml.text((*at, "template")),
        feed=toml.text((*at, "feed"), default="") or None,
        robots=toml.text((*at, "robots"), default=""),
        language=toml.text((*at, "language"), default="en"),
    )
    if outlet.template not in TEMPLATES:
        toml.fail((*at, "template"), f"'{outlet.template}' is no template; there are: {', '.join(TEMPLATES)}")
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", outlet.host):
        toml.fail((*at, "host"), f"'{outlet.host}' is no host name in small letters, like caspian-courier.example")
    if outlet.feed is not None and not outlet.feed.startswith("/"):
        toml.fail((*at, "feed"), f"'{outlet.feed}' is no path: it has to begin with /")
    return outlet


def _require_sense(toml: "_Toml", course: Course) -> None:
    if course.ends <= course.begins:
        toml.fail(("ends",), "the course has to end after it begins")
    if not course.seed.is_file():
        toml.fail(("seed", "text"), f"the seed text {course.seed} is not there")
    hosts = [outlet.host for outlet in course.outlets.values()]
    for host in hosts:
        if hosts.count(host) > 1:
            toml.fail(("outlets",), f"two outlets have the host {host}")
    if not course.sources:
        toml.fail(("sources",), "name at least one address to follow, as a list of texts")
    for source in course.sources:
        if urlsplit(str(source)).hostname not in hosts:
            toml.fail(("sources",), f"{source} is on no outlet's host; there are: {', '.join(hosts)}")


def _require_no_overlap(folder: Path, course: Course) -> None:
    for page in course.pages:
        for other in course.pages:
            if page is not other and page.address == other.address and other.is_served(page.served_from):
                raise CourseError(
                    f"{folder / other.file}: it is served at {page.address} when {page.file} is, from "
                    f"{page.served_from:%Y-%m-%dT%H:%M} UTC; give one of them a Served-Until"
                )


class _Toml:
    """A course.toml whose mistakes are named with the line of their key."""

    def __init__(self, path: Path, text: str, raw: dict[str, Any]) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._raw = raw

    @classmethod
    def read(cls, path: Path) -> "_Toml":
        """Parse the file."""
        try:
            text = path.read_text(encoding="utf-8-sig")
            return cls(path, text, tomllib.loads(text))
        except OSError as error:
            raise CourseError(f"{path}: {error.strerror}") from error
        except ValueError as error:  # not UTF-8, or no TOML: both say where
            raise CourseError(f"{path}: {error}") from error

    def table(self, at: tuple[str, ...], known: tuple[str, ...] | None = None) -> dict[str, Any]:
        """The table at a dotted place, its keys all known."""
        found: Any = self._raw
        for key in at:
            found = found.get(key, {})
            if not isinstance(found, dict):
                self.fail(at, "a table is needed here, like [seed] or [outlets.Name]")
        for key in found:
            if known is not None and key not in known:
                self.fail((*at, key), f"there is no such key; there are: {', '.join(known)}")
        return dict(found)

    def text(self, at: tuple[str, ...], *, default: str | None = None) -> str:
        """The text at a dotted place."""
        value = self._value(at, default)
        if not isinstance(value, str) or (default is None and not value):
            self.fail(at, "a text is needed here")
        return value

    def moment(self, at: tuple[str, ...]) -> datetime:
        """The time at a dotted place."""
        try:
            return moment_of(self._value(at, None))
        except ValueError as error:
            self.fail(at, str(error))

    def fail(self, at: tuple[str, ...], why: str) -> NoReturn:
        """Raise the one clear line."""
        raise CourseError(": ".join(part for part in (f"{self._path}{self._line(at)}", ".".join(at), why) if part))

    def _value(self, at: tuple[str, ...], default: str | None) -> object:
        value = self.table(at[:-1]).get(at[-1], default)
        if value is None:
            self.fail(at[:-1], f"the key {at[-1]} is missing")
        return value

    def _line(self, at: tuple[str, ...]) -> str:
        """ ":N", the line that begins with the last of these keys, each looked for after the one before it."""
        found = -1
        for key in at:
            begins = re.compile(rf"""\s*(\[.*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
            after = enumerate(self._lines[max(found, 0) :], start=max(found, 0))
            found = next((number for number, line in after if begins.match(line)), found)
        return f":{found + 1}" if found >= 0 else ""
