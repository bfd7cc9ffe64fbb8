"""What every command shares: the settings in force, one open App, and how answers are written."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.config import DataSettings, Settings, load_settings

if TYPE_CHECKING:
    from tracker.app import App
    from tracker.reports import Page

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
MakeApp = Callable[[Settings], "App"]


def make_app(settings: Settings) -> "App":
    """The App of the settings; imported late, so that --help starts nothing."""
    from tracker.app import App

    return App(settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run of the command line."""

    config: Path | None = None
    data: Path | None = None
    make: MakeApp = make_app

    @property
    def settings(self) -> Settings:
        """The settings in force, --data included. Raises ConfigError."""
        settings = load_settings(self.config)
        if self.data is None:
            return settings
        return replace(settings, data=DataSettings(dir=self.data, database=settings.data.database))

    def open(self) -> "App":
        """The App, to be used in a `with`."""
        return self.make(self.settings)


def session_of(context: typer.Context) -> Session:
    """The session that the callback of the command line made."""
    found = context.find_object(Session)
    return found if found is not None else Session()


def answer(page: "Page", *, as_json: bool) -> None:
    """Write a page model to standard output: text of at most 80 columns, or JSON."""
    from tracker.reports import to_json, to_text

    write(to_json(page) if as_json else to_text(page))


def write(text: str) -> None:
    """Write to standard output, with one line end."""
    sys.stdout.write(f"{text.rstrip()}\n")
