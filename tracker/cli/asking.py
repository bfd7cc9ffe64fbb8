"""What a reader asks of a story: `since`, what changed since I looked; `why-not`, why was I not told."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import completing
from tracker.cli.moments import moment_before
from tracker.cli.session import AsJson, answer, session_of
from tracker.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from tracker.app import App
    from tracker.model import Story


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command()(since)
    app.command("why-not")(why_not)


def since(
    context: typer.Context,
    moment: Annotated[
        str | None,
        typer.Argument(
            metavar="DATE|SPAN", help="A day, a moment or a span like 3d; where you had read to without it."
        ),
    ] = None,
    story: Annotated[
        str | None,
        typer.Argument(help="A story's name or short id; all without it.", autocompletion=completing.stories),
    ] = None,
    mark_read: Annotated[
        bool, typer.Option("--mark-read", help="Note, once it is printed, that you have read so far.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What changed since you caught up: from what to what, what is open, taken back, and what was not seen."""
    with session_of(context).open() as app:
        now = app.story_clock.now()
        asked, found = _asked(app, moment, story, now)
        page = app.reports.since(now, story_id=found.id if found is not None else None, since=asked)
        answer(page, as_json=as_json)
        # Only what was printed has been read: a reader that went away has ended the command above.
        if mark_read:
            shown = {each.story.id for each in page.stories}
            for each in app.store.stories():
                if f"S{each.id}" in shown:
                    app.desk.mark_read(each, page.as_of)


def _asked(app: "App", moment: str | None, story: str | None, now: datetime) -> "tuple[datetime | None, Story | None]":
    """The moment and the story; a lone word may be either. Raises InputError, NotFoundError."""
    if story is not None:
        asked = _before(moment, now) if moment is not None else None
        return asked, app.resolve_story(story)
    if moment is None:
        return None, None
    try:
        return _before(moment, now), None
    except InputError:
        try:
            return None, app.resolve_story(moment)
        except NotFoundError as error:
            raise NotFoundError(
                f"'{moment}' is neither a date, a span like 3d, nor a story: {error}", subject=moment
            ) from error


def _before(moment: str, now: datetime) -> datetime:
    asked = moment_before(moment, now, "since")
    if asked > now:
        raise InputError(f"since: {moment} is still to come", subject=moment)
    return asked


def why_not(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="URL|ID", help="A page's address, or X2, A12, C7, E3 or N41.", autocompletion=completing.records
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Why you were not told: walks from the source to the delivery and names the first cause."""
    with session_of(context).open() as app:
        page = app.reports.why_not(what, app.story_clock.now(), machine=app.machine_clock.now())
        answer(page, as_json=as_json)
