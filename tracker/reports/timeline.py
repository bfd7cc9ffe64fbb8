"""A story as one column of time: what became known, by publication, and what is due."""

from tracker.model import Change, ChangeKind, Severity, Stored
from tracker.reports.lines import TimelineEntry, Tone
from tracker.reports.outcomes import plan_lines
from tracker.reports.view import StoryView

#: Kept changes that say nothing new of the story itself.
QUIET = frozenset({ChangeKind.REWORDED, ChangeKind.CERTAINTY, ChangeKind.ATTRIBUTION, ChangeKind.HEADLINE})
#: Reasons for which a change belongs to another story or says what was known.
NOT_OF_STORY = frozenset({"change.other_event", "change.muted", "change.new_claim"})


def timeline_entries(view: StoryView) -> tuple[TimelineEntry, ...]:
    """Changes in order of publication, then pending plans in order of their due windows."""
    past = [_entry(view, stored) for stored in view.changes if _belongs(stored.value)]
    coming = [
        TimelineEntry(
            at=plan.due_from,
            label=plan.outcome,
            text=f"{plan.title}: {plan.when}",
            said_by=plan.said_by,
            id=plan.id,
            is_past=False,
            tone=plan.tone,
        )
        for plan in plan_lines(view)
        if plan.due_from is not None and plan.tone is Tone.OPEN
    ]
    return (*sorted(past, key=lambda entry: entry.at), *sorted(coming, key=lambda entry: entry.at))


def _belongs(change: Change) -> bool:
    if change.severity > Severity.INFO:
        return True
    return change.kind not in QUIET and change.rule not in NOT_OF_STORY


def _entry(view: StoryView, stored: Stored[Change]) -> TimelineEntry:
    line = view.change_line(stored)
    label, _, text = line.headline.partition(": ")
    return TimelineEntry(
        at=line.published_at or line.seen_at,
        label=label.lower(),
        text=text,
        said_by=line.said_by,
        id=line.id,
        is_past=True,
        tone=line.tone,
    )
