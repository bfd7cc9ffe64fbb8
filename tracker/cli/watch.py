"""`run`, the daemon; `check`, one reading of a story's sources now."""

import json
import textwrap
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import completing
from tracker.cli.progress import busy
from tracker.cli.session import AsJson, session_of, write
from tracker.model import inert

if TYPE_CHECKING:
    from tracker.app import CheckedSource
    from tracker.model import Change, Stored, Watch

WIDTH = 80
#: A daemon writes each minute that it is alive: shorter gaps are none.
UNNOTICED = timedelta(minutes=2)
INDENT = " " * 6


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command()(run)
    app.command()(check)


def run(context: typer.Context) -> None:
    """Be the daemon: read what is due, tell what changed. Ctrl-C or SIGTERM ends it."""
    from rich.console import Console

    from tracker.reports import account_lines, unwatched_text

    console = Console(highlight=False)
    with session_of(context).open() as app:

        def begin(before: "Watch | None", page: str) -> None:
            stories = [story for story in app.store.stories() if not story.closed]
            plural = "story" if len(stories) == 1 else "stories"
            write(f"claimwatch follows {len(stories)} {plural} in {app.settings.data.dir}; Ctrl-C ends it")
            if page:
                write(page if page.startswith("no page") else f"the page is at {page}")
            if before is not None and app.story_clock.now() - before.last_at > UNNOTICED:
                gap = unwatched_text(before.last_at, app.story_clock.now())
                write(f"nobody watched {gap}; every source is read before silence is judged")

        def tell(change: "Stored[Change]") -> None:
            book = app.store.book(change.value.story_id)
            event_id = next((event.id for event in book.events if event.value.key == change.value.event_key), None)
            spans = [*change.value.evidence, *change.value.evidence_before]
            versions = {span.version_id: app.store.version(span.version_id) for span in spans}
            for line in account_lines(change, event_id=event_id, versions=versions):
                console.print(line)

        app.run(tell, on_start=begin)
        write("claimwatch has ended; nothing is left in hand")


def check(
    context: typer.Context,
    story: Annotated[
        str | None,
        typer.Argument(help="A story's name or short id; all without it.", autocompletion=completing.stories),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read all sources of a story once, now, and say what came."""
    with session_of(context).open() as app, busy("reading sources"):
        checked = app.check(story)
    if as_json:
        write(json.dumps([_json(each) for each in checked], indent=2, ensure_ascii=False))
    else:
        write("\n".join(_line(each) for each in checked) or "no sources to read: name one with follow --source")


def _json(checked: "CheckedSource") -> dict[str, object]:
    source, latest = checked.source, checked.check
    return {
        "source": f"X{source.id}",
        "url": source.url,
        "outlet": source.outlet,
        "health": source.health.value,
        "detail": source.health_detail,
        "outcome": latest.outcome.value if latest else None,
        "at": latest.at.isoformat() if latest else None,
    }


def _line(checked: "CheckedSource") -> str:
    source, latest = checked.source, checked.check
    outcome = latest.outcome.value.replace("_", " ") if latest else "not read yet"
    line = f"X{source.id:<4} {outcome:<13} {inert(source.outlet)}"
    short = line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"
    return "\n".join([short, *_indented(inert(source.health_detail))])


def _indented(detail: str) -> list[str]:
    """A detail on lines of its own; an address in it stays whole, however long, so that it can be followed."""
    return textwrap.wrap(
        detail, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False, break_on_hyphens=False
    )
