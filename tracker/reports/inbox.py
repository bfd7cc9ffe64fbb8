"""The inbox: what was told, of all stories, the latest first, and what became of each message."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from tracker.model import AlertState, Change, Stored, Story, Told, headline_of
from tracker.ports import Store
from tracker.reports.explaining import explain_change
from tracker.reports.labels import tone_of
from tracker.reports.pages import InboxPage
from tracker.reports.workings import InboxLine, MessageLine

#: Changes on one page.
MOST = 50
STATES = {
    AlertState.WAITING: "waiting",
    AlertState.DELIVERED: "delivered",
    AlertState.DEAD: "given up",
    AlertState.CANCELLED: "not sent",
}


def inbox_page(store: Store, now: datetime, *, before: int | None, story: Story | None) -> InboxPage:
    """The page before that change's number; of one story, or of all."""
    found = store.inbox(limit=MOST + 1, before=before, story_id=story.id if story is not None else None)
    shown, more = found[:MOST], found[MOST:]
    stories = {each.id: each for each in store.stories()}
    messages: dict[str, list[Told]] = defaultdict(list)
    for told in store.told_of([stored.value.key for stored in shown]):
        messages[told.alert.change_key or ""].append(told)
    return InboxPage(
        as_of=now,
        story=f"S{story.id}" if story is not None else "",
        changes=tuple(_line(each, stories[each.value.story_id], messages[each.value.key]) for each in shown),
        before=shown[-1].id if more else None,
    )


def _line(stored: Stored[Change], story: Story, messages: Sequence[Told]) -> InboxLine:
    change = stored.value
    back = change.withdrawn
    headline = headline_of(change)
    return InboxLine(
        id=f"N{stored.id}",
        key=change.key,
        story=f"S{story.id}",
        story_title=story.title,
        label=change.label.lower() if back is None else "withdrawn",
        tone=tone_of(change),
        severity=change.severity.name.lower(),
        headline=headline if back is None else f"WITHDRAWN: {headline}",
        why=explain_change(change) if back is None else back.why,
        seen_at=change.seen_at,
        messages=tuple(
            MessageLine(channel=told.alert.channel, key=told.alert.key, state=STATES[told.state]) for told in messages
        ),
    )
