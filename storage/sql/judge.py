"""JUDGE: the book as one reading, and what a judgement adds to it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from storage.mapping import (
    CHANGE,
    CLAIM,
    CORRECTION,
    EVENT,
    WITHDRAWAL,
    correction_of,
    event_of,
    ledger_row_of,
)
from storage.rules import is_polled, reading_of, told_once
from storage.sql.outbox import add_alert, move_alerts
from storage.sql.stories import all_sources, get_story, lock_story
from storage.sql.watches import latest_watches
from storage.tables import alerts, changes, claims, corrections, events, fallen, ledger, stories, versions
from tracker.model import AlertState, Judgement, LedgerRow, Stored, Story, StoryBook
from tracker.ports import Decide


def book_of(connection: Connection, story: Story) -> StoryBook:
    """Everything that a judgement about the story needs."""
    current = events.c.generation == story.generation
    found_events = select(events).where(events.c.story_id == story.id, current).order_by(events.c.id)
    found_rows = (
        select(ledger, claims.c.claim, fallen.c.claim_key.label("fallen_key"))
        .join(claims, claims.c.key == ledger.c.claim_key)
        .outerjoin(fallen, fallen.c.claim_key == ledger.c.claim_key)
        .where(ledger.c.story_id == story.id, ledger.c.generation == story.generation)
        .order_by(ledger.c.id)
    )
    keys = select(changes.c.key).where(changes.c.story_id == story.id)
    people = select(corrections).where(corrections.c.story_id == story.id).order_by(corrections.c.id)
    polled = [source for source in all_sources(connection, story.id) if is_polled(source)]
    return StoryBook(
        story=story,
        events=tuple(Stored(id=row["id"], value=event_of(row)) for row in connection.execute(found_events).mappings()),
        rows=tuple(ledger_row_of(row) for row in connection.execute(found_rows).mappings()),
        readings=tuple(reading_of(source) for source in polled),
        change_keys=frozenset(connection.execute(keys).scalars()),
        corrections=tuple(correction_of(row) for row in connection.execute(people).mappings()),
        watches=latest_watches(connection),
    )


def get_book(connection: Connection, story_id: int) -> StoryBook:
    """See the port."""
    return book_of(connection, get_story(connection, story_id))


def judge(connection: Connection, story_id: int, decide: Decide, *, analysed: int | None) -> Judgement | None:
    """See the port."""
    story = lock_story(connection, story_id)
    if analysed is not None:
        done = connection.execute(select(versions.c.generation).where(versions.c.id == analysed)).scalar_one()
        if done is not None:
            return None
    book = book_of(connection, story)
    written = _told_once(connection, decide(book), book)
    _write(connection, story_id, written, generation=story.generation, analysed=analysed)
    if analysed is not None:
        read = update(versions).where(versions.c.id == analysed)
        connection.execute(read.values(generation=story.generation))
    return written


def rebuild(connection: Connection, story_id: int, decide: Decide, *, version_ids: Sequence[int]) -> Judgement | None:
    """See the port."""
    story = lock_story(connection, story_id)
    judged = select(versions.c.id).where(versions.c.story_id == story_id, versions.c.generation.is_not(None))
    if set(connection.execute(judged).scalars()) != set(version_ids):
        return None
    book = book_of(connection, story)
    written = _told_once(connection, decide(book), book)
    generation = story.generation + 1
    _write(connection, story_id, written, generation=generation, analysed=None)
    connection.execute(update(versions).where(versions.c.id.in_(version_ids)).values(generation=generation))
    connection.execute(update(stories).where(stories.c.id == story_id).values(generation=generation))
    return written


def _told_once(connection: Connection, decided: Judgement, book: StoryBook) -> Judgement:
    keys = [alert.key for alert in decided.alerts]
    sent = connection.execute(select(alerts.c.key).where(alerts.c.key.in_(keys))).scalars().all() if keys else ()
    return told_once(decided, book.change_keys, sent)


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
    _write_events(connection, story_id, judgement, generation)
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
    _write_corrections(connection, story_id, judgement)
    move_alerts(connection, judgement.cancelled_alerts, AlertState.WAITING, AlertState.CANCELLED)
    move_alerts(connection, judgement.reopened_alerts, AlertState.CANCELLED, AlertState.WAITING)
    for alert in judgement.alerts:
        add_alert(connection, alert)


def _write_corrections(connection: Connection, story_id: int, judgement: Judgement) -> None:
    """What people decided, and what is taken back or holds again because of it."""
    correction_id: int | None = None
    for correction in judgement.corrections:
        added = insert(corrections).values(story_id=story_id, correction=CORRECTION.dump(correction))
        key_of = connection.execute(added).inserted_primary_key
        assert key_of is not None
        correction_id = int(key_of[0])
    for key, withdrawal in judgement.withdrawn.items():
        _mark(connection, key, WITHDRAWAL.dump(replace(withdrawal, correction_id=correction_id)))
    for key in judgement.reinstated:
        _mark(connection, key, None)


def _mark(connection: Connection, key: str, withdrawn: str | None) -> None:
    connection.execute(update(changes).where(changes.c.key == key).values(withdrawn=withdrawn))


def _write_events(connection: Connection, story_id: int, judgement: Judgement, generation: int) -> None:
    for event in [*judgement.new_events, *judgement.moved_events]:
        values = {
            "watched": event.watched,
            "muted": event.muted,
            "generation": generation,
            "event": EVENT.dump(event),
        }
        # An event that a rebuild sees again keeps its row: its short id stays.
        if connection.execute(update(events).where(events.c.key == event.key).values(**values)).rowcount:
            continue
        own = {"key": event.key, "story_id": story_id, "event_class": event.event_class}
        connection.execute(insert(events).values(**own, **values))


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
