"""What a person decides: wrong, merge, split, set, watch, mute, undo; and reading a story again by better rules."""

import getpass
import json
import os
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import completing
from tracker.cli.progress import counting
from tracker.cli.session import AsJson, session_of, write
from tracker.errors import InputError
from tracker.model import State, headline_of, inert, state_word, time_text

if TYPE_CHECKING:
    from tracker.correcting import Made
    from tracker.model import Change, EventState, Stored
    from tracker.rebuilding import Difference, Rebuilt

Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="The reason; it is shown with the correction.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; the login name without it.")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An event: E3.", autocompletion=completing.records)]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    for command in (wrong, merge, split, set_state, watch, mute, undo, reanalyse):
        app.command("set" if command is set_state else None)(command)


def wrong(
    context: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="ID", help="A change (N41) or a claim (C7).", autocompletion=completing.records)
    ],
    because: Because,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Mark a change or a claim as wrong: it counts no more, and whoever was told gets a withdrawal."""
    with session_of(context).open() as app:
        _say(app.correcting.wrong(target, because=because, by=_author(by)), as_json=as_json)


def merge(
    context: typer.Context,
    event: EventId,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The event that joins it: E4.", autocompletion=completing.records)
    ],
    because: Because,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Say that two events are one: what is said of the second counts for the first."""
    with session_of(context).open() as app:
        _say(app.correcting.merge(event, other, because=because, by=_author(by)), as_json=as_json)


def split(
    context: typer.Context,
    event: EventId,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="The claims that leave it: C7 C9.")],
    because: Because,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Say that claims of an event are about another one."""
    with session_of(context).open() as app:
        _say(app.correcting.split(event, claims, because=because, by=_author(by)), as_json=as_json)


def set_state(
    context: typer.Context,
    event: EventId,
    state: Annotated[str, typer.Argument(metavar="STATE", help="happened, postponed, cancelled, planned, ...")],
    because: Because,
    on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day, where it has one.")] = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Say what became of an event; later reports that differ are told as differing from it."""
    known = _state(state)
    day = _day(on)
    with session_of(context).open() as app:
        _say(app.correcting.decide(event, known, on=day, because=because, by=_author(by)), as_json=as_json)


def watch(
    context: typer.Context,
    event: EventId,
    because: Because,
    off: Annotated[bool, typer.Option("--off", help="Watch it no more.")] = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Watch an event: tell its plans, its outcome and its silence."""
    with session_of(context).open() as app:
        _say(app.correcting.watch(event, on=not off, because=because, by=_author(by)), as_json=as_json)


def mute(
    context: typer.Context,
    event: EventId,
    because: Because,
    off: Annotated[bool, typer.Option("--off", help="Tell it again.")] = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Keep an event and tell nothing of it."""
    with session_of(context).open() as app:
        _say(app.correcting.mute(event, on=not off, because=because, by=_author(by)), as_json=as_json)


def undo(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A correction (K5), or an event, claim or change: its last one.",
            autocompletion=completing.records,
        ),
    ],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="The reason.")] = "a mistake",
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Undo a correction: what it took back stands again, and whoever was told so hears it."""
    with session_of(context).open() as app:
        _say(app.correcting.undo(target, because=because, by=_author(by)), as_json=as_json)


def reanalyse(
    context: typer.Context,
    story: Annotated[
        str | None,
        typer.Argument(help="A story's name or short id; all without it.", autocompletion=completing.stories),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read all versions again by the rules of this release; says what it now sees differently."""
    with session_of(context).open() as app:
        stories = [app.resolve_story(story)] if story is not None else list(app.store.stories())
        answers = []
        for each in stories:
            with counting(f"reading {each.slug} again") as progress:
                answers.append((each.slug, app.reanalyse(each.id, progress)))
    if as_json:
        write(json.dumps([{"story": slug, **_as_json(rebuilt)} for slug, rebuilt in answers], indent=2))
    else:
        write("\n".join(line for slug, rebuilt in answers for line in _lines(slug, rebuilt)) or "no story is followed")


# --- arguments -------------------------------------------------------------------------------------------------------
def _author(by: str | None) -> str:
    """Who decides: as said, else the login name."""
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


def _state(word: str) -> State:
    try:
        return State(word.lower().replace(" ", "_"))
    except ValueError:
        known = ", ".join(state.value for state in State)
        raise InputError(f"'{word}' is no state: one of {known}", subject=word) from None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--on {text}: no day; write it like 2025-01-17", subject="--on") from None


# --- answers ---------------------------------------------------------------------------------------------------------
def _say(made: "Made", *, as_json: bool) -> None:
    correction = made.correction.value
    if as_json:
        answer = {
            "correction": f"K{made.correction.id}",
            "kind": correction.kind.value,
            "by": correction.author,
            "because": correction.reason,
            "moved": [_change(each) for each in made.moved],
            "withdrawn": [_change(each) for each in made.withdrawn],
            "reinstated": [_change(each) for each in made.reinstated],
            "channels": list(made.channels),
        }
        write(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    kind = f"undoes K{correction.undoes}" if correction.undoes is not None else correction.kind.value
    lines = [f"K{made.correction.id}  {kind}, by {inert(correction.author)}: {inert(correction.reason)}"]
    lines += [f"  now        {headline_of(each.value)}" for each in made.moved]
    lines += [f"  withdrawn  N{each.id}  {headline_of(each.value)}" for each in made.withdrawn]
    lines += [f"  holds      N{each.id}  {headline_of(each.value)}" for each in made.reinstated]
    if made.channels:
        lines.append(f"  told       {', '.join(made.channels)}")
    lines.append(f"undo it with: claimwatch undo K{made.correction.id}" if correction.undoes is None else "")
    write("\n".join(line for line in lines if line))


def _change(stored: "Stored[Change]") -> dict[str, str]:
    return {"id": f"N{stored.id}", "headline": headline_of(stored.value)}


def _lines(slug: str, rebuilt: "Rebuilt") -> list[str]:
    versions = f"{rebuilt.versions} version{'' if rebuilt.versions == 1 else 's'}"
    head = f"{slug}: {versions}, {rebuilt.claims} claims; generation {rebuilt.generation}"
    lines = [_difference(each) for each in rebuilt.differences]
    lines += [f"  withdrawn  N{each.id}  {headline_of(each.value)}" for each in rebuilt.withdrawn]
    lines += [f"  holds      N{each.id}  {headline_of(each.value)}" for each in rebuilt.reinstated]
    lines += [f"  new        N{each.id}  {headline_of(each.value)}  (kept, not told)" for each in rebuilt.new]
    return [head, *(lines or ["  nothing is seen differently"])]


def _difference(difference: "Difference") -> str:
    event = difference.event
    before, after = _word(difference.before), _word(difference.after)
    return f"  E{event.id:<4} {inert(event.value.title)}: {before} -> {after}"


def _word(known: "EventState | None") -> str:
    if known is None:
        return "not seen"
    day = f" {time_text(known.time)}" if known.time is not None else ""
    return f"{state_word(known.state)}{day}"


def _as_json(rebuilt: "Rebuilt") -> dict[str, object]:
    return {
        "generation": rebuilt.generation,
        "versions": rebuilt.versions,
        "claims": rebuilt.claims,
        "differences": [
            {
                "event": f"E{each.event.id}",
                "title": each.event.value.title,
                "before": _word(each.before),
                "after": _word(each.after),
            }
            for each in rebuilt.differences
        ],
        "withdrawn": [_change(each) for each in rebuilt.withdrawn],
        "reinstated": [_change(each) for each in rebuilt.reinstated],
        "new": [_change(each) for each in rebuilt.new],
    }
