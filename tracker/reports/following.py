"""How a story was followed: its sources and their health, what was read, and the gaps in it."""

from tracker.model import ArticleSummary, Source, SourceHealth, SourceKind, Standing, Version, moment_text
from tracker.reports.labels import HEALTH
from tracker.reports.view import StoryView
from tracker.reports.workings import Reading, SourceLine, StoryHead, VersionLine

#: Those that need a look first.
WORST = (
    SourceHealth.FAILING,
    SourceHealth.MISSING,
    SourceHealth.BLIND,
    SourceHealth.GONE,
    SourceHealth.FOREIGN,
    SourceHealth.NEW,
    SourceHealth.READ,
)


def story_head(view: StoryView) -> StoryHead:
    """Which story, and how much of it is read."""
    story = view.story
    return StoryHead(
        id=f"S{story.id}",
        slug=story.slug,
        title=story.title,
        since=story.created_at,
        closed=story.closed,
        reading=_reading(view.sources),
    )


def _reading(sources: tuple[Source, ...]) -> Reading:
    polled = [source for source in sources if source.kind is not SourceKind.PASTED]

    def count(health: SourceHealth) -> int:
        return sum(1 for source in polled if source.health is health)

    return Reading(
        total=len(polled),
        read=count(SourceHealth.READ),
        blind=count(SourceHealth.BLIND),
        failing=count(SourceHealth.FAILING) + count(SourceHealth.MISSING),
        removed=count(SourceHealth.GONE),
        foreign=count(SourceHealth.FOREIGN),
        unread=count(SourceHealth.NEW),
        last_read_at=max((source.read_at for source in polled if source.read_at is not None), default=None),
    )


def reading_text(reading: Reading) -> str:
    """ "8 of 11 sources read; 2 blind, 1 not read for claims"."""
    if not reading.total:
        return "not watched: no source is polled"
    left_out = [
        f"{count} {word}"
        for count, word in (
            (reading.blind, "blind"),
            (reading.failing, "failing"),
            (reading.removed, "removed"),
            (reading.foreign, "not read for claims"),
            (reading.unread, "not read yet"),
        )
        if count
    ]
    text = f"{reading.read} of {reading.total} source{'s' if reading.total != 1 else ''} read"
    return f"{text}; {', '.join(left_out)}" if left_out else text


def source_lines(view: StoryView) -> tuple[SourceLine, ...]:
    """All sources, those that need a look first."""
    articles = view.store.articles(view.story.id)
    ordered = sorted(view.sources, key=lambda source: (WORST.index(source.health), source.id))
    return tuple(source_line(source, articles) for source in ordered)


def source_line(source: Source, articles: tuple[ArticleSummary, ...]) -> SourceLine:
    """One source."""
    own = [article for article in articles if article.source_id == source.id]
    pasted = source.kind is SourceKind.PASTED
    return SourceLine(
        id=f"X{source.id}",
        outlet=source.outlet,
        url=source.url,
        kind=source.kind.value,
        health="pasted" if pasted else HEALTH[source.health],
        detail=source.health_detail,
        read_at=source.read_at,
        next_check_at=source.next_check_at,
        articles=len(own),
        versions=sum(article.versions for article in own),
    )


def gaps(view: StoryView) -> tuple[str, ...]:
    """What was not read, and since when: silence of these sources means nothing."""
    found = []
    for source in view.sources:
        if source.kind is SourceKind.PASTED or source.health is SourceHealth.READ:
            continue
        since = f"last read {moment_text(source.read_at)}" if source.read_at is not None else "never read"
        detail = f" ({source.health_detail})" if source.health_detail else ""
        found.append(f"X{source.id} {source.outlet}: {HEALTH[source.health]}, {since}{detail}")
    found += [notice.text for notice in view.store.notices(view.story.id)]
    return tuple(dict.fromkeys(found))


def version_line(view: StoryView, version: Version) -> VersionLine:
    """One version of an article."""
    claims = len(view.store.claims(version_id=version.id)) if version.standing is Standing.CONFIRMED else 0
    return VersionLine(
        number=version.number,
        seen_at=version.seen_at,
        published_at=version.published_at,
        standing=version.standing.value,
        title=version.article.title,
        characters=len(version.article.text),
        sha256=version.snapshot_sha256,
        text_sha256=version.text_sha256,
        claims=claims,
    )
