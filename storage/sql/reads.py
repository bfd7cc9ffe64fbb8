"""What reports and commands read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from storage.blobs import get_blob
from storage.mapping import (
    ARTICLE,
    CLAIM,
    Row,
    alert_of,
    change_of,
    check_of,
    correction_of,
    event_of,
    passed_over_of,
    snapshot_of,
    source_of,
    story_of,
    version_of,
)
from storage.rules import not_found, parse_short_id
from storage.sql.capture import versions_of
from storage.tables import (
    alerts,
    articles,
    changes,
    checks,
    claims,
    corrections,
    deliveries,
    events,
    ledger,
    metadata,
    notices,
    passed_over,
    snapshots,
    sources,
    stories,
    versions,
)
from tracker.errors import NotFoundError
from tracker.model import (
    Alert,
    AlertState,
    ArticleSummary,
    Change,
    Check,
    Claim,
    PassedOver,
    Past,
    Severity,
    Snapshot,
    Standing,
    Stored,
    Told,
    Version,
)
from tracker.ports import Found


def get_versions(connection: Connection, article_id: int) -> tuple[Version, ...]:
    """See the port."""
    found = versions_of(connection, article_id)
    if not found:
        raise NotFoundError(f"there is no article A{article_id}", subject=f"A{article_id}")
    return tuple(found)


def get_version(connection: Connection, version_id: int) -> Version:
    """See the port."""
    row = connection.execute(select(versions).where(versions.c.id == version_id)).mappings().first()
    if row is None:
        raise NotFoundError(f"there is no version {version_id}", subject=str(version_id))
    return version_of(row)


def latest_version(connection: Connection, source_id: int) -> Version | None:
    """See the port."""
    found = select(versions).join(sources, sources.c.version_id == versions.c.id).where(sources.c.id == source_id)
    row = connection.execute(found).mappings().first()
    return version_of(row) if row else None


def all_articles(connection: Connection, story_id: int) -> tuple[ArticleSummary, ...]:
    """See the port."""
    ids = connection.execute(select(articles.c.id).where(articles.c.story_id == story_id)).scalars().all()
    summaries = [summary for article_id in ids if (summary := _summary(connection, article_id))]
    return tuple(sorted(summaries, key=lambda summary: (summary.published_at, summary.id)))


def _summary(connection: Connection, article_id: int) -> ArticleSummary | None:
    found = (
        select(versions, articles.c.url)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(versions.c.article_id == article_id)
        .order_by(versions.c.number)
    )
    rows = connection.execute(found).mappings().all()
    if not rows:
        return None
    confirmed = [row for row in rows if row["standing"] == Standing.CONFIRMED.value] or rows
    last = confirmed[-1]
    return ArticleSummary(
        id=article_id,
        story_id=last["story_id"],
        source_id=rows[0]["source_id"],
        url=rows[0]["url"],
        title=last["title"],
        outlet=rows[0]["outlet"],
        language=ARTICLE.load(last["article"]).language,
        published_at=rows[0]["published_at"],
        versions=len(confirmed),
        last_seen_at=last["seen_at"],
    )


def claims_of(connection: Connection, version_id: int) -> tuple[Stored[Claim], ...]:
    """See the port."""
    return _claims(connection, select(claims).where(claims.c.version_id == version_id, _latest()).order_by(claims.c.id))


def story_claims(connection: Connection, story_id: int) -> tuple[Stored[Claim], ...]:
    """See the port."""
    found = select(claims).where(claims.c.story_id == story_id, _latest())
    return _claims(connection, found.order_by(claims.c.version_id, claims.c.id))


def _latest() -> ColumnElement[bool]:
    """That a claim is of the generation that its version was last judged in; that may have read none."""
    latest = select(versions.c.generation).where(versions.c.id == claims.c.version_id).scalar_subquery()
    return claims.c.generation == func.coalesce(latest, claims.c.generation)


def _claims(connection: Connection, found: Select[*tuple[Any, ...]]) -> tuple[Stored[Claim], ...]:
    return tuple(Stored(id=row["id"], value=CLAIM.load(row["claim"])) for row in connection.execute(found).mappings())


def all_changes(connection: Connection, story_id: int, at_least: Severity) -> tuple[Stored[Change], ...]:
    """See the port."""
    found = (
        select(changes)
        .where(changes.c.story_id == story_id, changes.c.severity >= int(at_least))
        .order_by(changes.c.seen_at, changes.c.id)
    )
    return tuple(change_of(row) for row in connection.execute(found).mappings())


def told_changes(
    connection: Connection, *, limit: int, before: int | None, story_id: int | None
) -> tuple[Stored[Change], ...]:
    """See the port."""
    found = select(changes).where(changes.c.severity > int(Severity.INFO))
    if before is not None:
        found = found.where(changes.c.id < before)
    if story_id is not None:
        found = found.where(changes.c.story_id == story_id)
    rows = connection.execute(found.order_by(changes.c.id.desc()).limit(limit)).mappings()
    return tuple(change_of(row) for row in rows)


def told_of(connection: Connection, change_keys: Sequence[str]) -> tuple[Told, ...]:
    """See the port."""
    found = select(alerts).where(alerts.c.change_key.in_(change_keys)).order_by(alerts.c.id)
    return tuple(_told(row) for row in connection.execute(found).mappings())


def _told(row: Row) -> Told:
    return Told(alert=alert_of(row), state=AlertState(row["state"]))


def get_change(connection: Connection, key: str) -> Stored[Change]:
    """See the port."""
    row = connection.execute(select(changes).where(changes.c.key == key)).mappings().first()
    if row is None:
        raise NotFoundError(f"there is no change {key}", subject=key)
    return change_of(row)


def past_of(connection: Connection, story_id: int) -> Past:
    """See the port."""
    found = select(alerts).where(alerts.c.story_id == story_id).order_by(alerts.c.id)
    told = [_told(row) for row in connection.execute(found).mappings()]
    return Past(changes=all_changes(connection, story_id, Severity.INFO), told=tuple(told))


def first_snapshot(connection: Connection, version_id: int) -> Snapshot | None:
    """See the port."""
    version = get_version(connection, version_id)
    if version.snapshot_sha256 is None:
        return None
    same = (snapshots.c.source_id == version.source_id, snapshots.c.sha256 == version.snapshot_sha256)
    found = select(snapshots).where(*same).order_by(snapshots.c.id).limit(1)
    row = connection.execute(found).mappings().one()
    return snapshot_of(row, get_blob(connection, version.snapshot_sha256))


def all_passed_over(connection: Connection, story_id: int) -> tuple[PassedOver, ...]:
    """See the port."""
    found = select(passed_over).where(passed_over.c.story_id == story_id).order_by(passed_over.c.id.desc())
    return tuple(passed_over_of(row) for row in connection.execute(found).mappings())


def all_alerts(connection: Connection, story_id: int) -> tuple[Stored[Alert], ...]:
    """See the port."""
    found = select(alerts).where(alerts.c.story_id == story_id).order_by(alerts.c.id)
    return tuple(Stored(id=row["id"], value=alert_of(row)) for row in connection.execute(found).mappings())


def checks_of(connection: Connection, source_id: int, limit: int) -> tuple[Check, ...]:
    """See the port."""
    found = select(checks).where(checks.c.source_id == source_id).order_by(checks.c.id.desc()).limit(limit)
    return tuple(check_of(row) for row in connection.execute(found).mappings())


READERS: Mapping[str, tuple[Select[*tuple[Any, ...]], Callable[[Row], Found]]] = {
    "E": (select(events), lambda row: Stored(id=row["id"], value=event_of(row))),
    "C": (select(claims), lambda row: Stored(id=row["id"], value=CLAIM.load(row["claim"]))),
    "N": (select(changes), change_of),
    "K": (select(corrections), correction_of),
    "X": (select(sources), source_of),
    "S": (select(stories), story_of),
}


def find(connection: Connection, short_id: str) -> Found:
    """See the port."""
    letter, number = parse_short_id(short_id)
    found = _summary(connection, number) if letter == "A" else _find_row(connection, letter, number)
    if found is None:
        raise not_found(short_id)
    return found


def _find_row(connection: Connection, letter: str, number: int) -> Found | None:
    query, read = READERS[letter]
    row = connection.execute(query.where(query.selected_columns["id"] == number)).mappings().first()
    return read(row) if row else None


def counts(connection: Connection) -> Mapping[str, int]:
    """See the port."""
    counted = (
        stories, sources, checks, snapshots, articles, versions, claims, events, ledger, changes, alerts, deliveries,
        notices, corrections,
    )  # fmt: skip
    assert {table.name for table in counted} <= set(metadata.tables)
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in counted}
