"""`page`: the page that the daemon serves: its password."""

import sys
from typing import Annotated

import typer

from tracker.cli.session import session_of, write
from tracker.errors import InputError

page = typer.Typer(
    name="page", help="The page that the daemon serves: its password.", no_args_is_help=True, rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add this group."""
    app.add_typer(page)


@page.command()
def password(
    context: typer.Context,
    remove: Annotated[bool, typer.Option("--remove", help="Ask for no password any more.")] = False,
) -> None:
    """Set the page's password: asked twice, or one line of standard input. Whoever is logged in has to log in again."""
    with session_of(context).open() as app:
        if remove:
            app.login.remove_password()
            write("the page asks for no password, and only listens to this machine")
            return
        app.login.set_password(_asked())
        write("the page asks for this password from now on")


def _asked() -> str:
    """The password, from a terminal or a pipe; never shown."""
    if sys.stdin.isatty():
        return str(typer.prompt("New password", hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline().rstrip("\n")
    if not line:
        raise InputError("no password on standard input: type it, or pipe one line", subject="password")
    return line
