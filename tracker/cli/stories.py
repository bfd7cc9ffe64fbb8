"""What becomes of a whole story: hold its alerts, close it, open it again, delete it."""

import json
import sys
import textwrap
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from tracker.cli import completing
from tracker.cli.moments import moment_after
from tracker.cli.progress import busy
from tracker.cli.session import AsJson, session_of, write
from tracker.errors import InputError
from tracker.model import inert, moment_text

WIDTH = 80
Story = Annotated[str, typer.Argument(help="A story's name or short id (S1).", autocompletion=completing.stories)]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    for command in (hold, close, reopen, delete):
        app.command()(command)


def hold(
    context: typer.Context,
    story: Story,
    until: Annotated[
        str | None, typer.Option(metavar="DATE|SPAN", help="Moment until which its alerts wait, or a span like 3d.")
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Let the alerts go now.")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep a story's alerts back until a moment; it is read and judged as ever."""
    if (until is None) is not off:
        raise InputError("hold: say until when with --until DATE, or end it with --off", subject="hold")
    with session_of(context).open() as app:
        moment = moment_after(until, app.machine_clock.now(), "--until") if until is not None else None
        held = app.desk.hold(story, moment)
    name = f"S{held.story.id} {held.story.slug}"
    alerts = f"{held.waiting} wait{'s' if held.waiting == 1 else ''} now"
    if moment is None:
        text = f"{name}: its alerts go out as they come; {alerts}"
    else:
        text = f"{name}: its alerts wait until {moment_text(moment)}; {alerts}"
    _say(text, {"story": f"S{held.story.id}", "held_until": _iso(moment), "waiting": held.waiting}, as_json=as_json)


def close(context: typer.Context, story: Story, as_json: AsJson = False) -> None:
    """Follow a story no more: its sources are not read, its plans not judged; everything stays."""
    _close(context, story, closed=True, as_json=as_json)


def reopen(context: typer.Context, story: Story, as_json: AsJson = False) -> None:
    """Follow a closed story again."""
    _close(context, story, closed=False, as_json=as_json)


def _close(context: typer.Context, name: str, *, closed: bool, as_json: bool) -> None:
    with session_of(context).open() as app:
        story, is_new = app.desk.close(name, closed=closed)
    if closed:
        text = "is closed: its sources are read no more, and what was kept stays" if is_new else "was closed before"
    else:
        text = "is followed again" if is_new else "is followed already"
    _say(f"S{story.id} {story.slug} {text}", {"story": f"S{story.id}", "closed": story.closed}, as_json=as_json)


def delete(
    context: typer.Context,
    story: Story,
    yes: Annotated[bool, typer.Option("--yes", help="Delete it without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove a story with all that was kept for it, for good."""
    with session_of(context).open() as app:
        found = app.resolve_story(story)
        name = f"S{found.id} {found.slug}"
        if not yes:
            _ask(name, found.slug, app.desk.holdings(found))
        with busy(f"deleting {found.slug}"):
            removed = app.desk.delete(found)
    rows = sum(removed.values())
    _say(
        f"{name} is deleted: {rows} rows removed", {"story": f"S{found.id}", "removed": dict(removed)}, as_json=as_json
    )


def _ask(name: str, slug: str, holdings: Mapping[str, int]) -> None:
    """Let a person at a terminal type the story's short name. Raises InputError, Abort."""
    kept = ", ".join(f"{count} {words if count != 1 else words.removesuffix('s')}" for words, count in holdings.items())
    if not sys.stdin.isatty():
        raise InputError(f"{name} would be deleted with {kept}: say --yes to do it", subject=slug)
    # Asked on standard error: standard output holds the answer alone.
    typer.echo(textwrap.fill(f"{name} will be deleted with {kept}. This can't be undone.", WIDTH), err=True)
    typed = typer.prompt("Type its short name to delete it", err=True)
    if typed.strip() != slug:
        raise InputError(f"'{typed.strip()}' is not '{slug}': nothing was deleted", subject=slug)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _say(text: str, said: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        write(json.dumps(said, indent=2, ensure_ascii=False))
    else:
        write(textwrap.fill(inert(text), WIDTH, break_long_words=False, break_on_hyphens=False))
