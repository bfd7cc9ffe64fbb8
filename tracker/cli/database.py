"""`db copy`: everything that is kept, in another database."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from tracker.cli.progress import counting
from tracker.cli.session import AsJson, session_of, write

database = typer.Typer(no_args_is_help=True, help="The database itself: copy it to another.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.add_typer(database, name="db")


@database.callback()
def group() -> None:
    """The database itself: copy it to another."""


@database.command()
def copy(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="An empty database: postgresql://user@host/name, or sqlite:////file.")],
    as_json: AsJson = False,
) -> None:
    """Copy everything to another, empty database, and compare it there row by row. The daemon must not run."""
    with session_of(context).open() as app, counting("copying") as tell:
        copied = app.copy_database(url, tell)
    rows = {name: count for name, count in sorted(copied.rows.items()) if count}
    if as_json:
        write(json.dumps({"database": copied.url, "rows": rows}, indent=2, ensure_ascii=False))
        return
    write("\n".join(_lines(copied.url, rows)))


def _lines(url: str, rows: Mapping[str, int]) -> Iterator[str]:
    yield f"{sum(rows.values()):,} rows copied, and compared one by one, to"
    yield f"  {url}"
    width = max((len(name) for name in rows), default=0)
    yield from (f"  {name:<{width}}  {count:>9,}" for name, count in rows.items())
    secret = ", with its password if it has one" if url.startswith("postgresql") else ""
    yield f"To use it, set this in config.toml{secret}:"
    yield from ("  [data]", f'  database = "{url}"')
