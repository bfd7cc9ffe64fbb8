"""The file that is replayed: one page a line as JSON, in order of arrival. Checked whole before anything is done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tracker.begin import require_web_address
from tracker.config import moment
from tracker.errors import InputError
from tracker.model import Unreadable
from tracker.text import article_from_text

#: Bytes of a file and of one page; more is a mistake rather than a recording.
LARGEST_FILE = 200_000_000
LARGEST_PAGE = 20_000_000
#: Years that a recorded page can be of.
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPage:
    """One page as recorded: what it said, when it was published, and when it was read."""

    #: Line of the file, from 1.
    line: int
    url: str
    #: The date as written, and as a moment (aware UTC).
    published_text: str
    published: datetime
    #: When the recorder read it; None where it does not say.
    fetched: datetime | None
    title: str | None
    #: One of both: the text as given, or the page.
    text: str | None
    html: str | None

    @property
    def arrived(self) -> datetime:
        """When it came to be known: `fetched`, else `published`."""
        return self.fetched or self.published


def read_pages(path: Path) -> tuple[RecordedPage, ...]:
    """The pages of a file. Raises InputError naming file, line and key."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: {why}; give a file with one page a line", subject=str(path)) from error
    if len(raw) > LARGEST_FILE:
        raise InputError(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; split it", subject=str(path))
    pages: list[RecordedPage] = []
    first_lines: dict[object, int] = {}
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        page = _Line(path, number).page(line)
        same = (page.url, page.published, page.fetched, page.title, page.text, page.html)
        if same in first_lines:
            raise _Line(path, number).wrong("url", f"the same page as in line {first_lines[same]}; leave one out")
        first_lines[same] = number
        pages.append(page)
    if not pages:
        raise InputError(f"{path}: no page in it; it needs one page a line, as JSON", subject=str(path))
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file under reading."""

    path: Path
    number: int

    def wrong(self, key: str, why: str) -> InputError:
        """The error that names this line."""
        said = f"{key}: {why}" if key else why
        return InputError(f"{self.path}:{self.number}: {said}", subject=f"{self.path}:{self.number}")

    def page(self, line: bytes) -> RecordedPage:
        """The page on it. Raises InputError."""
        if len(line) > LARGEST_PAGE:
            raise self.wrong("", f"a page of more than {LARGEST_PAGE // 1_000_000} MB")
        try:
            said = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "it is not UTF-8"
            raise self.wrong("", f"no JSON: {why}") from error
        if not isinstance(said, dict):
            raise self.wrong("", 'no page: write it as {"url": ..., "published": ..., "text": ...}')
        published = self._need(said, "published")
        page = RecordedPage(
            line=self.number,
            url=self._address(self._need(said, "url")),
            published_text=published,
            published=self._moment("published", published),
            fetched=self._moment("fetched", said["fetched"]) if said.get("fetched") is not None else None,
            title=self._may(said, "title"),
            text=self._may(said, "text"),
            html=self._may(said, "html"),
        )
        self._content(page)
        return page

    def _content(self, page: RecordedPage) -> None:
        if (page.text is None) == (page.html is None):
            missing = page.text is None
            raise self.wrong("text", "missing: give text or html" if missing else "given beside html: give one of both")
        if page.text is None:
            return
        read = article_from_text(page.text, title=page.title, url=page.url, published_at=page.published)
        if isinstance(read, Unreadable):
            raise self.wrong("text", read.detail)

    def _need(self, said: Mapping[str, Any], key: str) -> str:
        value = self._may(said, key)
        if value is None:
            raise self.wrong(key, "missing")
        return value

    def _may(self, said: Mapping[str, Any], key: str) -> str | None:
        value = said.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(key, f"it must be text, not {json.dumps(value)[:40]}")
        if not value.strip():
            raise self.wrong(key, "it is empty")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise self.wrong(key, "half a character in it (a lone surrogate)") from error
        return value

    def _moment(self, key: str, said: object) -> datetime:
        try:
            found = moment(said)
        except ValueError as error:
            raise self.wrong(key, str(error)) from error
        if found.year not in YEARS:
            raise self.wrong(key, f"{said!r} is not of the years {YEARS[0]} to {YEARS[-1]}")
        return found

    def _address(self, url: str) -> str:
        try:
            require_web_address(url)
            urlsplit(url).port  # noqa: B018  # raises for a port that is none
        except (InputError, ValueError) as error:
            raise self.wrong("url", str(error)) from error
        return url
