"""`alerts`: what was sent and what could not be, trying again, trying a channel, and what the rules would have sent."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.session import AsJson, session_of, write
from tracker.config.values import some_time
from tracker.errors import InputError, NotFoundError, TrackerError
from tracker.model import AlertState, DeliveryOutcome, inert

if TYPE_CHECKING:
    from tracker.alerts import Tried
    from tracker.app import App
    from tracker.config import ChannelSettings
    from tracker.model import Alert

WIDTH = 80
#: Digits of an alert's id that lists show; `retry` takes as many as tell it from others.
SHORT = 8
#: Alerts that a list shows, the latest ones.
LATEST = 50

alerts = typer.Typer(
    name="alerts",
    help="Alerts: what was sent, what could not be, trying a channel, what the rules would have sent.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add this group."""
    app.add_typer(alerts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list."""

    alert: "Alert"
    state: AlertState
    #: What the last attempt said; "" before the first.
    detail: str


@alerts.command("list")
def show(
    context: typer.Context,
    dead: Annotated[bool, typer.Option("--dead", help="Only dead letters: those that were given up.")] = False,
    as_json: AsJson = False,
) -> None:
    """The latest alerts and what became of each; dead letters with the reason."""
    with session_of(context).open() as app:
        rows = _rows(app, dead=dead)
    if as_json:
        write(json.dumps([_row_json(row) for row in rows], indent=2, ensure_ascii=False))
        return
    nothing = "no dead letters" if dead else "no alerts yet"
    write("\n".join(line for row in rows for line in _row_lines(row)) or nothing)


@alerts.command()
def retry(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument(help="A dead letter's id, or its first digits.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every dead letter.")] = False,
) -> None:
    """Let dead letters wait again: the daemon sends them with its next turn."""
    if (key is None) is not everything:
        raise InputError("name one dead letter, or --all: claimwatch alerts list --dead shows them", subject="retry")
    with session_of(context).open() as app:
        dead = [stored.value for stored in app.store.dead_alerts()]
        chosen = dead if key is None else _named(key, dead)
        for alert in chosen:
            app.store.retry_alert(alert.key, now=app.machine_clock.now())
    write(
        "\n".join(_short(f"{alert.key[:SHORT]} waits again: {inert(alert.title)}") for alert in chosen)
        or "no dead letters"
    )


@alerts.command()
def test(context: typer.Context, channel: Annotated[str, typer.Argument(help="A channel's name.")]) -> None:
    """Send a message marked as a test through a channel of the settings, and say what came of it."""
    from tracker.alerts import Occasion, make_channel, trial

    with session_of(context).open() as app:
        settings = _channel(app, channel)
        now = app.machine_clock.now()
        message = trial(channel, occasion=Occasion(told_at=now, zone=app.settings.alerts.zone))
        made = make_channel(settings, directory=app.settings.data.dir.expanduser(), net=app.settings.net)
        delivery = made.send(message, now=now)
    if delivery.outcome is not DeliveryOutcome.DELIVERED:
        raise TrackerError(f"the test was not delivered: {delivery.detail}")
    write(f"'{channel}' took it over: {inert(delivery.detail)}; id {message.key}")


@alerts.command("dry-run")
def dry(
    context: typer.Context,
    last: Annotated[str, typer.Option("--last", metavar="TIME", help="Changes seen since then: 30d, 12h.")] = "30d",
    channel: Annotated[
        str | None, typer.Option("--channel", metavar="NAME", help="Only this channel; all without it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What the rules in force would have told of the changes on record, and why not the others. Sends nothing."""
    with session_of(context).open() as app:
        try:
            since = app.story_clock.now() - some_time(last)
        except (ValueError, OverflowError) as error:
            raise InputError(f"--last: {error}", subject=last) from error
        channels = app.settings.channels if channel is None else (_channel(app, channel),)
        tried = {each.name: _tried(app, each, since) for each in channels}
    if as_json:
        write(json.dumps([_tried_json(each) for all_of in tried.values() for each in all_of], ensure_ascii=False))
        return
    lines = [line for name, all_of in tried.items() for line in (*_tried_lines(name, all_of, since), "")]
    write("\n".join(lines) or "no channels in the settings")


def _rows(app: "App", *, dead: bool) -> list[Row]:
    """The latest alerts of all stories, oldest first."""
    told = [each for story in app.store.stories() for each in app.store.past(story.id).told]
    told = [each for each in told if not dead or each.state is AlertState.DEAD]
    told = sorted(told, key=lambda each: each.alert.created_at)[-LATEST:]
    rows = []
    for each in told:
        attempts = app.store.deliveries(each.alert.key)
        rows.append(Row(alert=each.alert, state=each.state, detail=attempts[-1].detail if attempts else ""))
    return rows


def _row_lines(row: Row) -> Iterator[str]:
    alert = row.alert
    yield _short(f"{alert.key[:SHORT]} {row.state.value:<9} {inert(alert.channel)}")
    yield _short(f"{' ' * SHORT} {inert(alert.title)}")
    if row.state is AlertState.WAITING:
        waits = "once what it follows has arrived" if alert.follows else f"from {alert.not_before:%Y-%m-%d %H:%M} UTC"
        yield _short(f"{' ' * SHORT} {waits}{'; ' if row.detail else ''}{inert(row.detail)}")
    elif row.state is AlertState.DEAD:
        yield _short(f"{' ' * SHORT} {inert(row.detail)}")


def _row_json(row: Row) -> dict[str, object]:
    alert = row.alert
    return {
        "id": alert.key,
        "state": row.state.value,
        "kind": alert.kind.value,
        "channel": alert.channel,
        "severity": alert.severity.name.lower(),
        "title": alert.title,
        "created_at": alert.created_at.isoformat(),
        "not_before": alert.not_before.isoformat(),
        "follows": alert.follows,
        "detail": row.detail,
    }


def _named(key: str, dead: Sequence["Alert"]) -> list["Alert"]:
    """The one dead letter that the digits name. Raises NotFoundError, InputError."""
    found = [alert for alert in dead if alert.key.startswith(key.lower())]
    if not found:
        raise NotFoundError(f"no dead letter is named {key}: claimwatch alerts list --dead shows them", subject=key)
    if len(found) > 1:
        raise InputError(f"{len(found)} dead letters begin with {key}: give more digits", subject=key)
    return found


def _channel(app: "App", name: str) -> "ChannelSettings":
    """The settings of a channel. Raises NotFoundError."""
    for channel in app.settings.channels:
        if channel.name == name:
            return channel
    known = ", ".join(channel.name for channel in app.settings.channels) or "none"
    raise NotFoundError(f"no channel is named '{name}' (in the settings: {known})", subject=name)


def _tried(app: "App", channel: "ChannelSettings", since: datetime) -> list["Tried"]:
    from tracker.alerts import dry_run

    tried: list[Tried] = []
    for story in app.store.stories():
        book = app.store.book(story.id)
        watched = {event.value.key for event in book.events if event.value.watched}
        changes = [each for each in app.store.changes(story.id) if each.value.seen_at >= since]
        tried += dry_run(changes, channel, settings=app.settings.alerts, story=story, watched=watched)
    return tried


def _tried_lines(name: str, tried: Sequence["Tried"], since: datetime) -> Iterator[str]:
    from tracker.model import headline_of

    told = [each for each in tried if each.due is not None]
    day = f"{since.day} {since:%b %Y}"
    yield _short(f"'{name}' would have told {len(told)} of {len(tried)} changes since {day}")
    for each in told:
        yield _short(f"  N{each.change.id:<4} {each.due:%Y-%m-%d %H:%M} UTC  {headline_of(each.change.value)}")
    reasons: dict[str, list[str]] = {}
    for each in tried:
        if each.why_not:
            reasons.setdefault(each.why_not, []).append(f"N{each.change.id}")
    for why, numbers in sorted(reasons.items(), key=lambda pair: -len(pair[1])):
        yield _short(f"  not {len(numbers)}: {why} ({', '.join(numbers)})")


def _tried_json(tried: "Tried") -> dict[str, object]:
    from tracker.model import headline_of

    return {
        "channel": tried.channel,
        "story": tried.story.slug,
        "change": f"N{tried.change.id}",
        "title": headline_of(tried.change.value),
        "told": tried.due is not None,
        "due": tried.due.isoformat() if tried.due is not None else None,
        "why_not": tried.why_not or None,
    }


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"
