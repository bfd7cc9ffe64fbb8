"""Page files of a course: header lines, an empty line, the text. See README.md beside this file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

REQUIRED = ("Address", "Outlet", "Title", "Published")
OPTIONAL = ("Byline", "Modified", "Served-From", "Served-Until", "Status", "Retry-After", "In-Feed", "Title-B", "Shows")
#: What an address can show: the article, its beginning before a paywall, or a page that is no article.
SHOWS = ("article", "stub", "consent", "missing", "blocked")


class CourseError(Exception):
    """Raised when a course can't be used; the text names the file, the line and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One state of one address, served for a while."""

    address: str
    outlet: str
    title: str
    #: The headline of every second answer, where an outlet tries out two; "" for one headline.
    title_b: str
    byline: str
    published: datetime
    modified: datetime | None
    served_from: datetime
    #: The first moment at which it isn't served any more; None for ever.
    served_until: datetime | None
    status: int
    #: What an answer of trouble asks a reader to wait, in seconds.
    retry_after: int | None
    in_feed: bool
    #: One of SHOWS.
    shows: str
    paragraphs: tuple[str, ...]
    file: str

    def is_served(self, now: datetime) -> bool:
        """Whether the address answers with this state at that story time."""
        return self.served_from <= now and (self.served_until is None or now < self.served_until)


def read_page(path: Path, hosts: Mapping[str, str]) -> Page:
    """Read one page file; `hosts` are the outlets' names and hosts. Raises CourseError."""
    headers, paragraphs = _Headers.read(path)
    outlet = headers.text("Outlet")
    if outlet not in hosts:
        headers.fail("Outlet", f"the outlet '{outlet}' is not in course.toml; there are: {', '.join(sorted(hosts))}")
    address, parts = headers.text("Address"), urlsplit(headers.text("Address"))
    if (parts.scheme, parts.hostname) != ("http", hosts[outlet]) or parts.query or parts.fragment:
        headers.fail("Address", f"{address} has to be http://{hosts[outlet]}/ and a path, the host of {outlet}")
    published = headers.moment("Published")
    served_from = headers.moment("Served-From", default=published)
    served_until = headers.moment("Served-Until") if headers.has("Served-Until") else None
    if served_until is not None and served_until <= served_from:
        headers.fail("Served-Until", f"it has to be later than the first moment, {served_from:%Y-%m-%dT%H:%M} UTC")
    status = headers.number("Status", default=200)
    if status != 200 and not 400 <= status <= 599:
        headers.fail("Status", f"{status} is not served here; use 200, or 400 to 599 for trouble")
    if not paragraphs and status == 200:
        raise CourseError(f"{path}:{headers.lines}: the text is missing; it follows the headers after an empty line")
    return Page(
        address=address,
        outlet=outlet,
        title=headers.text("Title"),
        title_b=headers.text("Title-B"),
        byline=headers.text("Byline", default=""),
        published=published,
        modified=headers.moment("Modified") if headers.has("Modified") else None,
        served_from=served_from,
        served_until=served_until,
        status=status,
        retry_after=headers.number("Retry-After", default=0) if headers.has("Retry-After") else None,
        in_feed=headers.one_of("In-Feed", ("yes", "no")) == "yes",
        shows=headers.one_of("Shows", SHOWS),
        paragraphs=paragraphs,
        file=path.name,
    )


def moment_of(said: object) -> datetime:
    """A story time as a course says it, as aware UTC. Raises ValueError."""
    try:
        moment = said if isinstance(said, datetime) else datetime.fromisoformat(str(said))
    except ValueError:
        raise ValueError(f"'{said}' is no time; write it like 2025-01-13T09:30+03:00") from None
    if moment.tzinfo is None:
        raise ValueError(f"the time {said} needs a zone, like 2025-01-13T09:30+03:00")
    return moment.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headers:
    """The header lines of one page file, each with the number of its line."""

    path: Path
    lines: int
    fields: Mapping[str, tuple[int, str]]

    @classmethod
    def read(cls, path: Path) -> tuple["_Headers", tuple[str, ...]]:
        """The headers and the paragraphs of a file."""
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise CourseError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
        except OSError as error:
            raise CourseError(f"{path}: {error.strerror}") from error
        end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
        headers = cls(path=path, lines=end, fields=dict(_fields(path, lines[:end])))
        for name in REQUIRED:
            if not headers.has(name) or not headers.text(name):
                headers.fail(name, "this header is missing or empty")
        return headers, tuple(_paragraphs(lines[end:]))

    def has(self, name: str) -> bool:
        """Whether the file has that header."""
        return name in self.fields

    def text(self, name: str, *, default: str = "") -> str:
        """What the header says."""
        return self.fields[name][1] if name in self.fields else default

    def moment(self, name: str, *, default: datetime | None = None) -> datetime:
        """The header's time, as aware UTC."""
        if default is not None and not self.has(name):
            return default
        try:
            return moment_of(self.text(name))
        except ValueError as error:
            self.fail(name, str(error))

    def number(self, name: str, *, default: int) -> int:
        """The header's whole number."""
        said = self.text(name, default=str(default))
        if not said.isascii() or not said.isdigit():
            self.fail(name, f"'{said}' is no whole number")
        return int(said)

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """The header's word; the first choice where it is absent."""
        said = self.text(name, default=choices[0])
        if said not in choices:
            self.fail(name, f"'{said}' is not one of: {', '.join(choices)}")
        return said

    def fail(self, name: str, why: str) -> NoReturn:
        """Raise the one clear line."""
        line = self.fields[name][0] if name in self.fields else 1
        raise CourseError(f"{self.path}:{line}: {name}: {why}")


def _fields(path: Path, lines: list[str]) -> Iterator[tuple[str, tuple[int, str]]]:
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        name, colon, value = line.partition(":")
        if not colon or name not in (*REQUIRED, *OPTIONAL):
            known = ", ".join(sorted((*REQUIRED, *OPTIONAL)))
            raise CourseError(f"{path}:{number}: '{name}' is no header; there are: {known}")
        if name in seen:
            raise CourseError(f"{path}:{number}: the header {name} stands twice")
        seen.add(name)
        yield name, (number, value.strip())


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """What empty lines part, each on one line."""
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            paragraph += line.split()
        elif paragraph:
            yield " ".join(paragraph)
            paragraph = []
