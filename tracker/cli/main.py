"""The command `claimwatch`: its options, its groups, and how trouble is told."""

import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from tracker.cli import begin, read, watch
from tracker.cli.exits import Exit
from tracker.cli.session import AsJson, Session, answer, session_of
from tracker.errors import NotFoundError, TrackerError

app = typer.Typer(
    name="claimwatch",
    help="Follows evolving news stories: what changed, did it happen as announced, who says otherwise.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for group in (begin, watch, read):
    group.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimwatch {version('claimwatch')}")
        raise typer.Exit(Exit.OK)


@app.callback(invoke_without_command=True)
def board(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option("--config", help="Settings file (config.toml).")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Directory for stories, database and alerts.")] = None,
    as_json: AsJson = False,
    version_wanted: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Without a command: the board, each story's plans with due window and outcome, worst first."""
    if context.obj is None:
        context.obj = Session(config=config, data=data)
    if context.invoked_subcommand is None:
        with session_of(context).open() as opened:
            answer(opened.reports.board(opened.story_clock.now()), as_json=as_json)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code. Nothing that a user can cause ends in a traceback."""
    logging.getLogger().addHandler(logging.NullHandler())  # libraries' warnings are not for the user
    try:
        app(args=arguments, standalone_mode=False)
        code = Exit.OK
    except typer.Exit as ended:
        code = Exit(ended.exit_code)
    except TyperException as error:
        print(f"claimwatch: {error}; see claimwatch --help", file=sys.stderr)
        code = Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except TrackerError as error:
        code = Exit.NOT_FOUND if isinstance(error, NotFoundError) else Exit.TROUBLE
        print(f"claimwatch: {' '.join(str(error).split())}", file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): no message, and none at interpreter exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.OK
    except Exception as error:
        code = _log_bug(error)
    return code


def _log_bug(error: Exception) -> Exit:
    """One line for the user, the traceback for whoever mends it."""
    log = Path.home() / ".local" / "state" / "claimwatch" / "claimwatch.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()}\n{''.join(traceback.format_exception(error))}\n")
        where = f"; the details are in {log}"
    except OSError:
        where = f" ({error})"
    print(f"claimwatch: internal error: {type(error).__name__}{where}", file=sys.stderr)
    return Exit.BUG
