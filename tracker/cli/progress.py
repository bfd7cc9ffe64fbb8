"""Progress on standard error, for a person at a terminal, and only for what takes longer than a second."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

#: Seconds before anything is shown: what is quicker needs no bar.
PATIENCE = 1.0

#: Called with how much is done and how much there is.
Step = Callable[[int, int], None]


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that work goes on, where nobody knows how much there is."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with _shown(Progress(*columns, console=_console(), transient=True)) as progress:
        progress.add_task(what, total=None)
        yield


@contextmanager
def counting(what: str) -> Iterator[Step]:
    """Show how much of it is done: the caller says so with each step."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with _shown(Progress(*columns, console=_console(), transient=True)) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=max(done, total))


def _console() -> Console:
    return Console(stderr=True)


@contextmanager
def _shown(progress: Progress) -> Iterator[Progress]:
    """The bar, begun after a while, and gone with the work; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield progress
        return
    timer = threading.Timer(PATIENCE, progress.start)
    timer.daemon = True
    timer.start()
    try:
        yield progress
    finally:
        timer.cancel()
        timer.join()
        progress.stop()
