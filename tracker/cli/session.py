"""What every command shares: the settings in force, one open App, and how answers are written."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.exits import Exit
from tracker.cli.log import NAME, logging_to
from tracker.config import Settings, expand, load_settings
from tracker.errors import InputError

if TYPE_CHECKING:
    from tracker.app import App
    from tracker.reports import Page

MakeApp = Callable[[Settings], "App"]


def make_app(settings: Settings) -> "App":
    """The App of the settings; imported late, so that --help starts nothing."""
    from tracker.app import App

    return App(settings)


@dataclass(slots=True, kw_only=True)
class Session:
    """One run of the command line: what its global options said, known from when they are read."""

    make: MakeApp = make_app
    config: Path | None = None
    data: Path | None = None
    #: --json before the command holds for it too.
    as_json: bool = False

    @property
    def settings(self) -> Settings:
        """The settings in force, --data included. Raises ConfigError."""
        settings = load_settings(self.config)
        if self.data is None:
            return settings
        return replace(settings, data=replace(settings.data, dir=self.data))

    @property
    def log(self) -> Path:
        """The log of the data directory. Raises ConfigError, InputError."""
        directory = self.settings.data.dir
        try:
            return expand(directory) / NAME
        except ValueError as error:
            raise InputError(f"--data {directory}: {error}", subject=str(directory)) from error

    @contextmanager
    def open(self, *, tell_within: timedelta | None = None) -> Iterator["App"]:
        """The App, with its log. `tell_within` wins over the settings'. Raises ConfigError, InputError."""
        settings = self.settings
        if tell_within is not None:
            settings = replace(settings, schedule=replace(settings.schedule, tell_within=tell_within))
        with logging_to(self.log), self.make(settings) as app:
            yield app


def session_of(context: typer.Context) -> Session:
    """The session that `main` began."""
    found = context.find_object(Session)
    assert found is not None
    return found


def _wants_json(context: typer.Context, said: bool) -> bool:
    return said or session_of(context).as_json


AsJson = Annotated[bool, typer.Option("--json", callback=_wants_json, help="Answer as JSON.")]


def answer(page: "Page", *, as_json: bool) -> None:
    """Write a page model to standard output: text of at most 80 columns, or JSON."""
    from tracker.reports import to_json, to_text

    write(to_json(page) if as_json else to_text(page))


def write(text: str) -> None:
    """Write to standard output, with one line end. Raises InputError where nothing can be written there."""
    try:
        sys.stdout.write(f"{text.rstrip()}\n")
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would be written, and fail, once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader of our output has gone (`| head`): that is no trouble
            raise typer.Exit(Exit.OK) from error
        raise InputError(f"standard output: {error.strerror}", subject="standard output") from error
