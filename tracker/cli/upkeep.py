"""The store itself: `verify` whether all that is kept is sound, `stats` what there is."""

import json

import typer

from tracker.cli.exits import Exit
from tracker.cli.progress import busy
from tracker.cli.session import AsJson, answer, session_of, write
from tracker.model import inert


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command()(stats)


def verify_store(context: typer.Context, *, as_json: bool) -> None:
    """What `verify` does without a file: bytes against hashes, quotes against texts, rows against each other."""
    with session_of(context).open() as app:
        with busy("checking what is kept"):
            found = list(app.store.verify())
        counts = app.store.counts()
    looked_at = {word: counts[word] for word in ("snapshots", "versions", "claims", "changes", "ledger")}
    if as_json:
        findings = [{"record": each.record, "subject": each.subject, "detail": each.detail} for each in found]
        write(json.dumps({"sound": not found, "checked": looked_at, "findings": findings}, indent=2))
    else:
        lines = [inert(f"{each.record} {each.subject}: {each.detail}") for each in found]
        checked = ", ".join(
            f"{count} {'ledger rows' if word == 'ledger' else word}" for word, count in looked_at.items()
        )
        verdict = f"{len(found)} finding{'s' if len(found) != 1 else ''}" if found else "sound"
        write("\n".join([*lines, f"{verdict}: {checked} checked"]))
    if found:
        raise typer.Exit(Exit.TROUBLE)


def stats(context: typer.Context, as_json: AsJson = False) -> None:
    """What there is: stories, sources by health, what was read, claimed, changed and told, and how large it is."""
    with session_of(context).open() as app:
        answer(app.stats(), as_json=as_json)
