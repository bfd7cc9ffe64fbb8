"""Story files: a seed's text with what its reader knows about it (`seeds/<story>.toml` beside `<story>.txt`)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tracker.config.toml import TomlFile, text
from tracker.errors import ConfigError

KEYS = ("title", "text", "url", "published", "outlet", "sources")
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
    sources: tuple[StorySource, ...]


def load_story(path: Path) -> StoryFile:
    """Read a story file. Raises ConfigError."""
    file = TomlFile(path)
    root = file.table(file.root, name="", known=KEYS)
    seed = path.parent / (file.read(root, "text", text, table="") if "text" in root else f"{path.stem}.txt")
    try:
        content = seed.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"its text {seed} can't be read: {error}", path=str(path), key="text") from error
    return StoryFile(
        slug=path.stem,
        title=file.read(root, "title", text, table=""),
        text=content,
        url=file.read(root, "url", text, table="") if "url" in root else None,
        published=file.read(root, "published", moment, table=""),
        outlet=file.read(root, "outlet", text, table="") if "outlet" in root else None,
        sources=tuple(_source(file, each) for each in root.get("sources", [])),
    )


def _source(file: TomlFile, raw: Any) -> StorySource:
    values = file.table(raw, name="sources", known=SOURCE_KEYS)
    outlet = file.read(values, "outlet", text, table="sources") if "outlet" in values else None
    return StorySource(url=file.read(values, "url", text, table="sources"), outlet=outlet)


def moment(said: Any) -> datetime:
    """A day or a moment, as TOML's own or as text; one without a zone is taken as UTC. Raises ValueError."""
    if isinstance(said, str):
        said = datetime.fromisoformat(said)
    if isinstance(said, datetime):
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    if isinstance(said, date):
        return datetime(said.year, said.month, said.day, tzinfo=UTC)
    raise ValueError(f"{said!r} is no date: write it like 2025-01-15")
