"""What people decided about a story, with the words that each decision hangs on."""

from datetime import datetime

from tracker.model import Correction, CorrectionKind, Stored, inert
from tracker.reports.following import story_head
from tracker.reports.lines import CorrectionLine
from tracker.reports.pages import CorrectionPage
from tracker.reports.view import StoryView


def correction_lines(view: StoryView) -> tuple[CorrectionLine, ...]:
    """All corrections of the story, oldest first."""
    return tuple(_line(view, stored) for stored in view.corrections)


def correction_page(view: StoryView, stored: Stored[Correction], now: datetime) -> CorrectionPage:
    """One correction."""
    spans = [anchor.evidence for anchor in _meant(view, stored).anchors]
    return CorrectionPage(
        as_of=now,
        story=story_head(view),
        correction=_line(view, stored),
        evidence=tuple(view.passage_of_span(span, None) for span in dict.fromkeys(spans)),
    )


def _line(view: StoryView, stored: Stored[Correction]) -> CorrectionLine:
    value = stored.value
    undone_by = next((f"K{each.id}" for each in view.corrections if each.value.undoes == stored.id), "")
    what = value.kind.value
    if value.kind is CorrectionKind.UNDO:
        what = f"undoes K{value.undoes}"
    elif value.state is not None:
        what = value.state.value
    elif not value.on:
        what = f"{what} off"
    places = {(a.trigger.version_id, a.trigger.start) for a in _meant(view, stored).anchors}
    keys = {row.event_key for row in view.book.rows if (row.claim.version_id, row.claim.trigger.start) in places}
    return CorrectionLine(
        id=f"K{stored.id}",
        kind=what,
        by=inert(value.author),
        because=inert(value.reason),
        at=value.at,
        undone_by=undone_by,
        events=tuple(event_id for key in sorted(keys) if (event_id := view.event_id(key))),
    )


def _meant(view: StoryView, stored: Stored[Correction]) -> Correction:
    """The correction whose words count: an undoing is about what it undoes."""
    undone = next((each.value for each in view.corrections if each.id == stored.value.undoes), None)
    return undone or stored.value
