"""Stories and sources: begin them, read them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage.inserting import insert_new
from storage.mapping import TERMS, source_of, story_of
from storage.rules import host_of, not_found
from storage.tables import sources, stories
from tracker.errors import InputError, NotFoundError
from tracker.model import NewSource, NewStory, Polling, Source, SourceHealth, SourceKind, Story, Term


def add_story(connection: Connection, new: NewStory) -> Story:
    """See the port."""
    if connection.execute(select(stories.c.id).where(stories.c.slug == new.slug)).first():
        raise _taken(new.slug)
    row = {
        "slug": new.slug,
        "title": new.title,
        "language": new.language,
        "created_at": new.created_at,
        "tell_within_s": new.tell_within.total_seconds(),
        "terms": TERMS.dump(new.terms),
        "closed": False,
        "generation": 1,
    }
    if not insert_new(connection, stories, row):
        raise _taken(new.slug)
    return story_of(connection.execute(select(stories).where(stories.c.slug == new.slug)).mappings().one())


def all_stories(connection: Connection) -> tuple[Story, ...]:
    """See the port."""
    return tuple(story_of(row) for row in connection.execute(select(stories).order_by(stories.c.id)).mappings())


def get_story(connection: Connection, story_id: int) -> Story:
    """See the port."""
    row = connection.execute(select(stories).where(stories.c.id == story_id)).mappings().first()
    if row is None:
        raise NotFoundError(f"there is no story S{story_id}", subject=f"S{story_id}")
    return story_of(row)


def lock_story(connection: Connection, story_id: int) -> Story:
    """The story, its row locked until the transaction ends (SQLite's writers are alone anyway)."""
    found = select(stories).where(stories.c.id == story_id).with_for_update()
    row = connection.execute(found).mappings().first()
    if row is None:
        raise NotFoundError(f"there is no story S{story_id}", subject=f"S{story_id}")
    return story_of(row)


def lock_stories(connection: Connection, story_ids: Collection[int]) -> None:
    """Hold the stories' rows until the transaction ends, in the order in which all do; unknown ones are passed by."""
    found = select(stories.c.id).where(stories.c.id.in_(sorted(story_ids))).order_by(stories.c.id)
    connection.execute(found.with_for_update(key_share=True)).all()


def set_terms(connection: Connection, story_id: int, terms: tuple[Term, ...]) -> None:
    """See the port."""
    change_story(connection, story_id, terms=TERMS.dump(terms))


def add_source(connection: Connection, new: NewSource) -> tuple[Source, bool]:
    """The source of that address in the story, and whether it is new."""
    found = select(sources).where(sources.c.story_id == new.story_id, sources.c.url == new.url)
    known = connection.execute(found).mappings().first()
    if known is not None:
        source = source_of(known)
        if source.polling is Polling.REMOVED and new.found_in is None:  # a person names it again
            source = set_polling(connection, source.id, Polling.ON, now=new.next_check_at)
        return source, False
    get_story(connection, new.story_id)
    polled = new.kind is not SourceKind.PASTED
    row = {
        "story_id": new.story_id,
        "url": new.url,
        "host": host_of(new.url),
        "kind": new.kind.value,
        "outlet": new.outlet,
        "health": SourceHealth.NEW.value if polled else SourceHealth.READ.value,
        "health_detail": "",
        "next_check_at": new.next_check_at if polled else None,
        "failures": 0,
        "found_in": new.found_in,
        "baseline": new.baseline,
        "polling": Polling.ON.value,
        "lease_token": 0,
    }
    fresh = insert_new(connection, sources, row)
    return source_of(connection.execute(found).mappings().one()), fresh


def all_sources(connection: Connection, story_id: int) -> tuple[Source, ...]:
    """See the port."""
    found = select(sources).where(sources.c.story_id == story_id).order_by(sources.c.id)
    return tuple(source_of(row) for row in connection.execute(found).mappings())


def set_polling(connection: Connection, source_id: int, polling: Polling, *, now: datetime) -> Source:
    """See the port."""
    found = select(sources).where(sources.c.id == source_id)
    row = connection.execute(found).mappings().first()
    if row is None:
        raise not_found(f"X{source_id}")
    due = now if polling is Polling.ON and row["kind"] != SourceKind.PASTED.value else None
    changed = update(sources).where(sources.c.id == source_id)
    connection.execute(changed.values(polling=polling.value, next_check_at=due))
    return source_of(connection.execute(found).mappings().one())


def change_story(connection: Connection, story_id: int, **values: object) -> None:
    """Set columns of a story. Raises NotFoundError."""
    get_story(connection, story_id)
    connection.execute(update(stories).where(stories.c.id == story_id).values(**values))


def end_baseline(connection: Connection, story_id: int, source_ids: Sequence[int], at: datetime) -> None:
    """Mark a first reading as ended, for the sources and, where it lasted, for the story."""
    lock_stories(connection, [story_id])
    lasting = update(stories).where(stories.c.id == story_id, stories.c.baseline_at.is_(None))
    connection.execute(lasting.values(baseline_at=at))
    connection.execute(update(sources).where(sources.c.id.in_(source_ids)).values(baseline_at=at))


def hurry(connection: Connection, story_id: int, now: datetime) -> None:
    """See the port."""
    lock_stories(connection, [story_id])
    later = sources.c.next_check_at > now
    connection.execute(update(sources).where(sources.c.story_id == story_id, later).values(next_check_at=now))


def _taken(slug: str) -> InputError:
    return InputError(f"a story named '{slug}' is followed already", subject=slug)
