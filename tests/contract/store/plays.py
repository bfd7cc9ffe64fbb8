"""Small plays that the tests of stores begin with: a source, a reading, a judgement."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.builders import make_article, make_claim, make_event, make_row, make_version, moment, on_day
from tracker.model import (
    Alert,
    Anchor,
    Article,
    Capture,
    Captured,
    Change,
    ChangeKind,
    Check,
    CheckOutcome,
    Correction,
    CorrectionKind,
    EvidenceSpan,
    Judgement,
    Lease,
    NewSource,
    Severity,
    Snapshot,
    Source,
    SourceHealth,
    SourceKind,
    Standing,
    Story,
    Version,
)
from tracker.ports import Store

NOW = datetime(2025, 1, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MACHINE = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://courier.example/treaty"


def add_source(store: Store, story: Story, url: str = URL, *, baseline: bool = True) -> Source:
    """A page to poll, due now."""
    new = NewSource(
        story_id=story.id, url=url, kind=SourceKind.PAGE, outlet="Courier", next_check_at=NOW, baseline=baseline
    )
    return store.add_source(new)


def lease(store: Store, *, now: datetime = NOW, machine: datetime = MACHINE, gap: timedelta = timedelta()) -> Lease:
    """The one lease that is due."""
    leases = store.claim_due(limit=10, now=now, machine_now=machine, lease_for=HOUR, host_gap=gap)
    assert len(leases) == 1
    return leases[0]


def snapshot_of(body: bytes, at: datetime = NOW) -> Snapshot:
    """A snapshot with that body."""
    return Snapshot(
        url=URL,
        final_url=URL,
        taken_at=at,
        status=200,
        headers=(("content-type", "text/html"), ("etag", '"1"')),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def capture_of(
    held: Lease,
    article: Article | None,
    *,
    at: datetime = NOW,
    standing: Standing = Standing.CONFIRMED,
    outcome: CheckOutcome = CheckOutcome.NEW_VERSION,
    health: SourceHealth = SourceHealth.READ,
) -> Capture:
    """What a check of that article brings."""
    return Capture(
        lease=held,
        check=Check(source_id=held.source.id, at=at, outcome=outcome, status=200, detail="", took_ms=12, received=100),
        next_check_at=at + HOUR,
        health=health,
        health_detail="" if health is SourceHealth.READ else "says no",
        snapshot=snapshot_of(article.text.encode(), at) if article else None,
        article=article,
        standing=standing,
        etag='"1"',
    )


def read(
    store: Store, text: str, *, at: datetime = NOW, standing: Standing = Standing.CONFIRMED, url: str = URL
) -> Captured:
    """Check the one source that is due at that moment and capture the text as that of the address."""
    article = make_article(text, url=url, published_at=moment("2025-01-13"))
    held = lease(store, now=at, machine=MACHINE + (at - NOW))
    return store.capture([capture_of(held, article, at=at, standing=standing)])[0]


def read_version(store: Store, text: str, *, at: datetime = NOW, url: str = URL) -> Version:
    """The version that such a reading gives."""
    version = read(store, text, at=at, url=url).version
    assert version is not None
    return version


def change_of(key: str, *, severity: Severity = Severity.ALERT, story_id: int = 1) -> Change:
    """A change with that key."""
    return Change(
        key=key,
        story_id=story_id,
        event_key=None,
        article_id=None,
        version_id=None,
        kind=ChangeKind.STATUS,
        severity=severity,
        title="Signing: happened",
        before=None,
        after=None,
        why="It is reported as done.",
        rule="fold.happened",
        evidence=(),
        evidence_before=(),
        said_by="Courier",
        voices=1,
        copies=0,
        published_at=NOW,
        seen_at=NOW,
    )


def alert_of(change: Change, *, channel: str = "log") -> Alert:
    """An outbox row for a change."""
    return Alert(
        key=f"{change.key}-{channel}",
        story_id=change.story_id,
        change_key=change.key,
        channel=channel,
        not_before=MACHINE,
        created_at=MACHINE,
        title=change.title,
        body="text",
        severity=change.severity,
    )


def judgement_of(version_id: int, *, generation: int = 1, story_id: int = 1, article_id: int = 1) -> Judgement:
    """A claim, its event, its row, a change and its alert."""
    mark = "" if story_id == 1 else f"of-{story_id}"
    version = make_version("Putin signed the treaty.", id=version_id, article_id=article_id, story_id=story_id)
    claim = replace(make_claim(version, time=on_day("2025-01-17")), key=f"{version_id}:{generation}:0")
    event = replace(make_event(key=f"sign-1{mark}"), story_id=story_id)
    row = make_row(version, claim, event_key=event.key, generation=generation)
    change = change_of(f"c1{mark}", story_id=story_id)
    return Judgement(claims=(claim,), new_events=(event,), rows=(row,), changes=(change,), alerts=(alert_of(change),))


def correction_of(evidence: EvidenceSpan, *, kind: CorrectionKind = CorrectionKind.WRONG) -> Correction:
    """A person's decision about a claim with that evidence."""
    anchor = Anchor(article_id=1, event_class="sign", evidence=evidence, trigger=evidence)
    return Correction(kind=kind, story_id=1, author="Ada", reason="It was a rumour.", at=NOW, anchors=(anchor,))
