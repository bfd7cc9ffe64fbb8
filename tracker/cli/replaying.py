"""`replay`: recorded pages through the same path as live ones, or handed in to a story as its past."""

import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.replayed import handed_in_text, replayed_text
from tracker.cli.session import session_of, write
from tracker.errors import InputError

#: A bar is drawn for what takes longer than this.
PATIENCE = 1.0
BAR = 40


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command()(replay)


def replay(
    context: typer.Context,
    pages: Annotated[Path, typer.Argument(metavar="PAGES.jsonl", help="Recorded pages, one a line as JSON.")],
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="OUT", help="Write what was told and known after each page here.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="STORY", help="Hand the pages in to this story, or to a new one.")
    ] = None,
) -> None:
    """Read recorded pages as if they arrived now, one after another; nothing is fetched or delivered."""
    from tracker.replay import read_pages, replayed_json

    recorded = read_pages(pages)
    if json_file is not None:
        _require_place(json_file)
    session = session_of(context)
    lines: list[str] = []
    if json_file is not None or into is None:
        # Without the log: a replay of its own leaves the data directory as it is.
        with session.make(session.settings) as app:
            replayed = app.replay(recorded, title=pages.stem, on_page=Bar("replaying"))
        if json_file is None and session.as_json:
            lines.append(replayed_json(replayed, story=pages.stem))
        elif json_file is not None:
            _write_file(json_file, replayed_json(replayed, story=pages.stem))
            lines += [f"written to {json_file}"] if json_file.is_file() else []
        else:
            lines.append(replayed_text(replayed))
    if into is not None:
        with session.open() as app:
            handed_in = app.back_fill(recorded, story=into, on_page=Bar("handing in"))
        lines.append(handed_in_text(handed_in))
    if lines:
        write("\n".join(lines))


def _require_place(path: Path) -> None:
    """Raise InputError before the work where its result could not be written."""
    if path.is_dir() or not path.resolve().parent.is_dir():
        why = "is a directory" if path.is_dir() else "there is no such directory"
        raise InputError(f"--json {path}: {why}; name a file to write", subject=str(path))


def _write_file(path: Path, text: str) -> None:
    """Write the file whole or not at all. Raises InputError."""
    if path.exists() and not path.is_file():  # a pipe or /dev/stdout
        try:
            path.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise InputError(f"--json {path}: {error.strerror or error}", subject=str(path)) from error
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"--json {path}: {error.strerror or error}", subject=str(path)) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise InputError(f"--json {path}: {error.strerror or error}", subject=str(path)) from error


class Bar:
    """A bar on a terminal's standard error for what takes longer than a second."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._drawn = False

    def __call__(self, done: int, of: int) -> None:
        """So many pages are done."""
        if not sys.stderr.isatty():
            return
        if done < of and time.monotonic() - self._began > PATIENCE:
            full = BAR * done // of
            sys.stderr.write(f"\r{self._what} [{'#' * full}{' ' * (BAR - full)}] {done}/{of}")
            self._drawn = True
        elif done == of and self._drawn:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
