"""`config`: whether the settings file is right, and which settings are in force."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from tracker.cli.exits import Exit
from tracker.cli.session import AsJson, session_of, write
from tracker.config import Settings, Shown, load_settings, settings_errors, settings_file, shown_settings
from tracker.errors import ConfigError
from tracker.model import inert

group = typer.Typer(help="The settings: are they right, and which are in force.", no_args_is_help=False)


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.add_typer(group, name="config")


@group.command()
def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A settings file; the one in force without it.")
    ] = None,
    connect: Annotated[
        bool, typer.Option("--connect", help="Try whether each channel can be reached; nothing is sent.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Name every mistake of a settings file, and what it says otherwise than the defaults."""
    place = settings_file(file or session_of(context).config)
    errors = settings_errors(place) if place is not None else ()
    settings = Settings() if errors else load_settings(place)
    errors = errors or _lexicon_errors(settings)
    differing = [each for each in shown_settings(settings) if each.differs]
    unreached = _unreached(settings) if connect and not errors else {}
    private = [*settings.net.allow, *(f"{name} = {address}" for name, address in settings.net.hosts.items())]
    if as_json:
        said: dict[str, Any] = {
            "file": str(place) if place is not None else None,
            "errors": [{"line": each.line, "key": each.key, "error": str(each)} for each in errors],
            "differing": {f"{each.section}.{each.key}": each.value for each in differing},
            "private_addresses": private,
            "out_of_reach": unreached,
        }
        write(json.dumps(said, indent=2, ensure_ascii=False))
    elif errors:
        count = f"{len(errors)} mistake{'s' if len(errors) != 1 else ''}"
        write("\n".join([*(inert(str(each)) for each in errors), count]))
    else:
        lines = _right(place, differing, private)
        lines += ["", *(inert(f"channel {name}: {why}") for name, why in unreached.items())] if unreached else []
        lines += ["", "all channels can be reached"] if connect and not unreached else []
        write("\n".join(lines))
    if errors or unreached:
        raise typer.Exit(Exit.TROUBLE)


def _lexicon_errors(settings: Settings) -> tuple[ConfigError, ...]:
    """The first mistake in the folder of the user's words."""
    from tracker.claims import load_lexicon

    try:
        load_lexicon(settings.claims.lexicon)
    except ConfigError as error:
        return (error,)
    return ()


def _unreached(settings: Settings) -> dict[str, str]:
    """Channel -> why it can't be reached."""
    from tracker.alerts import out_of_reach

    directory = settings.data.dir.expanduser()
    found = {channel.name: out_of_reach(channel, directory) for channel in settings.channels}
    return {name: why for name, why in found.items() if why}


def _right(place: Path | None, differing: list[Shown], private: list[str]) -> list[str]:
    lines = [f"{place}: no mistake" if place is not None else "no settings file: the defaults hold"]
    if differing:
        lines += ["", "Other than the defaults", *(f"  {line}" for line in _lines(differing))]
    if private:
        lines += ["", "Private addresses that may be reached", *(f"  {inert(each)}" for each in private)]
    return lines


@group.command()
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """The settings in force, with secrets hidden."""
    session = session_of(context)
    place = settings_file(session.config)
    shown = shown_settings(session.settings)
    if as_json:
        tables: dict[str, dict[str, Any]] = {}
        for each in shown:
            tables.setdefault(each.section, {})[each.key] = each.value
        write(json.dumps({"file": str(place) if place is not None else None, **tables}, indent=2, ensure_ascii=False))
        return
    begun = ""
    lines = [f"# from {place}" if place is not None else "# no settings file: the defaults"]
    for each in shown:
        if each.section != begun:
            begun = each.section
            lines += ["", f"[{begun}]"]
        lines += _lines([each], bare=True)
    write("\n".join(lines))


def _lines(shown: list[Shown], *, bare: bool = False) -> list[str]:
    """ "[judge] overdue_day = "12h" (default "24h")"."""
    lines = []
    for each in shown:
        value = _toml(each.value)
        if bare:
            lines.append(inert(f"{each.key} = {value}"))
        else:
            usual = f" (default {_toml(each.default)})" if each.default is not None else ""
            lines.append(inert(f"[{each.section}] {each.key} = {value}{usual}"))
    return lines


def _toml(value: Any) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, dict):
        pairs = ", ".join(f"{json.dumps(name, ensure_ascii=False)} = {_toml(each)}" for name, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_toml(each) for each in value)}]"
    return json.dumps(value, ensure_ascii=False)
