"""A course of events: a folder with `course.toml` and one small file a page. See README.md beside this file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

REQUIRED = ("Address", "Outlet", "Title", "Published")
KNOWN = frozenset({*REQUIRED, "Byline", "Modified", "Served-From", "Served-Until", "Status", "In-Feed"})
TEMPLATES = ("broadsheet", "agency", "portal", "blog")


class CourseError(Exception):
    """Raised when a course can't be used; the text names the file, the line and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet of the course: its host, the template of its pages, the path of its feed."""

    name: str
    host: str
    template: str
    feed: str | None
    robots: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One state of one address, served for a while."""

    address: str
    outlet: str
    title: str
    byline: str
    published: datetime
    modified: datetime | None
    served_from: datetime
    served_until: datetime | None
    status: int
    in_feed: bool
    paragraphs: tuple[str, ...]
    file: str

    def is_served(self, now: datetime) -> bool:
        """Whether the address answers with this state at that story time."""
        return self.served_from <= now and (self.served_until is None or now < self.served_until)


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
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        outlets = {name: _outlet(name, values) for name, values in raw["outlets"].items()}
        pages = tuple(sorted(_pages(folder, outlets), key=lambda page: (page.served_from, page.address)))
        course = Course(
            title=raw["title"],
            seed=(folder / raw["seed"]["text"]).resolve(),
            seed_published=_moment(raw["seed"]["published"]),
            seed_outlet=raw["seed"]["outlet"],
            begins=_moment(raw["begins"]),
            ends=_moment(raw["ends"]),
            sources=tuple(raw["sources"]),
            outlets=outlets,
            pages=pages,
        )
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path}: {error}") from error
    except KeyError as error:
        raise CourseError(f"{path}: the key {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise CourseError(f"{path}: {error}") from error
    if not course.seed.is_file():
        raise CourseError(f"{path}: the seed text {course.seed} is not there")
    _require_no_overlap(course)
    return course


def _outlet(name: str, values: Mapping[str, str]) -> Outlet:
    template = values["template"]
    if template not in TEMPLATES:
        raise ValueError(f"outlet '{name}' has the template '{template}'; there are: {', '.join(TEMPLATES)}")
    return Outlet(
        name=name, host=values["host"], template=template, feed=values.get("feed"), robots=values.get("robots", "")
    )


def _pages(folder: Path, outlets: Mapping[str, Outlet]) -> Iterator[Page]:
    for path in sorted(folder.glob("*.page")):
        yield _page(path, outlets)


def _page(path: Path, outlets: Mapping[str, Outlet]) -> Page:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields: dict[str, str] = {}
    for number, line in enumerate(head.splitlines(), start=1):
        name, colon, value = line.partition(":")
        if not colon or name not in KNOWN:
            raise CourseError(f"{path}:{number}: '{name}' is no header; there are: {', '.join(sorted(KNOWN))}")
        fields[name] = value.strip()
    missing = [name for name in REQUIRED if name not in fields]
    if missing:
        raise CourseError(f"{path}:1: the header {missing[0]} is missing")
    outlet = outlets.get(fields["Outlet"])
    if outlet is None:
        raise CourseError(f"{path}: the outlet '{fields['Outlet']}' is not in course.toml")
    if urlsplit(fields["Address"]).hostname != outlet.host:
        raise CourseError(f"{path}: the address {fields['Address']} is not on the outlet's host {outlet.host}")
    try:
        return Page(
            address=fields["Address"],
            outlet=outlet.name,
            title=fields["Title"],
            byline=fields.get("Byline", ""),
            published=_moment(fields["Published"]),
            modified=_moment(fields["Modified"]) if "Modified" in fields else None,
            served_from=_moment(fields.get("Served-From", fields["Published"])),
            served_until=_moment(fields["Served-Until"]) if "Served-Until" in fields else None,
            status=int(fields.get("Status", "200")),
            in_feed=fields.get("In-Feed", "yes") == "yes",
            paragraphs=tuple(" ".join(part.split()) for part in body.split("\n\n") if part.strip()),
            file=path.name,
        )
    except ValueError as error:
        raise CourseError(f"{path}: {error}") from error


def _moment(said: object) -> datetime:
    moment = said if isinstance(said, datetime) else datetime.fromisoformat(str(said))
    if moment.tzinfo is None:
        raise ValueError(f"the time {said} needs a zone, like 2025-01-13T09:30+03:00")
    return moment.astimezone(UTC)


def _require_no_overlap(course: Course) -> None:
    for page in course.pages:
        for other in course.pages:
            if page is not other and page.address == other.address and other.is_served(page.served_from):
                raise CourseError(
                    f"{page.file} and {other.file}: both are served at {page.address} from {page.served_from}; "
                    "give the first a Served-Until"
                )
