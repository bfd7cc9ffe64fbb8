"""JUDGE in memory: the book, and what a judgement adds to it."""

from dataclasses import replace

from storage.memory.shelves import AlertRecord, ClaimRecord, Shelves
from storage.rules import reading_of, told_once
from tracker.errors import NotFoundError
from tracker.model import Judgement, SourceKind, Stored, StoryBook
from tracker.ports import Decide


def book_of(shelves: Shelves, story_id: int) -> StoryBook:
    """Everything that a judgement about the story needs. Raises NotFoundError."""
    if story_id not in shelves.stories:
        raise NotFoundError(f"there is no story S{story_id}", subject=f"S{story_id}")
    polled = [
        record.source
        for record in shelves.sources.values()
        if record.source.story_id == story_id and record.source.kind is not SourceKind.PASTED
    ]
    return StoryBook(
        story=shelves.stories[story_id],
        events=tuple(event for event in shelves.events.values() if event.value.story_id == story_id),
        rows=tuple(
            replace(row, standing=row.claim.key not in shelves.fallen)
            for story, row in shelves.rows
            if story == story_id
        ),
        readings=tuple(reading_of(source) for source in polled),
        change_keys=frozenset(key for key, change in shelves.changes.items() if change.value.story_id == story_id),
    )


def judge(
    shelves: Shelves, story_id: int, decide: Decide, *, generation: int, analysed: int | None
) -> Judgement | None:
    """See the port."""
    if analysed is not None and shelves.generations.get(analysed, -1) >= generation:
        return None
    book = book_of(shelves, story_id)
    written = told_once(decide(book), book.change_keys)
    _write(shelves, story_id, written, generation)
    if analysed is not None:
        shelves.generations[analysed] = generation
    return written


def _write(shelves: Shelves, story_id: int, judgement: Judgement, generation: int) -> None:
    for claim in judgement.claims:
        stored = Stored(id=len(shelves.claims) + 1, value=claim)
        shelves.claims[claim.key] = ClaimRecord(stored=stored, story_id=story_id, generation=generation)
    for event in judgement.new_events:
        shelves.events[event.key] = Stored(id=len(shelves.events) + 1, value=event)
    for event in judgement.moved_events:
        shelves.events[event.key] = replace(shelves.events[event.key], value=event)
    shelves.rows.extend((story_id, row) for row in judgement.rows)
    shelves.fallen.update(key for key in judgement.fallen_claims if key in shelves.claims)
    for change in judgement.changes:
        shelves.changes[change.key] = Stored(id=len(shelves.changes) + 1, value=change)
    for alert in judgement.alerts:
        shelves.alerts[alert.key] = AlertRecord(id=len(shelves.alerts) + 1, alert=alert)
