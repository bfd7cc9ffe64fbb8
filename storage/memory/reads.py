"""What reports and commands read, from memory."""

from collections.abc import Mapping
from typing import TypeAlias

from storage.memory.shelves import Shelves
from storage.rules import not_found, parse_short_id
from tracker.model import ArticleSummary, Change, Claim, Event, Source, Standing, Stored, Story

Found: TypeAlias = Stored[Event] | Stored[Claim] | Stored[Change] | ArticleSummary | Source | Story


def summary_of(shelves: Shelves, article_id: int) -> ArticleSummary | None:
    """One article, for lists; None for an unknown one."""
    found = shelves.versions_of(article_id)
    if not found:
        return None
    confirmed = [version for version in found if version.standing is Standing.CONFIRMED] or found
    first, last = found[0], confirmed[-1]
    return ArticleSummary(
        id=article_id,
        story_id=last.story_id,
        source_id=first.source_id,
        url=shelves.articles[article_id][1],
        title=last.article.title,
        outlet=first.outlet,
        language=last.article.language,
        published_at=first.published_at,
        versions=len(confirmed),
        last_seen_at=last.seen_at,
    )


def find(shelves: Shelves, short_id: str) -> Found:
    """See the port."""
    letter, number = parse_short_id(short_id)
    stored: Mapping[str, Mapping[int, Found]] = {
        "E": {event.id: event for event in shelves.events.values()},
        "C": {record.stored.id: record.stored for record in shelves.claims.values()},
        "N": {change.id: change for change in shelves.changes.values()},
        "X": {key: record.source for key, record in shelves.sources.items()},
        "S": dict(shelves.stories),
    }
    found = summary_of(shelves, number) if letter == "A" else stored[letter].get(number)
    if found is None:
        raise not_found(short_id)
    return found


def counts(shelves: Shelves) -> Mapping[str, int]:
    """See the port."""
    return {
        "stories": len(shelves.stories),
        "sources": len(shelves.sources),
        "checks": len(shelves.checks),
        "snapshots": shelves.snapshots,
        "articles": len(shelves.articles),
        "versions": len(shelves.versions),
        "claims": len(shelves.claims),
        "events": len(shelves.events),
        "ledger": len(shelves.rows),
        "changes": len(shelves.changes),
        "alerts": len(shelves.alerts),
        "deliveries": len(shelves.deliveries),
        "notices": len(shelves.notices),
    }
