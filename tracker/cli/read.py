"""Commands that answer from what is stored: show, claims, timeline, diff, report, why."""

import re
from enum import StrEnum, unique
from pathlib import Path
from typing import Annotated, assert_never

import typer

from tracker.cli import completing
from tracker.cli.progress import busy
from tracker.cli.session import AsJson, answer, session_of, write
from tracker.errors import InputError, NotFoundError

#: More than this in a short id is beyond every database's numbers.
DIGITS = 18

Story = Annotated[str, typer.Argument(help="A story's name or short id (S1).", autocompletion=completing.stories)]


@unique
class Format(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    for command in (show, claims, timeline, diff, report, why):
        app.command()(command)


def show(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="A story, or a short id: S1, E3.", autocompletion=completing.records)],
    as_json: AsJson = False,
) -> None:
    """A story with its plans and sources, or one event with its evidence."""
    with session_of(context).open() as app:
        now = app.story_clock.now()
        number = number_of(what, "E")
        if number is not None:
            answer(app.reports.event(number, now), as_json=as_json)
        elif any(number_of(what, letter) is not None for letter in "ACNX"):
            answer(app.reports.why(what, now), as_json=as_json)
        else:
            answer(app.reports.story(app.resolve_story(what).id, now), as_json=as_json)


def claims(context: typer.Context, story: Story, as_json: AsJson = False) -> None:
    """Every claim of a story: status, who says it, for when, how many, in which words."""
    with session_of(context).open() as app:
        answer(app.reports.claims(app.resolve_story(story).id), as_json=as_json)


def timeline(context: typer.Context, story: Story, as_json: AsJson = False) -> None:
    """What was said and what happened, by date."""
    with session_of(context).open() as app:
        answer(app.reports.timeline(app.resolve_story(story).id, app.story_clock.now()), as_json=as_json)


def diff(
    context: typer.Context,
    article: Annotated[str, typer.Argument(help="An article's short id (A12).", autocompletion=completing.records)],
    before: Annotated[int | None, typer.Argument(metavar="V1", help="Version number; the one before the last.")] = None,
    after: Annotated[int | None, typer.Argument(metavar="V2", help="Version number; the last.")] = None,
    as_json: AsJson = False,
) -> None:
    """What changed between two versions of an article, word by word."""
    number = number_of(article, "A")
    if number is None:
        raise InputError(f"'{article}' is no article: give its short id, like A12 (see `show STORY`)", subject=article)
    with session_of(context).open() as app:
        answer(app.reports.diff(number, before, after), as_json=as_json)


def report(
    context: typer.Context,
    story: Story,
    form: Annotated[
        Format, typer.Option("--format", help="text, md, html (one self-contained file) or json.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file instead of standard output.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Everything about a story: plans against outcomes, changes, conflicts, sources, evidence."""
    from tracker.reports import to_html, to_json, to_markdown, to_text

    with session_of(context).open() as app:
        with busy("writing the report"):
            page = app.reports.report(app.resolve_story(story).id, app.story_clock.now())
        match Format.JSON if as_json else form:
            case Format.TEXT:
                text = to_text(page)
            case Format.MD:
                text = to_markdown(page)
            case Format.HTML:
                text = to_html(page)
            case Format.JSON:
                text = to_json(page)
            case other:
                assert_never(other)
    if output is None:
        write(text)
        return
    try:
        output.write_text(f"{text.rstrip()}\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output}: {error.strerror or error}", subject=str(output)) from error
    write(f"written to {output}")


def why(
    context: typer.Context,
    short_id: Annotated[
        str, typer.Argument(metavar="ID", help="E3, A12, N41, C7, X2 or S1.", autocompletion=completing.records)
    ],
    as_json: AsJson = False,
) -> None:
    """Why it is so: the rules, the words they saw, who said them, and what was told."""
    with session_of(context).open() as app:
        answer(app.reports.why(short_id, app.story_clock.now()), as_json=as_json)


def number_of(text: str, letter: str) -> int | None:
    """The number of a short id with this letter: 12 of "A12"; None for another word. Raises NotFoundError."""
    if not re.fullmatch(f"{letter}[0-9]+", text, re.IGNORECASE | re.ASCII):
        return None
    if len(text) > DIGITS:
        raise NotFoundError(f"there is no {text}", subject=text)
    return int(text[1:])
