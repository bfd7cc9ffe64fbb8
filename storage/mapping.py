"""Row <-> model, by hand for plain columns and by pydantic for whole values as JSON. Contains no queries."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from tracker.model import (
    Alert,
    AlertKind,
    Article,
    Change,
    Check,
    CheckOutcome,
    Claim,
    Correction,
    Delivery,
    DeliveryOutcome,
    Event,
    LedgerRow,
    Notice,
    NoticeKind,
    PassedOver,
    Polling,
    Severity,
    Snapshot,
    Source,
    SourceHealth,
    SourceKind,
    Standing,
    Stored,
    Story,
    Term,
    Version,
    Watch,
    Withdrawal,
)

T = TypeVar("T")
Row = RowMapping


@dataclass(frozen=True, slots=True)
class Json(Generic[T]):
    """Writes one type as JSON text and reads it back equal."""

    adapter: TypeAdapter[T]

    def dump(self, value: T) -> str:
        """The value as JSON text."""
        return self.adapter.dump_json(value).decode()

    def load(self, text: str) -> T:
        """The value of a JSON text."""
        return self.adapter.validate_json(text)


ARTICLE: Json[Article] = Json(TypeAdapter(Article))
CLAIM: Json[Claim] = Json(TypeAdapter(Claim))
EVENT: Json[Event] = Json(TypeAdapter(Event))
CHANGE: Json[Change] = Json(TypeAdapter(Change))
CORRECTION: Json[Correction] = Json(TypeAdapter(Correction))
WITHDRAWAL: Json[Withdrawal] = Json(TypeAdapter(Withdrawal))
TERMS: Json[tuple[Term, ...]] = Json(TypeAdapter(tuple[Term, ...]))
HEADERS: Json[tuple[tuple[str, str], ...]] = Json(TypeAdapter(tuple[tuple[str, str], ...]))


def story_of(row: Row) -> Story:
    """A story from its row."""
    return Story(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        language=row["language"],
        created_at=row["created_at"],
        tell_within=timedelta(seconds=row["tell_within_s"]),
        terms=TERMS.load(row["terms"]),
        closed=row["closed"],
        generation=row["generation"],
        baseline_at=row["baseline_at"],
        held_until=row["held_until"],
        read_at=row["read_at"],
    )


def source_of(row: Row) -> Source:
    """A source from its row."""
    return Source(
        id=row["id"],
        story_id=row["story_id"],
        url=row["url"],
        kind=SourceKind(row["kind"]),
        outlet=row["outlet"],
        health=SourceHealth(row["health"]),
        health_detail=row["health_detail"],
        next_check_at=row["next_check_at"],
        changed_at=row["changed_at"],
        read_at=row["read_at"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        failures=row["failures"],
        found_in=row["found_in"],
        baseline=row["baseline"],
        polling=Polling(row["polling"]),
        baseline_at=row["baseline_at"],
    )


def check_of(row: Row) -> Check:
    """A check from its row."""
    return Check(
        source_id=row["source_id"],
        at=row["at"],
        outcome=CheckOutcome(row["outcome"]),
        status=row["status"],
        detail=row["detail"],
        took_ms=row["took_ms"],
        received=row["received"],
    )


def version_of(row: Row) -> Version:
    """A version from its row."""
    return Version(
        id=row["id"],
        article_id=row["article_id"],
        story_id=row["story_id"],
        source_id=row["source_id"],
        number=row["number"],
        article=ARTICLE.load(row["article"]),
        outlet=row["outlet"],
        seen_at=row["seen_at"],
        published_at=row["published_at"],
        snapshot_sha256=row["snapshot_sha256"],
        text_sha256=row["text_sha256"],
        standing=Standing(row["standing"]),
        baseline=row["baseline"],
    )


def ledger_row_of(row: Row) -> LedgerRow:
    """A ledger row from its row joined with its claim's JSON and, as `fallen_key`, its fall."""
    return LedgerRow(
        event_key=row["event_key"],
        claim=CLAIM.load(row["claim"]),
        article_id=row["article_id"],
        outlet=row["outlet"],
        published_at=row["published_at"],
        observed_at=row["observed_at"],
        copy_of=row["copy_of"],
        link_rule=row["link_rule"],
        generation=row["generation"],
        standing=row["fallen_key"] is None,
    )


def event_of(row: Row) -> Event:
    """An event from its row."""
    return EVENT.load(row["event"])


def change_of(row: Row) -> Stored[Change]:
    """A change from its row, with its withdrawal where it was taken back."""
    change = CHANGE.load(row["change"])
    if row["withdrawn"] is not None:
        change = replace(change, withdrawn=WITHDRAWAL.load(row["withdrawn"]))
    return Stored(id=row["id"], value=change)


def correction_of(row: Row) -> Stored[Correction]:
    """A correction from its row."""
    return Stored(id=row["id"], value=CORRECTION.load(row["correction"]))


def snapshot_of(row: Row, body: bytes) -> Snapshot:
    """A capture from its row and its bytes."""
    return Snapshot(
        url=row["url"],
        final_url=row["final_url"],
        taken_at=row["taken_at"],
        status=row["status"],
        headers=HEADERS.load(row["headers"]),
        body=body,
        sha256=row["sha256"],
    )


def passed_over_of(row: Row) -> PassedOver:
    """An entry of a feed that was not read."""
    return PassedOver(
        story_id=row["story_id"],
        source_id=row["source_id"],
        url=row["url"],
        title=row["title"],
        seen_at=row["seen_at"],
    )


def watch_of(row: Row) -> Watch:
    """A stretch of watching."""
    return Watch(began_at=row["began_at"], last_at=row["last_at"])


def alert_of(row: Row) -> Alert:
    """An outbox row."""
    return Alert(
        key=row["key"],
        story_id=row["story_id"],
        change_key=row["change_key"],
        channel=row["channel"],
        not_before=row["not_before"],
        created_at=row["created_at"],
        title=row["title"],
        body=row["body"],
        severity=Severity(row["severity"]),
        kind=AlertKind(row["kind"]),
        thread=row["thread"],
        follows=row["follows"],
    )


def delivery_of(row: Row) -> Delivery:
    """One attempt to send an alert."""
    return Delivery(
        alert_key=row["alert_key"],
        at=row["at"],
        outcome=DeliveryOutcome(row["outcome"]),
        detail=row["detail"],
        retry_at=row["retry_at"],
    )


def notice_of(row: Row) -> Notice:
    """A notice about ourselves."""
    return Notice(
        kind=NoticeKind(row["kind"]),
        story_id=row["story_id"],
        source_id=row["source_id"],
        at=row["at"],
        text=row["text"],
    )
