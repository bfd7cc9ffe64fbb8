"""`follow`: begin a story from a file, an address, or standard input."""

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from tracker.cli.followed import followed_json, followed_text
from tracker.cli.progress import busy
from tracker.cli.session import AsJson, session_of, write
from tracker.config import load_story, moment
from tracker.errors import InputError, PublishedMissingError

if TYPE_CHECKING:
    from tracker.app import Address


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
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date, YYYY-MM-DD or ISO 8601.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="An address to poll; may be repeated.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Title, where the text's first line is none.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="TEXT", help="Name of the outlet.")] = None,
    as_json: AsJson = False,
) -> None:
    """Begin a story: its claims, its plans with due windows, and what is watched."""
    given = Given(published=published_of(published), sources=tuple(source or ()), title=title, outlet=outlet)
    seed, tell_within = _seed(what, given)
    with session_of(context).open(tell_within=tell_within) as app:
        try:
            with busy("reading the article"):
                followed = app.follow(**seed)
        except PublishedMissingError:
            if not sys.stdin.isatty():
                raise
            # Asked on standard error: standard output holds the answer alone.
            asked = typer.prompt("When was it published (YYYY-MM-DD)", value_proc=_asked, err=True)
            followed = app.follow(**seed | {"published": asked})
        write(followed_json(followed) if as_json else followed_text(followed))


def published_of(said: str | None) -> datetime | None:
    """The date of --published. Raises InputError."""
    try:
        return None if said is None else moment(said)
    except ValueError as error:
        raise InputError(f"--published: {error}", subject=str(said)) from error


def _asked(said: str) -> datetime:
    """The date that was typed; a mistake is asked again."""
    try:
        return moment(said.strip())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


class Seed(TypedDict, total=False):
    """The arguments of `App.follow`."""

    text: str
    url: str | None
    title: str | None
    published: datetime | None
    outlet: str | None
    slug: str
    sources: "list[str | Address]"


def _seed(what: str, given: Given) -> tuple[Seed, timedelta | None]:
    """What to follow, and how soon its news should be told where its file says so. Raises InputError, ConfigError."""
    from tracker.app import Address

    seed = Seed(published=given.published, sources=[*given.sources], title=given.title, outlet=given.outlet)
    if "://" in what:
        return seed | Seed(url=what), None
    if not what.endswith(".toml"):
        return seed | Seed(text=text_of(what)), None
    story = load_story(Path(what))
    named = [Address(url=source.url, outlet=source.outlet) for source in story.sources]
    told = Seed(
        text=story.text,
        url=story.url,
        title=given.title or story.title,
        published=given.published or story.published,
        outlet=given.outlet or story.outlet,
        slug=story.slug,
        sources=[*named, *given.sources],
    )
    return told, story.tell_within


def text_of(what: str) -> str:
    """The text of a file or of standard input. Raises InputError."""
    if not what:
        raise InputError("nothing to follow: give a file, an address, or - for standard input", subject=what)
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
