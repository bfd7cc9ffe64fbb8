"""`sources`: what is read for a story, and more, less or none of it."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.groups import ITSELF, AnsweringGroup
from tracker.cli.session import AsJson, answer, session_of, write
from tracker.model import Polling, inert

if TYPE_CHECKING:
    from tracker.desk import Named

Story = Annotated[str, typer.Argument(help="A story's name or short id (S1).")]
Which = Annotated[str, typer.Argument(metavar="URL|X2", help="The source's address or short id.")]

group = typer.Typer(cls=AnsweringGroup, help="The sources of a story, or of all: health, last reading, next check.")


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.add_typer(group, name="sources")


@group.callback(invoke_without_command=True)
def sources(context: typer.Context, as_json: AsJson = False) -> None:
    """The sources of a story, or of all: health, last reading, next check."""
    session_of(context).as_json = as_json
    if context.invoked_subcommand is None:
        _answer(context, None, as_json=as_json)


@group.command(ITSELF, hidden=True)
def list_sources(context: typer.Context, story: Story, as_json: AsJson = False) -> None:
    """The sources of one story: health, last reading, next check."""
    _answer(context, story, as_json=as_json)


def _answer(context: typer.Context, story: str | None, *, as_json: bool) -> None:
    with session_of(context).open() as app:
        number = app.resolve_story(story).id if story is not None else None
        answer(app.reports.sources(app.story_clock.now(), number), as_json=as_json)


@group.command()
def add(
    context: typer.Context,
    story: Story,
    url: Annotated[str, typer.Argument(metavar="URL", help="A page or a feed to read from now on.")],
    outlet: Annotated[str | None, typer.Option(metavar="TEXT", help="Name of the outlet.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read one more page or feed for a story; one that was paused or removed is read on."""
    with session_of(context).open() as app:
        _tell(app.desk.add_source(story, url, outlet), "is read from now on", "is read already", as_json=as_json)


@group.command()
def remove(context: typer.Context, story: Story, source: Which, as_json: AsJson = False) -> None:
    """Read a source no more and count it no more; what it brought stays."""
    with session_of(context).open() as app:
        done = app.desk.set_polling(story, source, Polling.REMOVED)
        _tell(done, "is removed; what it brought stays", "was removed before", as_json=as_json)


@group.command()
def pause(context: typer.Context, story: Story, source: Which, as_json: AsJson = False) -> None:
    """Read a source no more for a while; it is still shown as one of the story's."""
    with session_of(context).open() as app:
        done = app.desk.set_polling(story, source, Polling.PAUSED)
        _tell(done, "is paused: its silence counts for nothing", "is paused already", as_json=as_json)


@group.command()
def resume(context: typer.Context, story: Story, source: Which, as_json: AsJson = False) -> None:
    """Read a paused or removed source again, at once."""
    with session_of(context).open() as app:
        _tell(app.desk.set_polling(story, source, Polling.ON), "is read again", "is read already", as_json=as_json)


def _tell(named: "Named", done: str, stood: str, *, as_json: bool) -> None:
    source = named.source
    if as_json:
        said = {
            "source": f"X{source.id}",
            "url": source.url,
            "outlet": source.outlet,
            "polling": source.polling.value,
            "is_new": named.is_new,
        }
        write(json.dumps(said, indent=2, ensure_ascii=False))
        return
    write(f"X{source.id} {inert(source.outlet)} {done if named.is_new else stood}\n  {inert(source.url)}")
