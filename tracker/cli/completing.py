"""Completion in the shell: names of stories, short ids. Whatever fails completes nothing; no database is made."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.cli.session import Session
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.app import App

#: Most short ids that are offered at once.
MOST = 200


def stories(context: typer.Context, incomplete: str) -> Sequence[str]:
    """Short names of stories, and their numbers once an S is typed."""
    return _offered(context, incomplete, _story_names)


def sources(context: typer.Context, incomplete: str) -> Sequence[str]:
    """Addresses and numbers of sources."""
    return _offered(context, incomplete, _source_names)


def records(context: typer.Context, incomplete: str) -> Sequence[str]:
    """Stories, and the short ids of events, changes, articles and sources once their letter is typed."""
    return _offered(context, incomplete, _record_names)


def _offered(context: typer.Context, incomplete: str, names: "Callable[[App, str], Iterator[str]]") -> Sequence[str]:
    given = context.find_root().params
    session = Session(config=_path(given.get("config")), data=_path(given.get("data")))
    try:
        if not _is_there(session):
            return ()
        with session.open() as app:
            found = dict.fromkeys(
                each for each in names(app, incomplete) if each.lower().startswith(incomplete.lower())
            )
            return tuple(found)[:MOST]
    except TrackerError:
        return ()


def _path(said: object) -> Path | None:
    return Path(str(said)) if said is not None else None


def _is_there(session: Session) -> bool:
    """Whether there is a database: a key pressed must not make one."""
    url = session.settings.database_url
    return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).is_file()


def _story_names(app: "App", incomplete: str) -> Iterator[str]:
    for story in app.store.stories():
        yield story.slug
        if incomplete:
            yield f"S{story.id}"


def _source_names(app: "App", _: str) -> Iterator[str]:
    for story in app.store.stories():
        for source in app.store.sources(story.id):
            yield f"X{source.id}"
            yield source.url


def _record_names(app: "App", incomplete: str) -> Iterator[str]:
    yield from _story_names(app, incomplete)
    letter = incomplete[:1].upper()
    for story in app.store.stories():
        if letter == "E":
            yield from (f"E{event.id}" for event in app.store.book(story.id).events)
        elif letter == "K":
            yield from (f"K{correction.id}" for correction in reversed(app.store.book(story.id).corrections))
        elif letter == "N":
            yield from (f"N{change.id}" for change in reversed(app.store.changes(story.id)))
        elif letter == "A":
            yield from (f"A{article.id}" for article in app.store.articles(story.id))
        elif letter == "X":
            yield from (f"X{source.id}" for source in app.store.sources(story.id))
