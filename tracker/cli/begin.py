"""`follow`: begin a story from a file, an address, or standard input."""

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.followed import followed_json, followed_text
from tracker.cli.session import AsJson, session_of, write
from tracker.config import load_story, moment
from tracker.errors import InputError, PublishedMissingError

if TYPE_CHECKING:
    from tracker.app import App, Followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says about the text."""

    published: datetime | None
    sources: tuple[str, ...]
    title: str | None
    outlet: str | None


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command()(follow)


def follow(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="FILE|URL|-", help="A text or story file, an address, or - for standard input.")
    ],
    published: Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD or ISO 8601.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="An address to poll; may be repeated.")] = None,
    title: Annotated[str | None, typer.Option(help="Title, where the text's first line is none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Name of the outlet.")] = None,
    as_json: AsJson = False,
) -> None:
    """Begin a story: its claims, its plans with due windows, and what is watched."""
    given = Given(published=_moment(published), sources=tuple(source or ()), title=title, outlet=outlet)
    with session_of(context).open() as app:
        try:
            followed = _begin(app, what, given)
        except PublishedMissingError:
            if not sys.stdin.isatty():
                raise
            asked = _moment(typer.prompt("When was it published (YYYY-MM-DD)"))
            followed = _begin(app, what, replace(given, published=asked))
        write(followed_json(followed) if as_json else followed_text(followed))


def _moment(said: str | None) -> datetime | None:
    if said is None:
        return None
    try:
        return moment(said)
    except ValueError as error:
        raise InputError(f"--published {said}: write it like 2025-01-15", subject=said) from error


def _begin(app: "App", what: str, given: Given) -> "Followed":
    from tracker.app import Address

    rest = {"title": given.title, "outlet": given.outlet}
    if "://" in what:
        return app.follow(url=what, published=given.published, sources=given.sources, **rest)
    if not what.endswith(".toml"):
        return app.follow(text=_text(what), published=given.published, sources=given.sources, **rest)
    story = load_story(Path(what))
    return app.follow(
        text=story.text,
        url=story.url,
        title=given.title or story.title,
        published=given.published or story.published,
        outlet=given.outlet or story.outlet,
        slug=story.slug,
        sources=[*(Address(url=each.url, outlet=each.outlet) for each in story.sources), *given.sources],
    )


def _text(what: str) -> str:
    """The text of a file or of standard input. Raises InputError."""
    try:
        raw = sys.stdin.buffer.read() if what == "-" else Path(what).read_bytes()
    except OSError as error:
        raise InputError(
            f"{what}: {error.strerror or error}; give a text file, an address or -", subject=what
        ) from error
    if raw.startswith(b"%PDF-"):
        raise InputError(f"{what}: it is a PDF: save its text in a file and follow that", subject=what)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{what}: it is not UTF-8 text: save it as UTF-8 and follow that", subject=what) from error
