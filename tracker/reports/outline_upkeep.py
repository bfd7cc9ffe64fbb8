"""Blocks of the screens about how stories are followed: the list of sources, what there is in numbers."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import assert_never

from tracker.model import moment_text
from tracker.reports.answers import SincePage, WhyNotPage
from tracker.reports.blocks import Address, Block, Bullets, Grid, Heading, Sentence
from tracker.reports.outline_answers import since_blocks, why_not_blocks
from tracker.reports.outline_parts import title_of
from tracker.reports.pages import SourcesPage, StatsPage, UpkeepPage
from tracker.reports.workings import SourceLine


def upkeep_blocks(page: UpkeepPage) -> Iterator[Block]:
    """The blocks of such a page."""
    match page:
        case SourcesPage():
            return _sources(page)
        case StatsPage():
            return _stats(page)
        case SincePage():
            return since_blocks(page)
        case WhyNotPage():
            return why_not_blocks(page)
        case _:
            assert_never(page)


def _sources(page: SourcesPage) -> Iterator[Block]:
    """Each source with its health, when it was read, when it is read next, and its address."""
    if not page.stories:
        yield Sentence(text="No story is followed yet. Begin one: claimwatch follow FILE or URL")
    for each in page.stories:
        yield from title_of(each.story, page.as_of)
        if not each.sources:
            yield Sentence(text=f"It has no source: claimwatch sources add {each.story.slug} URL")
        for source in each.sources:
            yield Bullets(texts=(_source(source, page.as_of),))
            yield Address(url=source.url)


def _stats(page: StatsPage) -> Iterator[Block]:
    """Numbers, each with its word."""
    yield Heading(text="What there is", level=1)
    watched = f"none runs; the last was alive {moment_text(page.watched_at)}" if page.watched_at else "none has run yet"
    checked = moment_text(page.last_check_at) if page.last_check_at is not None else "none yet"
    records = page.records
    rows = (
        ("daemon", "runs" if page.is_running else watched),
        ("database", f"{page.database}, {_size(page.bytes_in_all)}"),
        ("stories", f"{page.stories_open} followed, {page.stories_closed} closed"),
        ("sources", _counted(page.sources)),
        ("oldest unread", page.oldest_unread or "-"),
        ("checks", f"{records['checks']:,}; {page.checks_lately:,} in the last day, {page.checks_in_vain:,} in vain"),
        ("last check", checked),
        ("snapshots", f"{records['snapshots']:,}: {_size(page.bytes_captured)} kept in {_size(page.bytes_kept)}"),
        ("articles", f"{records['articles']:,} in {_count(records['versions'], 'version')}"),
        ("claims", f"{records['claims']:,} about {_count(records['events'], 'event')}"),
        ("alerts", _counted(page.alerts)),
    )
    yield Grid(head=(), rows=rows, shares=(0, 1))
    if page.changes:
        yield Heading(text=f"{records['changes']:,} changes")
        severities = ("alert", "notice", "info")
        yield Grid(
            head=("Kind", *(severity.capitalize() for severity in severities)),
            rows=tuple(
                (kind.replace("_", " "), *(str(counted.get(severity, "-")) for severity in severities))
                for kind, counted in page.changes.items()
            ),
            shares=(2, 1, 1, 1),
        )


def _counted(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in numbers.items()) or "none"


def _size(number: int) -> str:
    """Bytes for people: "812 B", "1.4 MB"."""
    size, units = float(number), ["B", "kB", "MB", "GB", "TB"]
    while size >= 1000 and len(units) > 1:
        size, units = size / 1000, units[1:]
    return f"{number} B" if units[0] == "B" else f"{size:.1f} {units[0]}"


def _source(source: SourceLine, now: datetime) -> str:
    """ "X3 Steppe Notes (page): BLIND: a consent page. Last read 14 Jan 2025, 09:00 UTC, next check 15:00 UTC"."""
    why = f": {source.detail.rstrip('.')}" if source.detail else ""
    is_read = source.polling == "on" and source.kind != "pasted"
    kind = "text" if source.kind == "pasted" else source.kind
    text = f"{source.id} {source.outlet} ({kind}): {source.health.upper()}{why}"
    text += f"; last read {_clock(source.read_at, now)}" if source.read_at is not None else ""
    if is_read:
        text += "; never read" if source.read_at is None and source.health != "not read yet" else ""
        text += (
            f"; next check {_clock(source.next_check_at, now)}" if source.next_check_at is not None else "; no check"
        )
    return f"{text}; {_count(source.versions, 'version')}" if source.versions else text


def _clock(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M} UTC" if moment.date() == now.date() else moment_text(moment)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
