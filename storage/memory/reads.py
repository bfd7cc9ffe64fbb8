"""What reports and commands read, from memory."""

from collections.abc import Mapping
from typing import TypeAlias

from storage.memory.shelves import Shelves
from tracker.errors import NotFoundError
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
    letter, digits = short_id[:1].upper(), short_id[1:]
    if letter not in "ECNXSA" or not letter or not (digits.isascii() and digits.isdigit()):
        raise NotFoundError(
            f"'{short_id}' is no short id: E3 is an event, C7 a claim, N41 a change, A12 an article, X2 a source, "
            "S1 a story",
            subject=short_id,
        )
    number = int(digits)
    stored: Mapping[str, Mapping[int, Found]] = {
        "E": {event.id: event for event in shelves.events.values()},
        "C": {record.stored.id: record.stored for record in shelves.claims.values()},
        "N": {change.id: change for change in shelves.changes.values()},
        "X": {key: record.source for key, record in shelves.sources.items()},
        "S": dict(shelves.stories),
    }
    found = summary_of(shelves, number) if letter == "A" else stored[letter].get(number)
    if found is None:
        raise NotFoundError(f"there is no {letter}{digits}", subject=short_id)
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
