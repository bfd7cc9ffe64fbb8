"""`lexicon`: what a sentence is read as and by which rule, and which event classes there are."""

import json
import textwrap
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.moments import moment_before
from tracker.cli.session import AsJson, session_of, write
from tracker.errors import InputError, NotFoundError
from tracker.model import Claim, EventClass, inert, time_text

if TYPE_CHECKING:
    from tracker.claims.lexicon_files import ClassTable

#: Columns of a terminal, and of the names before what they name.
WIDTH, INDENT = 80, 17
#: Longest text that is tried.
MOST = 10_000

group = typer.Typer(help="The words of news events: try a sentence, find a class.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.add_typer(group, name="lexicon")


@group.command("try")
def try_words(
    context: typer.Context,
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence or two of English.")],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day on which it was published; today without it.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show which claims a sentence makes, and by which rules. Nothing is kept."""
    if not sentence.strip() or len(sentence) > MOST:
        raise InputError(f"a sentence of 1 to {MOST:,} characters is needed", subject="SENTENCE")
    now = datetime.now(UTC)
    published = moment_before(on, now, "--on") if on else now
    from tracker.claims import RULES, load_lexicon, read_words

    lexicon = load_lexicon(session_of(context).settings.claims.lexicon)
    read = [_claim(claim, lexicon.classes, RULES) for claim in read_words(sentence, published, lexicon)]
    if as_json:
        write(json.dumps(read, indent=2, ensure_ascii=False))
    elif not read:
        write("no claim is read; `claimwatch lexicon list WORD` finds the classes that have a word")
    else:
        write("\n\n".join(_shown(each) for each in read))


@group.command("list")
def list_classes(
    context: typer.Context,
    word: Annotated[
        str, typer.Argument(metavar="[WORD]", help="Only classes with this word, in full; without it, all by area.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """The event classes of the lexicon, your own included."""
    from tracker.claims import load_lexicon
    from tracker.claims.lexicon_files import read_tables

    folder = session_of(context).settings.claims.lexicon
    classes = load_lexicon(folder).classes
    wanted = " ".join(word.lower().split())
    tables = [
        table
        for table in read_tables(Path(folder) if folder else None).classes.values()
        if not wanted or _has(table, wanted)
    ]
    if not tables:
        raise NotFoundError(f"no event class has the word {word!r}; claimwatch lexicon list shows all", subject=word)
    if as_json:
        told = [_table(table, classes[table.id]) for table in tables]
        write(json.dumps(told, indent=2, ensure_ascii=False))
    elif wanted:
        write("\n\n".join(_shown(_table(table, classes[table.id])) for table in tables))
    else:
        write(_by_area(tables))


def _claim(claim: Claim, classes: Mapping[str, EventClass], rules: Mapping[str, str]) -> dict[str, Any]:
    """What was read of one claim, each thing with its rule."""
    from tracker.reports.explaining import explain_claim
    from tracker.reports.figures import quantity_text

    known = classes.get(claim.event_class or "")
    cue = f', at "{claim.cue.quote}"' if claim.cue is not None else ""
    speaker = claim.attribution.speaker
    named = {"subject": claim.subject, "object": claim.object, "place": claim.place}
    when = claim.time
    read: dict[str, Any] = {
        "class": f"{known.id} ({known.noun})" if known is not None else "none: an unlisted verb",
        "words": claim.trigger.quote,
        "why": explain_claim(claim, rules),
        "status": claim.status.value,
        "rule": f"{rules[claim.status_rule]} ({claim.status_rule}{cue})",
        **{role: each.text for role, each in named.items() if each is not None},
        "others": ", ".join(each.text for each in claim.others),
        "time": f'{time_text(when)}: {rules[when.rule]} ({when.rule}, at "{when.text}")' if when is not None else "",
        "figures": "; ".join(f"{quantity_text(each)} ({each.rule})" for each in claim.quantities),
        "condition": claim.condition or "",
        "said by": f"{speaker.text if speaker is not None else 'the text itself'}: "
        f"{rules[claim.attribution.rule]} ({claim.attribution.rule})",
    }
    return {name: value for name, value in read.items() if value}


def _has(table: "ClassTable", wanted: str) -> bool:
    """Whether a class goes by a word: its id, its title, or a word of its patterns that begins so."""
    phrases = [table.fields["noun"], *(phrase for name in ("verbs", "nouns", "idioms") for phrase in table.words(name))]
    return table.id.startswith(wanted.replace(" ", "_")) or any(
        phrase.startswith(wanted) or any(part.startswith(wanted) for part in phrase.split()) for phrase in phrases
    )


def _table(table: "ClassTable", known: EventClass) -> dict[str, Any]:
    """One class in full: what it is, its words, what they need, what is near it."""
    conditions = {
        name: "; ".join(f"{word}: {', '.join(nouns)}" for word, nouns in table.fields[name].items())
        for name in ("needs", "unless", "noun_needs", "noun_unless")
        if table.fields.get(name)
    }
    apart = [part for part, is_so in (("subject", known.by_subject), ("place", known.by_place)) if is_so]
    told = {
        "class": f"{table.id} ({known.noun})",
        "area": table.area,
        "kind": known.kind.value,
        **{name: ", ".join(table.words(name)) for name in ("verbs", "nouns", "idioms", "light", "occurs", "takes")},
        **conditions,
        "next": ", ".join(known.next_steps),
        "opposites": ", ".join(known.opposites),
        "told apart by": ", ".join(apart),
        "file": table.file,
    }
    return {name: value for name, value in told.items() if value}


def _shown(said: Mapping[str, Any]) -> str:
    """Names and what they name, wrapped: the first line is the head."""
    lines: list[str] = []
    for name, value in said.items():
        begin = "" if not lines else f"  {name:<{INDENT - 2}}"
        wrapped = textwrap.wrap(
            inert(str(value)), WIDTH, initial_indent=begin, subsequent_indent=" " * (INDENT if begin else 2)
        )
        lines += wrapped
    return "\n".join(lines)


def _by_area(tables: "list[ClassTable]") -> str:
    areas: dict[str, list[str]] = {}
    for table in tables:
        areas.setdefault(table.area, []).append(table.id)
    blocks = [
        "\n".join(
            [f"{area} ({len(ids)})", *textwrap.wrap(", ".join(ids), WIDTH, initial_indent="  ", subsequent_indent="  ")]
        )
        for area, ids in areas.items()
    ]
    return "\n\n".join(
        [*blocks, f"{len(tables)} classes; claimwatch lexicon list WORD shows those with a word in full"]
    )
