"""The store itself: its size, and the end of a story."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, text

from storage.sql.lock import hold_bytes
from storage.sql.stories import lock_story
from storage.tables import (
    alerts,
    articles,
    blobs,
    changes,
    checks,
    claims,
    corrections,
    deliveries,
    events,
    fallen,
    ledger,
    notices,
    passed_over,
    snapshots,
    sources,
    stories,
    versions,
)
from tracker.model import CheckOutcome, Usage

#: Values in one statement: below what every database takes.
BATCH = 500
#: How each database is asked for its size.
SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def usage(connection: Connection, since: datetime) -> Usage:
    """See the port."""
    lately = select(checks.c.outcome, func.count()).where(checks.c.at >= since).group_by(checks.c.outcome)
    outcomes = {CheckOutcome(outcome): count for outcome, count in connection.execute(lately)}
    sizes = select(func.coalesce(func.sum(blobs.c.size), 0), func.coalesce(func.sum(func.length(blobs.c.content)), 0))
    captured, kept = connection.execute(sizes).one()
    return Usage(
        checks=sum(outcomes.values()),
        checks_in_vain=sum(count for outcome, count in outcomes.items() if not outcome.was_read),
        bytes_captured=int(captured),
        bytes_kept=int(kept),
        bytes_in_all=int(connection.execute(text(SIZE[connection.dialect.name])).scalar_one()),
    )


# --- the end of a story ----------------------------------------------------------------------------------------------
def delete_story(connection: Connection, story_id: int) -> Mapping[str, int]:
    """See the port."""
    hold_bytes(connection, alone=True)
    lock_story(connection, story_id)
    own = select(sources.c.id).where(sources.c.story_id == story_id)
    bytes_of = select(snapshots.c.sha256).where(snapshots.c.source_id.in_(own))
    bodies = set(connection.execute(bytes_of).scalars())
    alert_keys = select(alerts.c.key).where(alerts.c.story_id == story_id)
    claim_keys = select(claims.c.key).where(claims.c.story_id == story_id)
    parts: tuple[tuple[Table, Any], ...] = (
        (deliveries, deliveries.c.alert_key.in_(alert_keys)),
        (alerts, alerts.c.story_id == story_id),
        (changes, changes.c.story_id == story_id),
        (fallen, fallen.c.claim_key.in_(claim_keys)),
        (ledger, ledger.c.story_id == story_id),
        (events, events.c.story_id == story_id),
        (claims, claims.c.story_id == story_id),
        (corrections, corrections.c.story_id == story_id),
        (passed_over, passed_over.c.story_id == story_id),
        (notices, notices.c.story_id == story_id),
        (versions, versions.c.story_id == story_id),
        (checks, checks.c.source_id.in_(own)),
        (snapshots, snapshots.c.source_id.in_(own)),
        (articles, articles.c.story_id == story_id),
        (sources, sources.c.story_id == story_id),
        (stories, stories.c.id == story_id),
    )
    removed = {table.name: connection.execute(delete(table).where(which)).rowcount for table, which in parts}
    return {**removed, "blobs": _delete_bodies(connection, bodies)}


def _delete_bodies(connection: Connection, bodies: set[str]) -> int:
    """Remove those that nothing needs any more: no capture, and no delta of one that stays."""
    links = connection.execute(select(blobs.c.sha256, blobs.c.base_sha256))
    bases: dict[str, str | None] = {link.sha256: link.base_sha256 for link in links}
    needed: set[str] = set()
    for sha256 in connection.execute(select(snapshots.c.sha256)).scalars():
        at: str | None = sha256
        while at is not None and at not in needed:
            needed.add(at)
            at = bases.get(at)
    doomed = bodies - needed
    # Deltas before what they are deltas to.
    deepest_first = connection.execute(select(blobs.c.sha256).order_by(blobs.c.depth.desc())).scalars()
    in_order = [sha256 for sha256 in deepest_first if sha256 in doomed]
    for start in range(0, len(in_order), BATCH):
        connection.execute(delete(blobs).where(blobs.c.sha256.in_(in_order[start : start + BATCH])))
    return len(in_order)
