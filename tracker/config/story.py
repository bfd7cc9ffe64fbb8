"""Story files: a seed's text with what its reader knows about it (`seeds/<story>.toml` beside `<story>.txt`)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tracker.config.toml import TomlFile, text
from tracker.config.values import some_time

KEYS = ("title", "text", "url", "published", "outlet", "tell_within", "sources")
SOURCE_KEYS = ("url", "outlet")


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySource:
    """An address to poll for the story."""

    url: str
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFile:
    """A story to begin: the seed's text and where to look."""

    slug: str
    title: str
    text: str
    url: str | None
    published: datetime
    outlet: str | None
    #: How soon this story's news should be told; None: as the settings say.
    tell_within: timedelta | None
    sources: tuple[StorySource, ...]


def load_story(path: Path) -> StoryFile:
    """Read a story file. Raises ConfigError."""
    root = TomlFile(path).root(KEYS)
    seed = path.parent / (root.may("text", text) or f"{path.stem}.txt")
    try:
        content = seed.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:  # not there, not UTF-8, no name of a file
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise root.error(f"its text {seed} can't be read: {why}", key="text") from error
    return StoryFile(
        slug=path.stem,
        title=root.read("title", text),
        text=content,
        url=root.may("url", text),
        published=root.read("published", moment),
        outlet=root.may("outlet", text),
        tell_within=root.may("tell_within", some_time),
        sources=tuple(
            StorySource(url=source.read("url", text), outlet=source.may("outlet", text))
            for source in root.tables("sources", SOURCE_KEYS)
        ),
    )


def moment(said: Any) -> datetime:
    """A day or a moment, as TOML's own or as text; one without a zone is taken as UTC. Raises ValueError."""
    try:
        return _in_utc(said)
    except OverflowError as error:
        raise ValueError(f"{said} is outside the calendar") from error


def _in_utc(said: Any) -> datetime:
    if isinstance(said, str):
        try:
            said = datetime.fromisoformat(said)
        except ValueError as error:
            raise ValueError(f"{said!r} is no date: write it like 2025-01-15") from error
    if isinstance(said, datetime):
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    if isinstance(said, date):
        return datetime(said.year, said.month, said.day, tzinfo=UTC)
    raise ValueError(f"{said!r} is no date: write it like 2025-01-15")
