"""Pages as blocks: the order and the words of every screen, the same in plain text and in Markdown."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import assert_never

from tracker.model import moment_text
from tracker.reports.answers import SincePage, WhyNotPage
from tracker.reports.blocks import Block, Bullets, Grid, Heading, Sentence
from tracker.reports.following import reading_text
from tracker.reports.labels import MARKS
from tracker.reports.lines import (
    ChangeLine,
    ConflictLine,
    FactLine,
    PlanLine,
    TimelineEntry,
)
from tracker.reports.outline_parts import change_blocks, quote_of, standing_text, title_of
from tracker.reports.outline_upkeep import upkeep_blocks
from tracker.reports.outline_why import corrections_of, record_blocks
from tracker.reports.pages import (
    ArticlePage,
    BoardPage,
    ChangePage,
    ClaimPage,
    ClaimsPage,
    CorrectionPage,
    DiffPage,
    EventPage,
    Page,
    ReportPage,
    SourcePage,
    SourcesPage,
    StatsPage,
    StoryPage,
    TimelinePage,
)
from tracker.reports.workings import SourceLine


def outline(page: Page) -> Iterator[Block]:
    """The blocks of a page."""
    match page:
        case BoardPage():
            blocks = _board(page)
        case StoryPage():
            blocks = _story(page)
        case EventPage():
            blocks = _event(page)
        case ClaimsPage():
            blocks = _claims(page)
        case TimelinePage():
            blocks = _timeline(page)
        case ReportPage():
            blocks = _report(page)
        case DiffPage() | ChangePage() | ClaimPage() | ArticlePage() | SourcePage() | CorrectionPage():
            blocks = record_blocks(page)
        case SourcesPage() | StatsPage() | SincePage() | WhyNotPage():
            blocks = upkeep_blocks(page)
        case _:
            assert_never(page)
    return blocks


def _board(page: BoardPage) -> Iterator[Block]:
    if not page.stories:
        yet = "now" if page.closed else "yet"
        yield Sentence(text=f"No story is followed {yet}. Begin one: claimwatch follow FILE or URL")
    for each in page.stories:
        reading = each.story.reading
        read = f"read {_clock(reading.last_read_at, page.as_of)}, " if reading.last_read_at is not None else ""
        yield Heading(text=f"{each.story.title} ({each.story.id})", level=1)
        yield Sentence(text=f"{read}{reading_text(reading)}{standing_text(each.story, page.as_of)}")
        if each.lines:
            rows = tuple((line.mark, line.title, line.when, line.label.upper(), line.id) for line in each.lines)
            yield Grid(head=(), rows=rows, shares=(0, 5, 5, 0, 0))
        else:
            yield Sentence(text="Nothing is expected yet.")
        if each.facts:
            yield Sentence(text=f"Holds: {'; '.join(each.facts)}")
    if page.closed:
        yield Sentence(text=f"Closed: {', '.join(page.closed)}")
    if page.notices:
        yield Heading(text="About ourselves")
        yield Bullets(texts=page.notices)


def _clock(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M} UTC" if moment.date() == now.date() else moment_text(moment)


def _story(page: StoryPage) -> Iterator[Block]:
    yield from title_of(page.story, page.as_of)
    yield from _plans(page.plans)
    yield from _conflicts(page.conflicts)
    yield from _facts(page.facts)
    if page.changes:
        yield Heading(text="Latest changes")
        yield _change_grid(page.changes)
    yield from _sources(page.sources)


def _plans(plans: Sequence[PlanLine]) -> Iterator[Block]:
    if not plans:
        return
    yield Heading(text="Plan against outcome")
    rows = tuple(
        (
            f"{MARKS[plan.tone]} {plan.title}",
            plan.first_announced or "not announced",
            plan.happened or _not_happened(plan),
            plan.outcome,
            plan.id,
        )
        for plan in plans
    )
    yield Grid(head=("Event", "First announced for", "Now", "Outcome", "Id"), rows=rows, shares=(5, 4, 4, 4, 0))


def _not_happened(plan: PlanLine) -> str:
    return plan.when if plan.announced else "-"


def _facts(facts: Sequence[FactLine]) -> Iterator[Block]:
    if not facts:
        return
    yield Heading(text="Facts and figures")
    rows = tuple((f"{MARKS[fact.tone]} {fact.title}", fact.holds, _support(fact), fact.id) for fact in facts)
    yield Grid(head=("Fact", "As told", "Who says it", "Id"), rows=rows, shares=(5, 3, 5, 0))


def _support(line: FactLine) -> str:
    others = line.voices - 1
    return f"{line.said_by} and {others} more" if others > 0 else line.said_by


def _conflicts(conflicts: Sequence[ConflictLine]) -> Iterator[Block]:
    if not conflicts:
        return
    yield Heading(text="Conflicts")
    for conflict in conflicts:
        yield Sentence(text=f"≠ {conflict.title} ({conflict.id})")
        yield Bullets(texts=tuple(_side(side.said_by, side.says, side.copies) for side in conflict.sides))


def _side(who: str, says: str, copies: int) -> str:
    return f"{who}: {says}" + (f" ({copies} cop{'y' if copies == 1 else 'ies'})" if copies else "")


def _change_grid(changes: Sequence[ChangeLine]) -> Grid:
    rows = tuple(
        (f"{change.seen_at.day} {change.seen_at:%b %Y}", change.headline, change.said_by, change.id)
        for change in changes
    )
    return Grid(head=("Seen", "Change", "Said by", "Id"), rows=rows, shares=(0, 6, 3, 0))


def _sources(sources: Sequence[SourceLine]) -> Iterator[Block]:
    if not sources:
        return
    yield Heading(text="Sources")
    rows = tuple(
        (
            source.outlet,
            source.health + (f": {source.detail}" if source.detail else ""),
            moment_text(source.read_at) if source.read_at is not None else "-",
            str(source.versions),
            source.id,
        )
        for source in sources
    )
    yield Grid(head=("Outlet", "Health", "Last read", "Versions", "Id"), rows=rows, shares=(4, 5, 0, 0, 0))


def _event(page: EventPage) -> Iterator[Block]:
    line = page.plan or page.fact
    assert line is not None  # an event is a plan or a fact
    yield Heading(text=f"{line.title} ({line.id})", level=1)
    yield Sentence(text=f"{page.story.title} ({page.story.id}), as of {moment_text(page.as_of)}")
    if page.plan is not None:
        yield Sentence(text=f"{MARKS[page.plan.tone]} {page.plan.outcome.upper()}: {page.plan.when}")
        yield from _window(page.plan)
    if page.fact is not None:
        yield Sentence(text=f"{MARKS[page.fact.tone]} {page.fact.holds}")
    yield Sentence(text=f"Why: {line.why}")
    if page.voices:
        yield Heading(text="Voices")
        rows = tuple(
            (
                voice.said_by,
                voice.says + (" (dissents)" if voice.dissents else ""),
                str(voice.copies) if voice.copies else "-",
                moment_text(voice.published_at),
            )
            for voice in page.voices
        )
        yield Grid(head=("Who", "Says", "Copies", "Published"), rows=rows, shares=(4, 5, 0, 4))
    if page.changes:
        yield Heading(text="History")
        yield _change_grid(page.changes)
    yield from corrections_of(page.corrections)
    yield Heading(text="Evidence, oldest first")
    for passage in page.evidence:
        yield quote_of(passage, explained=True)


def _window(plan: PlanLine) -> Iterator[Block]:
    if plan.due_from is None or plan.due_until is None:
        return
    overdue = f"; silence counts from {moment_text(plan.overdue_from)}" if plan.overdue_from is not None else ""
    first = f"First announced for {plan.first_announced}. " if plan.first_announced else ""
    yield Sentence(text=f"{first}Due {moment_text(plan.due_from)} to {moment_text(plan.due_until)}{overdue}.")


def _claims(page: ClaimsPage) -> Iterator[Block]:
    yield from title_of(page.story)
    yield Heading(text=f"{len(page.claims)} claims")
    rows = tuple(
        (
            claim.id,
            claim.says,
            claim.participants or "-",
            f"{claim.passage.said_by}, {claim.passage.published_at.day} {claim.passage.published_at:%b %Y}",
            claim.event or "-",
        )
        for claim in page.claims
    )
    yield Grid(head=("Id", "Says", "Who and what", "Said by", "Event"), rows=rows, shares=(0, 5, 5, 5, 0))


def _timeline(page: TimelinePage) -> Iterator[Block]:
    yield from title_of(page.story, page.as_of)
    past = [entry for entry in page.entries if entry.is_past]
    coming = [entry for entry in page.entries if not entry.is_past]
    for name, entries in (("What became known", past), ("What is due", coming)):
        if entries:
            yield Heading(text=name)
            yield Grid(head=(), rows=tuple(_entry_row(entry) for entry in entries), shares=(0, 7, 3, 0))
    if not page.entries:
        yield Sentence(text="Nothing has become known since the story began.")


def _entry_row(entry: TimelineEntry) -> tuple[str, ...]:
    day = f"{entry.at.day:2} {entry.at:%b %Y}"
    return (day, f"{MARKS[entry.tone]} {entry.label.upper()}: {entry.text}", entry.said_by, entry.id)


def _report(page: ReportPage) -> Iterator[Block]:
    yield from title_of(page.story, page.as_of)
    if page.seed:
        yield Sentence(text=f"Begun from: {page.seed}")
    yield Sentence(text=page.summary)
    yield from _plans(page.plans)
    yield from _conflicts(page.conflicts)
    yield from _facts(page.facts)
    if page.changes:
        yield Heading(text="What changed")
        for change in page.changes:
            yield from change_blocks(change)
    if page.untold:
        kept = ", ".join(f"{count} {label}" for label, count in page.untold)
        yield Sentence(text=f"Kept without telling: {kept}.")
    yield from _sources(page.sources)
    if page.gaps:
        yield Heading(text="Gaps")
        yield Bullets(texts=page.gaps)
    yield Heading(text="Evidence")
    for event in page.evidence:
        yield Heading(text=f"{event.title}: {event.outcome} ({event.id})", level=3)
        shown = [passage for passage in event.passages if passage.claim in event.deciding]
        for passage in shown:
            yield quote_of(passage)
        if len(event.passages) > len(shown):
            yield Sentence(text=f"{len(event.passages) - len(shown)} more: claimwatch show {event.id}")
