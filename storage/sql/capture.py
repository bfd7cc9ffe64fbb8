"""CAPTURE: what a check brought, in the order check, snapshot, version."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.blobs import put_blob
from storage.inserting import insert_new
from storage.mapping import ARTICLE, HEADERS, version_of
from storage.rules import failures_after, is_first_reading, pasted_url, published_at, text_sha256, was_read_in_full
from storage.sql.lock import hold_bytes
from storage.sql.outbox import add_notice
from storage.sql.stories import add_source, lock_stories
from storage.tables import articles, checks, passed_over, snapshots, sources, versions
from tracker.errors import LeaseLostError
from tracker.model import (
    Article,
    Capture,
    Captured,
    CheckOutcome,
    NewSource,
    Polling,
    Snapshot,
    Source,
    SourceKind,
    Standing,
    Story,
    Version,
)


def capture_all(connection: Connection, captures: Sequence[Capture]) -> tuple[Captured, ...]:
    """Write captures, all or none. Raises LeaseLostError where the lease of one has passed to another."""
    hold_bytes(connection, alone=False)
    # Two programs that see one article would give its versions the same number.
    lock_stories(connection, {capture.lease.source.story_id for capture in captures})
    return tuple(capture_one(connection, capture) for capture in captures)


def capture_one(connection: Connection, capture: Capture) -> Captured:
    """Write one capture. Raises LeaseLostError where its lease has passed to another."""
    source = capture.lease.source
    columns = (sources.c.lease_token, sources.c.version_id, sources.c.polling)
    held = select(*columns).where(sources.c.id == source.id).with_for_update()
    row = connection.execute(held).first()
    if row is None or row.lease_token != capture.lease.token:
        raise LeaseLostError(f"{source.url}: another worker has taken this source over; nothing was written")
    sha256 = _put_snapshot(connection, capture)
    version, is_new = None, False
    if capture.article is not None:
        version, is_new = _see(connection, capture, capture.article, sha256, seen_before=row.version_id is not None)
    elif capture.check.outcome is CheckOutcome.NOT_MODIFIED and row.version_id is not None:
        version = get_version_row(connection, row.version_id)
    _update_source(connection, capture, version, is_new=is_new, polling=Polling(row.polling))
    _pass_over(connection, capture)
    for notice in capture.notices:
        add_notice(connection, notice)
    added = [found.id for new in capture.discovered for found, fresh in [add_source(connection, new)] if fresh]
    return Captured(source_id=source.id, version=version, is_new=is_new, discovered=tuple(added))


def _put_snapshot(connection: Connection, capture: Capture) -> str | None:
    snapshot_id, sha256 = None, None
    if capture.snapshot is not None:
        sha256 = put_blob(connection, capture.snapshot.body, base_sha256=_last_body(connection, capture))
        snapshot_id = _add_snapshot(connection, capture.lease.source.id, capture.snapshot, sha256)
    check = capture.check
    connection.execute(
        insert(checks).values(
            source_id=check.source_id,
            at=check.at,
            outcome=check.outcome.value,
            status=check.status,
            detail=check.detail,
            took_ms=check.took_ms,
            received=check.received,
            snapshot_id=snapshot_id,
        )
    )
    return sha256


def _last_body(connection: Connection, capture: Capture) -> str | None:
    last = (
        select(snapshots.c.sha256)
        .where(snapshots.c.source_id == capture.lease.source.id)
        .order_by(snapshots.c.id.desc())
        .limit(1)
    )
    sha256: str | None = connection.execute(last).scalar()
    return sha256


def _add_snapshot(connection: Connection, source_id: int, snapshot: Snapshot, sha256: str) -> int:
    result = connection.execute(
        insert(snapshots).values(
            source_id=source_id,
            url=snapshot.url,
            final_url=snapshot.final_url,
            taken_at=snapshot.taken_at,
            status=snapshot.status,
            headers=HEADERS.dump(snapshot.headers),
            sha256=sha256,
        )
    )
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def _see(
    connection: Connection, capture: Capture, article: Article, sha256: str | None, *, seen_before: bool
) -> tuple[Version, bool]:
    """The version whose text was seen, and whether it is a new confirmed state."""
    source, at = capture.lease.source, capture.check.at
    article_id = _article_id(connection, source.story_id, article.url)
    found = versions_of(connection, article_id)
    same = text_sha256(article)
    confirmed = [version for version in found if version.standing is Standing.CONFIRMED]
    waiting = [version for version in found if version.standing is Standing.SUSPICIOUS]
    if confirmed and confirmed[-1].text_sha256 == same:
        _stand(connection, waiting, Standing.DISCARDED)
        return confirmed[-1], False
    again = [version for version in waiting if version.text_sha256 == same]
    if again:
        _stand(connection, again[:1], Standing.CONFIRMED)
        return get_version_row(connection, again[0].id), True
    _stand(connection, waiting, Standing.DISCARDED)
    previous = confirmed[-1] if confirmed else None
    version = _add_version(
        connection,
        source,
        article,
        article_id=article_id,
        number=len(found) + 1,
        outlet=source.outlet,
        seen_at=at,
        published=published_at(article, previous=previous, seen_at=at),
        snapshot_sha256=sha256,
        standing=capture.standing,
        baseline=is_first_reading(source, seen_before=seen_before, confirmed=confirmed),
    )
    return version, version.standing is Standing.CONFIRMED


def _stand(connection: Connection, which: list[Version], standing: Standing) -> None:
    for version in which:
        connection.execute(update(versions).where(versions.c.id == version.id).values(standing=standing.value))


def _add_version(
    connection: Connection,
    source: Source,
    article: Article,
    *,
    article_id: int,
    number: int,
    outlet: str,
    seen_at: datetime,
    published: datetime,
    snapshot_sha256: str | None,
    standing: Standing,
    baseline: bool,
) -> Version:
    result = connection.execute(
        insert(versions).values(
            article_id=article_id,
            story_id=source.story_id,
            source_id=source.id,
            number=number,
            title=article.title,
            article=ARTICLE.dump(article),
            outlet=outlet,
            seen_at=seen_at,
            published_at=published,
            snapshot_sha256=snapshot_sha256,
            text_sha256=text_sha256(article),
            standing=standing.value,
            baseline=baseline,
        )
    )
    key = result.inserted_primary_key
    assert key is not None
    return get_version_row(connection, int(key[0]))


def _article_id(connection: Connection, story_id: int, url: str) -> int:
    found = select(articles.c.id).where(articles.c.story_id == story_id, articles.c.url == url)
    article_id = connection.execute(found).scalar()
    if article_id is None:
        insert_new(connection, articles, {"story_id": story_id, "url": url})
        article_id = connection.execute(found).scalar_one()
    return int(article_id)


def _pass_over(connection: Connection, capture: Capture) -> None:
    source = capture.lease.source
    for entry in capture.passed_over:
        known = select(passed_over.c.id).where(
            passed_over.c.story_id == source.story_id, passed_over.c.url == entry.url
        )
        if connection.execute(known).first() is None:
            passed = {
                "story_id": source.story_id,
                "source_id": source.id,
                "url": entry.url,
                "title": entry.title,
                "seen_at": capture.check.at,
            }
            insert_new(connection, passed_over, passed)


def _update_source(
    connection: Connection, capture: Capture, version: Version | None, *, is_new: bool, polling: Polling
) -> None:
    source, check = capture.lease.source, capture.check
    first_feed = check.outcome is CheckOutcome.FEED_READ and (capture.discovered or source.changed_at is None)
    values: dict[str, object] = {
        "health": capture.health.value,
        "health_detail": capture.health_detail,
        # Paused or removed while the check was under way: then it stays so.
        "next_check_at": capture.next_check_at if polling is Polling.ON else None,
        "etag": capture.etag,
        "last_modified": capture.last_modified,
        "failures": failures_after(source, check),
        "lease_until": None,
    }
    if capture.kind is not None:
        values["kind"] = capture.kind.value
    if was_read_in_full(capture):
        values["read_at"] = check.at
    if is_new or first_feed:
        values["changed_at"] = check.at
    if version is not None and version.standing is Standing.CONFIRMED:
        values["version_id"] = version.id
    connection.execute(update(sources).where(sources.c.id == source.id).values(**values))


def add_pasted(
    connection: Connection,
    story: Story,
    *,
    article: Article,
    outlet: str,
    seen_at: datetime,
    baseline: bool,
    is_seed: bool = False,
) -> Version:
    """See the port."""
    url = pasted_url(article, story.slug, is_seed=is_seed)
    new = NewSource(story_id=story.id, url=url, kind=SourceKind.PASTED, outlet=outlet, next_check_at=seen_at)
    source, _ = add_source(connection, new)
    article_id = _article_id(connection, story.id, article.url or url)
    found = versions_of(connection, article_id)
    confirmed = [version for version in found if version.standing is Standing.CONFIRMED]
    previous = confirmed[-1] if confirmed else None
    if previous is not None and previous.text_sha256 == text_sha256(article):
        return previous
    version = _add_version(
        connection,
        source,
        article,
        article_id=article_id,
        number=len(found) + 1,
        outlet=outlet,
        seen_at=seen_at,
        published=published_at(article, previous=previous, seen_at=seen_at),
        snapshot_sha256=None,
        standing=Standing.CONFIRMED,
        baseline=baseline,
    )
    seen = {"version_id": version.id, "read_at": seen_at, "changed_at": seen_at, "baseline_at": seen_at}
    connection.execute(update(sources).where(sources.c.id == source.id).values(**seen))
    return version


def versions_of(connection: Connection, article_id: int) -> list[Version]:
    """All versions of an article by number; none for an unknown one."""
    found = select(versions).where(versions.c.article_id == article_id).order_by(versions.c.number)
    return [version_of(row) for row in connection.execute(found).mappings()]


def get_version_row(connection: Connection, version_id: int) -> Version:
    """A version that is known to be there."""
    return version_of(connection.execute(select(versions).where(versions.c.id == version_id)).mappings().one())


def to_analyse(connection: Connection, limit: int) -> tuple[Version, ...]:
    """See the port."""
    found = (
        select(versions)
        .where(versions.c.generation.is_(None), versions.c.standing == Standing.CONFIRMED.value)
        .order_by(versions.c.published_at, versions.c.number, versions.c.id)
        .limit(limit)
    )
    return tuple(version_of(row) for row in connection.execute(found).mappings())
