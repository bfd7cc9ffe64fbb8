"""What reports and commands read, from memory."""

from collections.abc import Mapping

from storage.memory.shelves import Shelves
from storage.rules import not_found, parse_short_id
from tracker.errors import NotFoundError
from tracker.model import ArticleSummary, Claim, Past, Snapshot, Standing, Stored, Told
from tracker.ports import Found


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
        "E": {record.stored.id: record.stored for record in shelves.events.values()},
        "C": {record.stored.id: record.stored for record in shelves.claims.values()},
        "N": {change.id: change for change in shelves.changes.values()},
        "X": {key: record.source for key, record in shelves.sources.items()},
        "S": dict(shelves.stories),
        "K": {correction.id: correction for correction in shelves.corrections},
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
        "snapshots": len(shelves.snapshots),
        "articles": len(shelves.articles),
        "versions": len(shelves.versions),
        "claims": len(shelves.claims),
        "events": len(shelves.events),
        "ledger": len(shelves.rows),
        "changes": len(shelves.changes),
        "alerts": len(shelves.alerts),
        "deliveries": len(shelves.deliveries),
        "notices": len(shelves.notices),
        "corrections": len(shelves.corrections),
    }


def latest_claims(shelves: Shelves, story_id: int) -> tuple[Stored[Claim], ...]:
    """See the port."""
    current = [
        record.stored
        for record in shelves.claims.values()
        if record.story_id == story_id
        and record.generation == shelves.generations.get(record.stored.value.version_id, record.generation)
    ]
    return tuple(sorted(current, key=lambda stored: (stored.value.version_id, stored.id)))


def past_of(shelves: Shelves, story_id: int) -> Past:
    """See the port."""
    changes = [stored for stored in shelves.changes.values() if stored.value.story_id == story_id]
    told = [
        Told(alert=record.alert, state=record.state)
        for record in shelves.alerts.values()
        if record.alert.story_id == story_id
    ]
    return Past(changes=tuple(sorted(changes, key=lambda stored: (stored.value.seen_at, stored.id))), told=tuple(told))


def first_snapshot(shelves: Shelves, version_id: int) -> Snapshot | None:
    """See the port."""
    version = shelves.versions.get(version_id)
    if version is None:
        raise NotFoundError(f"there is no version {version_id}", subject=str(version_id))
    taken = (each for source_id, each in shelves.snapshots if source_id == version.source_id)
    return next((each for each in taken if each.sha256 == version.snapshot_sha256), None)
