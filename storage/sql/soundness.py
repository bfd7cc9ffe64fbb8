"""Whether what is kept is sound: bytes have their hash, spans are in their text, rows have what they refer to."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, select

from storage.blobs import get_blob
from storage.mapping import ARTICLE, CHANGE, CLAIM, CORRECTION, EVENT, HEADERS, TERMS, Json
from storage.rules import text_sha256
from storage.tables import blobs, changes, claims, corrections, events, metadata, snapshots, stories, versions
from tracker.errors import BlobDamagedError, NotFoundError
from tracker.model import EvidenceSpan, Finding

T = TypeVar("T")
#: Values that have no hash and no span: they must at least be readable. Word of the design, short id's letter.
VALUES: tuple[tuple[str, str, Column[Any], Json[Any]], ...] = (
    ("story", "S", stories.c.terms, TERMS),
    ("snapshot", "", snapshots.c.headers, HEADERS),
    ("event", "E", events.c.event, EVENT),
    ("correction", "K", corrections.c.correction, CORRECTION),
)
#: What refers to rows without the database knowing it.
REFERENCES = ((changes.c.event_key, events.c.key),)


def findings(connection: Connection) -> Iterator[Finding]:
    """See the port."""
    yield from _damaged_bodies(connection)
    texts: dict[int, str] = {}
    yield from _damaged_texts(connection, texts)
    for number, kept in connection.execute(select(claims.c.id, claims.c.claim).order_by(claims.c.id)):
        said, damage = _loaded(CLAIM, kept, "claim", f"C{number}")
        spans = [span for claim in said for span in (claim.evidence, claim.trigger)]
        yield from (*damage, *_bad_spans("claim", f"C{number}", spans, texts))
    for number, kept in connection.execute(select(changes.c.id, changes.c.change).order_by(changes.c.id)):
        told, damage = _loaded(CHANGE, kept, "change", f"N{number}")
        spans = [span for change in told for span in (*change.evidence, *change.evidence_before)]
        yield from (*damage, *_bad_spans("change", f"N{number}", spans, texts))
    for record, letter, column, json in VALUES:
        for number, kept in connection.execute(select(column.table.c.id, column)):
            yield from _loaded(json, kept, record, f"{letter}{number}")[1]
    yield from _lost_references(connection)


def _loaded(json: Json[T], kept: str, record: str, subject: str) -> tuple[tuple[T, ...], tuple[Finding, ...]]:
    """The value where it can be read, and what is wrong where it can't."""
    try:
        return (json.load(kept),), ()
    except ValueError:
        return (), (Finding(record=record, subject=subject, detail="it can't be read: it was altered"),)


def _damaged_bodies(connection: Connection) -> Iterator[Finding]:
    for sha256 in connection.execute(select(blobs.c.sha256).order_by(blobs.c.sha256)).scalars():
        try:
            body = get_blob(connection, sha256)
        except (BlobDamagedError, NotFoundError) as error:
            yield Finding(record="snapshot", subject=sha256, detail=str(error))
            continue
        if hashlib.sha256(body).hexdigest() != sha256:
            yield Finding(record="snapshot", subject=sha256, detail="the bytes do not have their hash")


def _damaged_texts(connection: Connection, texts: dict[int, str]) -> Iterator[Finding]:
    columns = (versions.c.id, versions.c.title, versions.c.article, versions.c.text_sha256)
    for row in connection.execute(select(*columns).order_by(versions.c.id)):
        read, damage = _loaded(ARTICLE, row.article, "version", str(row.id))
        yield from damage
        for article in read:
            texts[row.id] = article.text
            if text_sha256(article) != row.text_sha256 or article.title != row.title:
                yield Finding(record="version", subject=str(row.id), detail="its text does not have its hash any more")


def _bad_spans(record: str, subject: str, spans: Iterable[EvidenceSpan], texts: Mapping[int, str]) -> Iterator[Finding]:
    for span in spans:
        if texts.get(span.version_id, "")[span.start : span.end] != span.quote:
            detail = f"its quote does not stand at {span.start}-{span.end} of version {span.version_id}"
            yield Finding(record=record, subject=subject, detail=detail)


def _lost_references(connection: Connection) -> Iterator[Finding]:
    """What the database's own foreign keys would refuse, had nobody written past them."""
    kept = [(key.parent, key.column) for table in metadata.sorted_tables for key in table.foreign_keys]
    for column, target in (*kept, *REFERENCES):
        lost = select(column).where(column.is_not(None), column.not_in(select(target)))
        for value in connection.execute(lost).scalars():
            detail = f"{column.table.name}.{column.name} leads nowhere: there is no such {target.table.name} row"
            yield Finding(record=column.table.name, subject=str(value), detail=detail)
