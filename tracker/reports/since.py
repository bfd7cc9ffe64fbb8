"""What changed since its reader caught up: the net change of each event, the way between, and what was not seen."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from tracker.model import Change, Check, Polling, Severity, Source, SourceHealth, SourceKind, Stored, Watch
from tracker.reports.answers import Gap, NetChange, SinceStory
from tracker.reports.correcting import correction_lines
from tracker.reports.following import health_of, is_polled, story_head
from tracker.reports.labels import label_of
from tracker.reports.outcomes import conflict_lines, fact_line, plan_line
from tracker.reports.view import StoryView

#: A daemon writes each minute that it is alive: shorter gaps are none.
UNNOTICED = timedelta(minutes=2)
#: Checks of one source that are looked at, latest first.
MOST_CHECKS = 5_000
NOBODY = "nobody watched"


def since_story(view: StoryView, now: datetime, asked: datetime | None) -> SinceStory:
    """One story since that moment; None is where its reader had caught up, else its first reading."""
    since, mark = _begins(view, asked)
    seen = [each for each in view.changes if each.value.seen_at > since]
    told = [each for each in seen if each.value.severity > Severity.INFO]
    standing = [each for each in told if each.value.withdrawn is None]
    return SinceStory(
        story=story_head(view),
        since=since,
        mark=mark,
        events=tuple(_net_changes(view, standing)),
        others=tuple(view.change_line(each) for each in standing if each.value.event_key not in view.events),
        conflicts=conflict_lines(view),
        corrections=tuple(line for line in correction_lines(view) if line.at > since),
        withdrawn=tuple(
            view.change_line(each)
            for each in view.changes
            if each.value.withdrawn is not None and each.value.withdrawn.at > since
        ),
        gaps=(*unwatched(view.store.watches(), since, now), *unread(view, since, now)),
        untold=len(seen) - len(told),
    )


def _begins(view: StoryView, asked: datetime | None) -> tuple[datetime, str]:
    story = view.story
    marks = (
        (asked, "as asked"),
        (story.read_at, "where you had read to"),
        (story.baseline_at, "its first reading"),
        (story.created_at, "its beginning"),
    )
    return next((moment, name) for moment, name in marks if moment is not None)


def _net_changes(view: StoryView, changes: Sequence[Stored[Change]]) -> Iterator[NetChange]:
    """Each event that moved, in order of its first move."""
    for key in dict.fromkeys(each.value.event_key for each in changes):
        if key is None or key not in view.events:
            continue
        stored = view.events[key]
        own = [each for each in changes if each.value.event_key == key]
        known = view.state(stored.value)
        is_plan = known.outcome is not None
        label = label_of(known)
        first, now = own[0].value.before, plan_line(view, stored) if is_plan else fact_line(view, stored)
        last = own[-1].value.after
        yield NetChange(
            id=f"E{stored.id}",
            title=stored.value.title,
            tone=label.tone,
            outcome=label.word,
            before=first.text if first is not None else "",
            after=last.text if last is not None else getattr(now, "when", ""),
            path=tuple(view.change_line(each) for each in own),
        )


# --- gaps ------------------------------------------------------------------------------------------------------------
def unwatched(watches: Sequence[Watch], since: datetime, now: datetime) -> tuple[Gap, ...]:
    """Stretches between two daemons; where none has ever run, sources were read by hand alone."""
    if not watches:
        why = "no daemon has run on this database: sources were read by `check` alone"
        return (Gap(who=NOBODY, begins=since, ends=None, why=why),)
    edges = [watches[0].began_at, *(max(watch.last_at for watch in watches[: n + 1]) for n in range(len(watches)))]
    stretches = [(since, edges[0])] if since < edges[0] else []
    stretches += [(edges[n + 1], after.began_at) for n, (_, after) in enumerate(pairwise(watches))]
    found = [
        Gap(who=NOBODY, begins=max(begins, since), ends=ends, why="no daemon ran")
        for begins, ends in stretches
        if ends > since and ends - max(begins, since) > UNNOTICED
    ]
    if now - max(edges[-1], since) > UNNOTICED:
        found.append(Gap(who=NOBODY, begins=max(edges[-1], since), ends=None, why="no daemon runs"))
    return tuple(found)


def unread(view: StoryView, since: datetime, now: datetime) -> Iterator[Gap]:
    """Stretches in which a source of the story was tried and not read, or is not read at all."""
    for source in view.sources:
        if not is_polled(source):
            continue
        who = f"X{source.id} {source.outlet}"
        health, detail = health_of(source)
        if source.polling is Polling.PAUSED or source.health in (SourceHealth.NEW, SourceHealth.FOREIGN):
            begins = max(since, source.read_at or since)
            yield Gap(who=who, begins=begins, ends=None, why=f"{health}{f': {detail}' if detail else ''}")
            continue
        checks = view.store.checks(source.id, limit=MOST_CHECKS)
        yield from _failures(source, [check for check in reversed(checks) if check.at <= now], who, since)


def _failures(source: Source, checks: Sequence[Check], who: str, since: datetime) -> Iterator[Gap]:
    begun: Check | None = None
    for check in checks:
        if not check.outcome.was_read:
            begun = begun or check
        elif begun is not None:
            if check.at > since:
                yield Gap(who=who, begins=max(begun.at, since), ends=check.at, why=_why(begun))
            begun = None
    if begun is not None and source.kind is not SourceKind.PASTED:
        yield Gap(who=who, begins=max(begun.at, since), ends=None, why=_why(begun))


def _why(check: Check) -> str:
    return check.detail or check.outcome.value.replace("_", " ")
