"""The store itself, in memory: whether what is kept is sound, and the end of a story."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from storage.memory.shelves import Shelves
from storage.rules import text_sha256
from tracker.errors import NotFoundError
from tracker.model import EvidenceSpan, Finding, Usage


def delete_story(shelves: Shelves, story_id: int) -> Mapping[str, int]:
    """See the port."""
    if story_id not in shelves.stories:
        raise NotFoundError(f"there is no story S{story_id}", subject=f"S{story_id}")
    before = _sizes(shelves)
    own = {key for key, record in shelves.sources.items() if record.source.story_id == story_id}
    alerts = {key for key, record in shelves.alerts.items() if record.alert.story_id == story_id}
    claims = {key for key, record in shelves.claims.items() if record.story_id == story_id}
    versions = {key for key, version in shelves.versions.items() if version.story_id == story_id}
    shelves.deliveries = [each for each in shelves.deliveries if each.alert_key not in alerts]
    shelves.alerts = {key: each for key, each in shelves.alerts.items() if key not in alerts}
    shelves.changes = {key: each for key, each in shelves.changes.items() if each.value.story_id != story_id}
    shelves.fallen = shelves.fallen - claims
    shelves.rows = [each for each in shelves.rows if each[0] != story_id]
    shelves.events = {key: each for key, each in shelves.events.items() if each.stored.value.story_id != story_id}
    shelves.claims = {key: each for key, each in shelves.claims.items() if key not in claims}
    shelves.corrections = [each for each in shelves.corrections if each.value.story_id != story_id]
    shelves.passed_over = {key: each for key, each in shelves.passed_over.items() if key[0] != story_id}
    shelves.notices = [each for each in shelves.notices if each.story_id != story_id]
    shelves.versions = {key: each for key, each in shelves.versions.items() if key not in versions}
    shelves.generations = {key: each for key, each in shelves.generations.items() if key not in versions}
    shelves.checks = [each for each in shelves.checks if each.source_id not in own]
    shelves.snapshots = [each for each in shelves.snapshots if each[0] not in own]
    shelves.articles = {key: each for key, each in shelves.articles.items() if each[0] != story_id}
    shelves.sources = {key: each for key, each in shelves.sources.items() if key not in own}
    shelves.stories = {key: each for key, each in shelves.stories.items() if key != story_id}
    needed = {snapshot.sha256 for _, snapshot in shelves.snapshots}
    shelves.bodies = {key: each for key, each in shelves.bodies.items() if key in needed}
    return {name: count - _sizes(shelves)[name] for name, count in before.items()}


def _sizes(shelves: Shelves) -> dict[str, int]:
    return {
        "deliveries": len(shelves.deliveries),
        "alerts": len(shelves.alerts),
        "changes": len(shelves.changes),
        "fallen": len(shelves.fallen),
        "ledger": len(shelves.rows),
        "events": len(shelves.events),
        "claims": len(shelves.claims),
        "corrections": len(shelves.corrections),
        "passed_over": len(shelves.passed_over),
        "notices": len(shelves.notices),
        "versions": len(shelves.versions),
        "checks": len(shelves.checks),
        "snapshots": len(shelves.snapshots),
        "articles": len(shelves.articles),
        "sources": len(shelves.sources),
        "stories": len(shelves.stories),
        "blobs": len(shelves.bodies),
    }


def usage(shelves: Shelves, since: datetime) -> Usage:
    """See the port."""
    lately = [check for check in shelves.checks if check.at >= since]
    captured = sum(len(body) for body in shelves.bodies.values())
    return Usage(
        checks=len(lately),
        checks_in_vain=sum(not check.outcome.was_read for check in lately),
        bytes_captured=captured,
        bytes_kept=captured,
        bytes_in_all=captured,
    )


def findings(shelves: Shelves) -> Iterator[Finding]:
    """See the port."""
    for sha256, body in shelves.bodies.items():
        if hashlib.sha256(body).hexdigest() != sha256:
            yield Finding(record="snapshot", subject=sha256, detail="the bytes do not have their hash")
    for version in shelves.versions.values():
        if text_sha256(version.article) != version.text_sha256:
            detail = "its text does not have its hash any more"
            yield Finding(record="version", subject=str(version.id), detail=detail)
    for record in shelves.claims.values():
        claim = record.stored.value
        yield from _bad_spans(shelves, "claim", f"C{record.stored.id}", [claim.evidence, claim.trigger])
    for stored in shelves.changes.values():
        spans = [*stored.value.evidence, *stored.value.evidence_before]
        yield from _bad_spans(shelves, "change", f"N{stored.id}", spans)


def _bad_spans(shelves: Shelves, record: str, subject: str, spans: Iterable[EvidenceSpan]) -> Iterator[Finding]:
    for span in spans:
        version = shelves.versions.get(span.version_id)
        text = version.article.text if version is not None else ""
        if text[span.start : span.end] != span.quote:
            detail = f"its quote does not stand at {span.start}-{span.end} of version {span.version_id}"
            yield Finding(record=record, subject=subject, detail=detail)
