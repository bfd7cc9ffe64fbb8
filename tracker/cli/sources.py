"""`sources`: what is read for a story, and more, less or none of it; `add`: a text that a person hands in."""

import json
import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import completing
from tracker.cli.begin import published_of, text_of
from tracker.cli.groups import ITSELF, AnsweringGroup
from tracker.cli.progress import busy
from tracker.cli.session import AsJson, answer, session_of, write
from tracker.model import Polling, headline_of, inert, moment_text

if TYPE_CHECKING:
    from tracker.desk import Handed, Named

Story = Annotated[str, typer.Argument(help="A story's name or short id (S1).", autocompletion=completing.stories)]
Which = Annotated[
    str, typer.Argument(metavar="URL|X2", help="The source's address or short id.", autocompletion=completing.sources)
]

WIDTH = 80

group = typer.Typer(cls=AnsweringGroup, help="The sources of a story, or of all: health, last reading, next check.")


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.add_typer(group, name="sources")
    app.command("add")(add_text)


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


def add_text(
    context: typer.Context,
    story: Story,
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of the page that the text is of.")],
    text: Annotated[str, typer.Option(metavar="FILE|-", help="The text, as UTF-8; - for standard input.")],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date, YYYY-MM-DD or ISO 8601.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Title, where the text's first line is none.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="TEXT", help="Name of the outlet.")] = None,
    tell: Annotated[
        bool, typer.Option("--tell", help="Tell what it changes, as of a page that was read; quiet without.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Hand in the text of a page that can't be read, as of one behind a paywall: it is kept, marked and judged."""
    from tracker.desk import Text

    given = Text(text=text_of(text), published=published_of(published), title=title, outlet=outlet, tell=tell)
    with session_of(context).open() as app, busy("reading the text"):
        handed = app.desk.add_text(story, url, given)
    write(json.dumps(_handed_json(handed), indent=2, ensure_ascii=False) if as_json else _handed(handed))


def _handed(handed: "Handed") -> str:
    from tracker.reports import READ_LANGUAGES, not_read_for_claims

    version, article = handed.version, handed.version.article
    if not handed.is_new:
        return f"A{version.article_id} has this very text already; nothing was added"
    lines = [f"{handed.story.slug}: A{version.article_id} {inert(article.title)}"]
    lines.append(
        f"{inert(version.outlet)}, published {moment_text(version.published_at)}, version {version.number}, handed in"
    )
    if article.language not in READ_LANGUAGES:
        lines.append(not_read_for_claims(article.language))
    lines.append(f"{_count(len(handed.claims), 'claim')}, {_count(len(handed.changes), 'change')}")
    lines += [f"  N{each.id} {headline_of(each.value)}" for each in handed.changes]
    if handed.told:
        lines.append(f"{_count(handed.told, 'change')} to be told: `claimwatch run` delivers")
    else:
        lines.append("nothing is told of it")
    return "\n".join(textwrap.fill(line, WIDTH, subsequent_indent="    ", break_long_words=False) for line in lines)


def _handed_json(handed: "Handed") -> dict[str, Any]:
    version = handed.version
    return {
        "story": f"S{handed.story.id}",
        "article": f"A{version.article_id}",
        "version": version.number,
        "is_new": handed.is_new,
        "handed_in": True,
        "language": version.article.language,
        "published": version.published_at.isoformat(),
        "claims": len(handed.claims),
        "changes": [{"change": f"N{each.id}", "headline": headline_of(each.value)} for each in handed.changes],
        "told": handed.told,
    }


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
