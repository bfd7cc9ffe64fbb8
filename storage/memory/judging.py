"""JUDGE in memory: the book, and what a judgement adds to it."""

from collections.abc import Sequence
from dataclasses import replace

from storage.memory.shelves import AlertRecord, ClaimRecord, EventRecord, Shelves
from storage.rules import RECENT_WATCHES, is_polled, reading_of, told_once
from tracker.errors import NotFoundError
from tracker.model import AlertState, Event, Judgement, Stored, StoryBook, Withdrawal
from tracker.ports import Decide


def book_of(shelves: Shelves, story_id: int) -> StoryBook:
    """Everything that a judgement about the story needs. Raises NotFoundError."""
    if story_id not in shelves.stories:
        raise NotFoundError(f"there is no story S{story_id}", subject=f"S{story_id}")
    story = shelves.stories[story_id]
    own = [record.source for record in shelves.sources.values() if record.source.story_id == story_id]
    return StoryBook(
        story=story,
        events=tuple(
            record.stored
            for record in shelves.events.values()
            if record.stored.value.story_id == story_id and record.generation == story.generation
        ),
        rows=tuple(
            replace(row, standing=row.claim.key not in shelves.fallen)
            for owner, row in shelves.rows
            if owner == story_id and row.generation == story.generation
        ),
        readings=tuple(reading_of(source) for source in own if is_polled(source)),
        change_keys=frozenset(key for key, change in shelves.changes.items() if change.value.story_id == story_id),
        corrections=tuple(each for each in shelves.corrections if each.value.story_id == story_id),
        watches=tuple(sorted(shelves.watches.values(), key=lambda watch: watch.began_at)[-RECENT_WATCHES:]),
    )


def judge(shelves: Shelves, story_id: int, decide: Decide, *, analysed: int | None) -> Judgement | None:
    """See the port."""
    if analysed is not None and analysed in shelves.generations:
        return None
    book = book_of(shelves, story_id)
    written = told_once(decide(book), book.change_keys, shelves.alerts)
    _write(shelves, story_id, written, book.story.generation)
    if analysed is not None:
        shelves.generations[analysed] = book.story.generation
    return written


def rebuild(shelves: Shelves, story_id: int, decide: Decide, *, version_ids: Sequence[int]) -> Judgement | None:
    """See the port."""
    book = book_of(shelves, story_id)
    judged = {key for key in shelves.generations if shelves.versions[key].story_id == story_id}
    if judged != set(version_ids):
        return None
    written = told_once(decide(book), book.change_keys, shelves.alerts)
    generation = book.story.generation + 1
    _write(shelves, story_id, written, generation)
    shelves.generations.update(dict.fromkeys(version_ids, generation))
    shelves.stories[story_id] = replace(book.story, generation=generation)
    return written


def _write(shelves: Shelves, story_id: int, judgement: Judgement, generation: int) -> None:
    for claim in judgement.claims:
        stored = Stored(id=shelves.next_id("claims"), value=claim)
        shelves.claims[claim.key] = ClaimRecord(stored=stored, story_id=story_id, generation=generation)
    for event in [*judgement.new_events, *judgement.moved_events]:
        _write_event(shelves, event, generation)
    shelves.rows.extend((story_id, row) for row in judgement.rows)
    shelves.fallen.update(key for key in judgement.fallen_claims if key in shelves.claims)
    for change in judgement.changes:
        shelves.changes[change.key] = Stored(id=shelves.next_id("changes"), value=change)
    correction_id: int | None = None
    for correction in judgement.corrections:
        correction_id = shelves.next_id("corrections")
        shelves.corrections.append(Stored(id=correction_id, value=correction))
    for key, withdrawal in judgement.withdrawn.items():
        _mark(shelves, key, replace(withdrawal, correction_id=correction_id))
    for key in judgement.reinstated:
        _mark(shelves, key, None)
    _move_alerts(shelves, judgement.cancelled_alerts, AlertState.WAITING, AlertState.CANCELLED)
    _move_alerts(shelves, judgement.reopened_alerts, AlertState.CANCELLED, AlertState.WAITING)
    for alert in judgement.alerts:
        shelves.alerts[alert.key] = AlertRecord(id=shelves.next_id("alerts"), alert=alert)


def _mark(shelves: Shelves, key: str, withdrawn: Withdrawal | None) -> None:
    stored = shelves.changes[key]
    shelves.changes[key] = replace(stored, value=replace(stored.value, withdrawn=withdrawn))


def _write_event(shelves: Shelves, event: Event, generation: int) -> None:
    known = shelves.events.get(event.key)
    number = known.stored.id if known is not None else shelves.next_id("events")
    shelves.events[event.key] = EventRecord(stored=Stored(id=number, value=event), generation=generation)


def _move_alerts(shelves: Shelves, keys: Sequence[str], before: AlertState, after: AlertState) -> None:
    for key in keys:
        if key in shelves.alerts and shelves.alerts[key].state is before:
            shelves.alerts[key].state = after
