"""How a story was followed: its sources and their health, what was read, and the gaps in it."""

from collections.abc import Sequence

from tracker.model import ArticleSummary, Polling, Source, SourceHealth, SourceKind, Standing, Version, moment_text
from tracker.reports.labels import HANDED_IN, HEALTH, POLLING, READ_LANGUAGES, not_read_for_claims
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
        held_until=story.held_until,
        reading=_reading(view.sources),
    )


def _reading(sources: tuple[Source, ...]) -> Reading:
    polled = [source for source in sources if is_polled(source)]
    on = [source for source in polled if source.polling is Polling.ON]

    def count(health: SourceHealth) -> int:
        return sum(1 for source in on if source.health is health)

    return Reading(
        total=len(polled),
        read=count(SourceHealth.READ),
        blind=count(SourceHealth.BLIND),
        failing=count(SourceHealth.FAILING) + count(SourceHealth.MISSING),
        removed=count(SourceHealth.GONE),
        foreign=count(SourceHealth.FOREIGN),
        unread=count(SourceHealth.NEW),
        paused=len(polled) - len(on),
        last_read_at=max((source.read_at for source in polled if source.read_at is not None), default=None),
    )


def is_polled(source: Source) -> bool:
    """Whether it is a source that is, or would be, read: neither removed nor text handed in."""
    return source.kind is not SourceKind.PASTED and source.polling is not Polling.REMOVED


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
            (reading.paused, "paused"),
        )
        if count
    ]
    text = f"{reading.read} of {reading.total} source{'s' if reading.total != 1 else ''} read"
    return f"{text}; {', '.join(left_out)}" if left_out else text


def source_lines(view: StoryView) -> tuple[SourceLine, ...]:
    """All sources, those that need a look first."""
    articles = view.store.articles(view.story.id)
    last = (Polling.ON, Polling.PAUSED, Polling.REMOVED)
    ordered = sorted(
        view.sources, key=lambda source: (last.index(source.polling), WORST.index(source.health), source.id)
    )
    return tuple(source_line(source, articles) for source in ordered)


def source_line(source: Source, articles: tuple[ArticleSummary, ...]) -> SourceLine:
    """One source."""
    own = [article for article in articles if article.source_id == source.id]
    health, detail = health_of(source, own)
    return SourceLine(
        id=f"X{source.id}",
        outlet=source.outlet,
        url=source.url,
        kind=source.kind.value,
        health=health,
        detail=detail,
        read_at=source.read_at,
        next_check_at=source.next_check_at,
        polling=source.polling.value,
        articles=len(own),
        versions=sum(article.versions for article in own),
    )


def health_of(source: Source, articles: Sequence[ArticleSummary] = ()) -> tuple[str, str]:
    """How a source is read, in a word, and why where it isn't. `articles` are those of text handed in."""
    if source.kind is SourceKind.PASTED:
        foreign = [article.language for article in articles if article.language not in READ_LANGUAGES]
        return HANDED_IN, not_read_for_claims(foreign[0]) if foreign else ""
    if source.polling is not Polling.ON:
        return POLLING[source.polling], ""
    return HEALTH[source.health], source.health_detail


def gaps(view: StoryView) -> tuple[str, ...]:
    """What was not read, and since when: silence of these sources means nothing."""
    found = []
    for source in view.sources:
        health, why = health_of(source)
        if not is_polled(source) or (source.polling is Polling.ON and source.health is SourceHealth.READ):
            continue
        since = f"last read {moment_text(source.read_at)}" if source.read_at is not None else "never read"
        detail = f" ({why})" if why else ""
        found.append(f"X{source.id} {source.outlet}: {health}, {since}{detail}")
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
