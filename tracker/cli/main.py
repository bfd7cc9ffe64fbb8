"""The command `claimwatch`: its options, its groups, and how trouble is told."""

import io
import logging
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from tracker.cli import (
    alerting,
    asking,
    begin,
    correcting,
    database,
    lexicon,
    page,
    proof,
    read,
    replaying,
    settings,
    sources,
    stories,
    upkeep,
    watch,
)
from tracker.cli.exits import Exit
from tracker.cli.log import NAME, logging_to
from tracker.cli.session import AsJson, MakeApp, Session, answer, make_app, session_of
from tracker.config import Settings
from tracker.errors import AlreadyRunningError, NotFoundError, TrackerError
from tracker.model import inert

logger = logging.getLogger(__name__)
#: What a library warns of is for the log; without any handler Python would print it.
NOT_ON_SCREEN = logging.NullHandler()

NAME_OF_PROGRAM = "claimwatch"

app = typer.Typer(
    name="claimwatch",
    help="Follows evolving news stories: what changed, did it happen as announced, who says otherwise.",
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
GROUPS = (
    begin,
    watch,
    read,
    asking,
    sources,
    stories,
    correcting,
    replaying,
    proof,
    alerting,
    upkeep,
    settings,
    database,
    page,
    lexicon,
)
for group in GROUPS:
    group.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimwatch {version('claimwatch')}")
        raise typer.Exit(Exit.OK)


@app.callback(invoke_without_command=True)
def board(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Settings file (config.toml).")
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Directory for stories, database and alerts.")
    ] = None,
    as_json: AsJson = False,
    version_wanted: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Without a command: the board, each story's plans with due window and outcome, worst first."""
    session = session_of(context)
    session.config, session.data, session.as_json = config, data, as_json
    if context.invoked_subcommand is None:
        with session.open() as opened:
            answer(opened.reports.board(opened.story_clock.now()), as_json=as_json)


def main(arguments: list[str] | None = None, *, make: MakeApp = make_app) -> int:
    """Run one command on the App that `make` gives; the answer is the exit code. Trouble is one line, no traceback."""
    logging.getLogger().addHandler(NOT_ON_SCREEN)
    _say_what_can_be_said()
    session = Session(make=make)
    try:
        # Typer answers with a code where a command ended early: --help, a reader that went away, Ctrl-C.
        ended = app(args=arguments, obj=session, standalone_mode=False, prog_name=NAME_OF_PROGRAM)
        code = Exit(ended) if isinstance(ended, int) else Exit.OK
    except TyperException as error:
        code = _tell(Exit.USAGE, f"{error}; see claimwatch --help")
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except AlreadyRunningError as error:
        code = _tell(Exit.RUNNING, str(error))
    except TrackerError as error:
        code = _tell(Exit.NOT_FOUND if isinstance(error, NotFoundError) else Exit.TROUBLE, str(error))
    except Exception as error:
        code = _tell(Exit.BUG, _logged(error, session))
    return code


def _say_what_can_be_said() -> None:
    """Let an output that knows few letters show a question mark instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _tell(code: Exit, line: str) -> Exit:
    """Say it in one line, without what a terminal would obey in a name or a page's words."""
    print(f"claimwatch: {inert(line)}", file=sys.stderr)
    return code


def _logged(error: Exception, session: Session) -> str:
    """One line for the user, the traceback in the log for whoever mends it."""
    try:
        path = session.log
    except TrackerError:  # the settings are what could not be read
        path = Settings().data.dir.expanduser() / NAME
    with logging_to(path) as log:
        logger.error("internal error", exc_info=error)
    where = f"the details are in {path}" if log.trouble is None else f"{error}; no log: {log.trouble}"
    return f"internal error: {type(error).__name__}; {where}"
