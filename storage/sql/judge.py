"""JUDGE: the book as one reading, and what a judgement adds to it."""

from sqlalchemy import Connection, insert, select, update

from storage.mapping import CHANGE, CLAIM, EVENT, event_of, ledger_row_of
from storage.rules import reading_of, told_once
from storage.sql.outbox import add_alert
from storage.sql.stories import all_sources, get_story, lock_story
from storage.tables import changes, claims, events, fallen, ledger, versions
from tracker.model import Judgement, LedgerRow, SourceKind, Stored, Story, StoryBook
from tracker.ports import Decide


def book_of(connection: Connection, story: Story) -> StoryBook:
    """Everything that a judgement about the story needs."""
    found_events = select(events).where(events.c.story_id == story.id).order_by(events.c.id)
    found_rows = (
        select(ledger, claims.c.claim, fallen.c.claim_key.label("fallen_key"))
        .join(claims, claims.c.key == ledger.c.claim_key)
        .outerjoin(fallen, fallen.c.claim_key == ledger.c.claim_key)
        .where(ledger.c.story_id == story.id)
        .order_by(ledger.c.id)
    )
    keys = select(changes.c.key).where(changes.c.story_id == story.id)
    polled = [source for source in all_sources(connection, story.id) if source.kind is not SourceKind.PASTED]
    return StoryBook(
        story=story,
        events=tuple(Stored(id=row["id"], value=event_of(row)) for row in connection.execute(found_events).mappings()),
        rows=tuple(ledger_row_of(row) for row in connection.execute(found_rows).mappings()),
        readings=tuple(reading_of(source) for source in polled),
        change_keys=frozenset(connection.execute(keys).scalars()),
    )


def get_book(connection: Connection, story_id: int) -> StoryBook:
    """See the port."""
    return book_of(connection, get_story(connection, story_id))


def judge(
    connection: Connection, story_id: int, decide: Decide, *, generation: int, analysed: int | None
) -> Judgement | None:
    """See the port."""
    story = lock_story(connection, story_id)
    if analysed is not None:
        done = connection.execute(select(versions.c.generation).where(versions.c.id == analysed)).scalar_one()
        if done is not None and done >= generation:
            return None
    book = book_of(connection, story)
    written = told_once(decide(book), book.change_keys)
    _write(connection, story_id, written, generation=generation, analysed=analysed)
    return written


def _write(
    connection: Connection, story_id: int, judgement: Judgement, *, generation: int, analysed: int | None
) -> None:
    for claim in judgement.claims:
        connection.execute(
            insert(claims).values(
                key=claim.key,
                version_id=claim.version_id,
                story_id=story_id,
                event_class=claim.event_class,
                status=claim.status.value,
                generation=generation,
                claim=CLAIM.dump(claim),
            )
        )
    _write_events(connection, story_id, judgement)
    for row in judgement.rows:
        _add_row(connection, story_id, row)
    for key in judgement.fallen_claims:
        _fall(connection, key, analysed)
    for change in judgement.changes:
        connection.execute(
            insert(changes).values(
                key=change.key,
                story_id=story_id,
                event_key=change.event_key,
                kind=change.kind.value,
                severity=int(change.severity),
                seen_at=change.seen_at,
                change=CHANGE.dump(change),
            )
        )
    for alert in judgement.alerts:
        add_alert(connection, alert)
    if analysed is not None:
        connection.execute(update(versions).where(versions.c.id == analysed).values(generation=generation))


def _write_events(connection: Connection, story_id: int, judgement: Judgement) -> None:
    for event in judgement.new_events:
        flags = {"watched": event.watched, "muted": event.muted, "event": EVENT.dump(event)}
        values = {"key": event.key, "story_id": story_id, "event_class": event.event_class, **flags}
        connection.execute(insert(events).values(**values))
    for event in judgement.moved_events:
        flags = {"watched": event.watched, "muted": event.muted, "event": EVENT.dump(event)}
        connection.execute(update(events).where(events.c.key == event.key).values(**flags))


def _add_row(connection: Connection, story_id: int, row: LedgerRow) -> None:
    connection.execute(
        insert(ledger).values(
            story_id=story_id,
            event_key=row.event_key,
            claim_key=row.claim.key,
            article_id=row.article_id,
            outlet=row.outlet,
            published_at=row.published_at,
            observed_at=row.observed_at,
            copy_of=row.copy_of,
            link_rule=row.link_rule,
            generation=row.generation,
        )
    )


def _fall(connection: Connection, claim_key: str, version_id: int | None) -> None:
    known = connection.execute(select(claims.c.key).where(claims.c.key == claim_key)).first()
    down = connection.execute(select(fallen.c.claim_key).where(fallen.c.claim_key == claim_key)).first()
    if known and not down:
        connection.execute(insert(fallen).values(claim_key=claim_key, version_id=version_id))
