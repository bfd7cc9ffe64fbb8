"""CAPTURE in memory: what a check brought, as records."""

import hashlib
from dataclasses import replace
from datetime import datetime

from storage.memory.shelves import Shelves, SourceRecord
from storage.rules import (
    failures_after,
    is_first_reading,
    not_found,
    pasted_url,
    published_at,
    text_sha256,
    was_read_in_full,
)
from tracker.errors import LeaseLostError
from tracker.model import (
    Article,
    Capture,
    Captured,
    CheckOutcome,
    NewSource,
    PassedOver,
    Polling,
    Source,
    SourceHealth,
    SourceKind,
    Standing,
    Story,
    Version,
)


def capture_one(shelves: Shelves, capture: Capture) -> Captured:
    """Write one capture. Raises LeaseLostError where its lease has passed to another."""
    record = shelves.sources.get(capture.lease.source.id)
    if record is None or record.lease_token != capture.lease.token:
        url = capture.lease.source.url
        raise LeaseLostError(f"{url}: another worker has taken this source over; nothing was written")
    sha256 = None
    if capture.snapshot is not None:
        sha256 = hashlib.sha256(capture.snapshot.body).hexdigest()
        shelves.bodies[sha256] = capture.snapshot.body
        shelves.snapshots.append((record.source.id, replace(capture.snapshot, sha256=sha256)))
    shelves.checks.append(capture.check)
    version, is_new = None, False
    if capture.article is not None:
        version, is_new = _see(shelves, capture, capture.article, sha256, seen_before=record.version_id is not None)
    elif capture.check.outcome is CheckOutcome.NOT_MODIFIED and record.version_id is not None:
        version = shelves.versions[record.version_id]
    _update_source(record, capture, version, is_new)
    for entry in capture.passed_over:
        passed = PassedOver(
            story_id=record.source.story_id,
            source_id=record.source.id,
            url=entry.url,
            title=entry.title,
            seen_at=capture.check.at,
        )
        shelves.passed_over.setdefault((passed.story_id, passed.url), passed)
    shelves.notices.extend(capture.notices)
    added = [source.id for new in capture.discovered for source, fresh in [add_source(shelves, new)] if fresh]
    return Captured(source_id=record.source.id, version=version, is_new=is_new, discovered=tuple(added))


def _see(
    shelves: Shelves, capture: Capture, article: Article, sha256: str | None, *, seen_before: bool
) -> tuple[Version, bool]:
    source, at = capture.lease.source, capture.check.at
    article_id = shelves.article_id(source.story_id, article.url)
    found = shelves.versions_of(article_id)
    confirmed = [version for version in found if version.standing is Standing.CONFIRMED]
    waiting = [version for version in found if version.standing is Standing.SUSPICIOUS]
    again = next((version for version in waiting if version.text_sha256 == text_sha256(article)), None)
    if confirmed and confirmed[-1].text_sha256 == text_sha256(article):
        _stand(shelves, waiting, Standing.DISCARDED)
        return confirmed[-1], False
    if again is not None:
        _stand(shelves, [again], Standing.CONFIRMED)
        return shelves.versions[again.id], True
    _stand(shelves, waiting, Standing.DISCARDED)
    version = add_version(
        shelves,
        source,
        article,
        article_id=article_id,
        seen_at=at,
        published=published_at(article, previous=confirmed[-1] if confirmed else None, seen_at=at),
        sha256=sha256,
        standing=capture.standing,
        baseline=is_first_reading(source, seen_before=seen_before, confirmed=confirmed),
    )
    return version, version.standing is Standing.CONFIRMED


def _stand(shelves: Shelves, which: list[Version], standing: Standing) -> None:
    for version in which:
        shelves.versions[version.id] = replace(version, standing=standing)


def add_version(
    shelves: Shelves,
    source: Source,
    article: Article,
    *,
    article_id: int,
    seen_at: datetime,
    published: datetime,
    sha256: str | None,
    standing: Standing,
    baseline: bool,
) -> Version:
    """The next version of an article."""
    version = Version(
        id=shelves.next_id("versions"),
        article_id=article_id,
        story_id=source.story_id,
        source_id=source.id,
        number=len(shelves.versions_of(article_id)) + 1,
        article=article,
        outlet=source.outlet,
        seen_at=seen_at,
        published_at=published,
        snapshot_sha256=sha256,
        text_sha256=text_sha256(article),
        standing=standing,
        baseline=baseline,
    )
    shelves.versions[version.id] = version
    return version


def _update_source(record: SourceRecord, capture: Capture, version: Version | None, is_new: bool) -> None:
    source, check = capture.lease.source, capture.check
    first_feed = check.outcome is CheckOutcome.FEED_READ and (capture.discovered or source.changed_at is None)
    record.source = replace(
        record.source,
        kind=capture.kind or record.source.kind,
        health=capture.health,
        health_detail=capture.health_detail,
        # Paused or removed while the check was under way: then it stays so.
        next_check_at=capture.next_check_at if record.source.polling is Polling.ON else None,
        etag=capture.etag,
        last_modified=capture.last_modified,
        failures=failures_after(source, check),
        read_at=check.at if was_read_in_full(capture) else record.source.read_at,
        changed_at=check.at if is_new or first_feed else record.source.changed_at,
    )
    record.lease_until = None
    if version is not None and version.standing is Standing.CONFIRMED:
        record.version_id = version.id


def add_source(shelves: Shelves, new: NewSource) -> tuple[Source, bool]:
    """The source of that address in the story, and whether it is new."""
    for record in shelves.sources.values():
        if (record.source.story_id, record.source.url) == (new.story_id, new.url):
            if record.source.polling is Polling.REMOVED and new.found_in is None:  # a person names it again
                set_polling(shelves, record.source.id, Polling.ON, now=new.next_check_at)
            return record.source, False
    polled = new.kind is not SourceKind.PASTED
    source = Source(
        id=shelves.next_id("sources"),
        story_id=new.story_id,
        url=new.url,
        kind=new.kind,
        outlet=new.outlet,
        health=SourceHealth.NEW if polled else SourceHealth.READ,
        health_detail="",
        next_check_at=new.next_check_at if polled else None,
        changed_at=None,
        read_at=None,
        etag=None,
        last_modified=None,
        failures=0,
        found_in=new.found_in,
        baseline=new.baseline,
    )
    shelves.sources[source.id] = SourceRecord(source=source)
    return source, True


def set_polling(shelves: Shelves, source_id: int, polling: Polling, *, now: datetime) -> Source:
    """See the port."""
    record = shelves.sources.get(source_id)
    if record is None:
        raise not_found(f"X{source_id}")
    due = now if polling is Polling.ON and record.source.kind is not SourceKind.PASTED else None
    record.source = replace(record.source, polling=polling, next_check_at=due)
    return record.source


def add_pasted(
    shelves: Shelves,
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
    source, _ = add_source(
        shelves,
        NewSource(story_id=story.id, url=url, kind=SourceKind.PASTED, outlet=outlet, next_check_at=seen_at),
    )
    article_id = shelves.article_id(story.id, article.url or url)
    confirmed = [each for each in shelves.versions_of(article_id) if each.standing is Standing.CONFIRMED]
    previous = confirmed[-1] if confirmed else None
    if previous is not None and previous.text_sha256 == text_sha256(article):
        return previous
    version = add_version(
        shelves,
        source,
        article,
        article_id=article_id,
        seen_at=seen_at,
        published=published_at(article, previous=previous, seen_at=seen_at),
        sha256=None,
        standing=Standing.CONFIRMED,
        baseline=baseline,
    )
    record = shelves.sources[source.id]
    record.version_id = version.id
    record.source = replace(record.source, read_at=seen_at, changed_at=seen_at, baseline_at=seen_at)
    return version
