"""Why was I not told, from what a page says to who was told of it: claims, events, changes, alerts."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from tracker.model import (
    AlertKind,
    AlertState,
    Change,
    ChangeKind,
    Claim,
    DeliveryOutcome,
    Event,
    Severity,
    Stored,
    Story,
    Told,
    Version,
    moment_text,
)
from tracker.reports.answers import REACH, Cause, WhyNot
from tracker.reports.view import StoryView
from tracker.reports.why_not_reading import Path

#: Why each channel that did not get a change refused it: "mail: notice is below least".
Refusals: TypeAlias = Callable[[Change, Story, bool], Sequence[str]]
#: Rules that quieten a change, whatever it is.
QUIET = {"change.first": Cause.BASELINE, "change.other_event": Cause.OTHER_EVENT, "change.muted": Cause.MUTED}
#: Changes that an unwatched event keeps to itself.
MOVES = (ChangeKind.STATUS, ChangeKind.DATE, ChangeKind.OVERDUE, ChangeKind.NEW_CLAIM)
#: Kinds that say nothing of an event.
WORDING = (ChangeKind.REWORDED, ChangeKind.CERTAINTY, ChangeKind.HEADLINE)


def of_versions(
    path: Path, view: StoryView, versions: Sequence[Version], refusals: Refusals, machine: datetime
) -> WhyNot:
    """What came furthest of what these versions say."""
    numbers = {version.id for version in versions}
    claims = [claim for claim in view.claims.values() if claim.value.version_id in numbers]
    if not claims:
        return path.ends(
            Cause.NO_CLAIM,
            "It was read, and no claim was found in it: it says nothing of what happened "
            "or is to happen that the rules know.",
        )
    path.passed("claims", f"{len(claims)} found")
    changes = [each for each in view.changes if _comes_from(each.value, numbers)]
    told = [each for each in changes if each.value.kind not in WORDING] or changes
    answers = [of_change(path.copy(), view, each, refusals, machine) for each in told]
    if not answers:
        answers = [of_claim(path.copy(), view, claim, refusals, machine) for claim in claims]
    return max(answers, key=lambda answer: REACH[answer.cause])


def _comes_from(change: Change, versions: set[int]) -> bool:
    return change.version_id in versions or any(span.version_id in versions for span in change.evidence)


def of_claim(path: Path, view: StoryView, claim: Stored[Claim], refusals: Refusals, machine: datetime) -> WhyNot:
    """One claim: its event, and the change that it made."""
    row = view.row_of_claim.get(claim.value.key)
    said = f'"{claim.value.trigger.quote}", {claim.value.status.value}'
    path.passed("claim", f"C{claim.id} {said}")
    if row is None:
        why = "The claim belongs to no event: its words are of no kind of event that the lexicon knows, or name nobody."
        return path.ends(Cause.NO_EVENT, why, f"claimwatch why C{claim.id}")
    stored = view.events[row.event_key]
    own = [
        each
        for each in view.changes
        if each.value.event_key == row.event_key and claim.value.evidence in each.value.evidence
    ]
    if own:
        answers = [of_change(path.copy(), view, each, refusals, machine) for each in own]
        return max(answers, key=lambda answer: REACH[answer.cause])
    path.passed("event", f"E{stored.id} {stored.value.title}")
    if view.version(claim.value.version_id).baseline and stored.value.of_story:
        return path.ends(
            Cause.BASELINE,
            "It stood there at the first reading of the story or source: it was recorded, "
            "and the first reading tells nothing.",
        )
    return _of_flags(path, view, stored)


def of_event(path: Path, view: StoryView, stored: Stored[Event], refusals: Refusals, machine: datetime) -> WhyNot:
    """One event: its latest change that could be told, else what keeps it quiet."""
    changes = [each for each in view.changes if each.value.event_key == stored.value.key]
    loud = [each for each in changes if each.value.severity > Severity.INFO]
    if loud:
        return of_change(path, view, loud[-1], refusals, machine)
    path.passed("event", f"E{stored.id} {stored.value.title}")
    flagged = _of_flags(path, view, stored)
    if flagged.cause is not Cause.NOTHING_NEW or not changes:
        return flagged
    return of_change(path, view, changes[-1], refusals, machine)


def _of_flags(path: Path, view: StoryView, stored: Stored[Event]) -> WhyNot:
    event = stored.value
    if not event.of_story:
        return path.ends(
            Cause.OTHER_EVENT,
            "It is another event than this story's own, in like words: kept, not told.",
            f"If it is one of the story's: claimwatch merge EVENT E{stored.id} --because ...",
        )
    if event.muted:
        return path.ends(Cause.MUTED, "A person muted the event.", f"claimwatch mute E{stored.id} --off --because ...")
    if not event.watched:
        return path.ends(
            Cause.NOT_WATCHED,
            "The event is not watched: what it does is kept, and little of it told.",
            f"claimwatch watch E{stored.id} --because ...",
        )
    return path.ends(
        Cause.NOTHING_NEW, "It says what was known already: nothing changed by it.", f"claimwatch show E{stored.id}"
    )


# --- changes ---------------------------------------------------------------------------------------------------------
def of_change(path: Path, view: StoryView, stored: Stored[Change], refusals: Refusals, machine: datetime) -> WhyNot:
    """One change: how loud it is, which channels took it, and what became of it there."""
    change = stored.value
    event = view.events.get(change.event_key) if change.event_key is not None else None
    if event is not None:
        path.passed("event", f"E{event.id} {event.value.title}")
    line = view.change_line(stored)
    path.passed("change", f"N{stored.id} {line.headline}, {line.severity}, {moment_text(change.seen_at)}")
    if change.severity is Severity.INFO:
        return _kept(path, view, stored, event)
    told = [each for each in view.told_alerts if each.alert.change_key == change.key]
    if change.withdrawn is not None:
        path.amiss("taken back", f"{moment_text(change.withdrawn.at)}: {change.withdrawn.why}")
    told = [each for each in told if each.alert.kind is AlertKind.TOLD]
    if not told:
        watched = event is not None and event.value.watched
        reasons = "; ".join(refusals(change, view.story, watched)) or "no channel was set up when it was seen"
        return path.ends(Cause.NO_CHANNEL, f"No channel took it: {reasons}.", "Their rules are under [[channels]].")
    answers = [_of_alert(path, view, each, machine) for each in told]
    # The question is why not: a channel that has not got it comes before one that has.
    cause, why, advice = min(answers, key=lambda answer: REACH[answer[0]])
    return path.ends(cause, why, advice)


def _kept(path: Path, view: StoryView, stored: Stored[Change], event: Stored[Event] | None) -> WhyNot:
    change = stored.value
    said = f"{change.why[:1].upper()}{change.why[1:].rstrip('.')}."
    more = f"claimwatch why N{stored.id}"
    if change.rule in QUIET:
        return path.ends(QUIET[change.rule], said, more)
    if event is not None and (event.value.muted or not event.value.of_story):
        return _of_flags(path, view, event)
    if event is not None and not event.value.watched and event.value.of_story and change.kind in MOVES:
        return path.ends(
            Cause.NOT_WATCHED,
            f"The event is not watched, and the change is only kept: {said}",
            f"claimwatch watch E{event.id} --because ...",
        )
    return path.ends(Cause.INFO, f"The change is only kept, not told: {said}", more)


def _of_alert(path: Path, view: StoryView, told: Told, machine: datetime) -> tuple[Cause, str, str]:
    """What became of one alert; its step is added to the path."""
    alert, channel = told.alert, f"channel {told.alert.channel}"
    attempts = view.store.deliveries(alert.key)
    tried = [each for each in attempts if each.outcome in (DeliveryOutcome.RETRY, DeliveryOutcome.DEAD)]
    error = f"{len(tried)} attempt{'s' if len(tried) != 1 else ''}, the last: {tried[-1].detail}" if tried else ""
    if told.state is AlertState.DELIVERED:
        done = next((each for each in reversed(attempts) if each.outcome is DeliveryOutcome.DELIVERED), None)
        at = f"{moment_text(done.at)} ({done.detail})" if done is not None else "with another"
        path.passed(channel, f"delivered {at}")
        return Cause.DELIVERED, f"It was told: delivered to '{alert.channel}' {at}.", ""
    if told.state is AlertState.DEAD:
        path.amiss(channel, f"given up: {error}")
        return (
            Cause.UNDELIVERED,
            f"Channel '{alert.channel}' gave it up: {error}.",
            "claimwatch alerts lists what was given up and tries it again",
        )
    if told.state is AlertState.CANCELLED:
        why = attempts[-1].detail if attempts else "what it tells was taken back, or a newer message tells it"
        path.amiss(channel, f"not sent: {why}")
        return Cause.TAKEN_BACK, f"It was not sent to '{alert.channel}': {why}.", ""
    held = view.story.held_until
    if held is not None and held > machine:
        path.amiss(channel, f"held until {moment_text(held)}")
        return (
            Cause.HELD,
            f"The story's alerts are held until {moment_text(held)}.",
            f"claimwatch hold {view.story.slug} --off",
        )
    if tried:
        again = f"; tried again {moment_text(alert.not_before)}"
        path.amiss(channel, f"undelivered: {error}{again}")
        return Cause.UNDELIVERED, f"Channel '{alert.channel}' fails: {error}{again}.", ""
    return _of_waiting(path, alert.not_before, alert.channel, machine)


def _of_waiting(path: Path, due: datetime, channel: str, machine: datetime) -> tuple[Cause, str, str]:
    if due > machine:
        path.amiss(f"channel {channel}", f"waits until {moment_text(due)}")
        why = f"It waits until {moment_text(due)}: settle window, quiet hours or digest of '{channel}'."
        return Cause.WAITING, why, "Its rules are under [alerts] and [[channels]]."
    path.amiss(f"channel {channel}", "due now")
    return Cause.WAITING, f"It is due, and not sent yet to '{channel}'.", "A running daemon sends it: claimwatch run"
