"""A database copied to another: whole, compared, or not at all."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage import copy_database, open_store
from storage.copying import Copied
from tests.contract.store.plays import HOUR, NOW, add_source, correction_of, judgement_of, read, read_version
from tests.postgres import Postgres
from tracker.errors import AlreadyRunningError, InputError, StorageError
from tracker.model import NewStory, Notice, NoticeKind, Polling, Story
from tracker.ports import Store

ONE_WAY = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite"), ("postgresql", "postgresql")]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that some tables have several, and their last is not full."""
    monkeypatch.setattr("storage.copying.BATCH", 4)


@contextlib.contextmanager
def database(kind: str, name: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The URL of an empty database of that kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/{name}.db"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database() as url:
            yield url


@pytest.fixture(params=ONE_WAY, ids="-to-".join)
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A database with a story in it, and one to copy to."""
    source, target = request.param
    with database(source, "source", request, tmp_path) as ours, database(target, "target", request, tmp_path) as theirs:
        fill(ours)
        yield ours, theirs


def fill(url: str) -> None:
    """Two stories with something in most tables, one of them removed."""
    store = open_store(url)
    for number in (1, 2):
        title = "The \x00 treaty, \x1b0 Договор"
        story = store.add_story(NewStory(slug=f"treaty-{number}", title=title, language="en", created_at=NOW))
        add_source(store, story, f"https://host-{number}.example/")
        version = read_version(store, "Putin signed the treaty.", url=f"https://host-{number}.example/")
        given = judgement_of(version.id, story_id=story.id, article_id=version.article_id)
        told = replace(given, corrections=(correction_of(given.claims[0].evidence),) if number == 1 else ())
        store.judge(story.id, lambda _, told=told: told, analysed=version.id)  # type: ignore[misc]
        for hours in range(1, 4):
            edit(store, hours, f"https://host-{number}.example/")
        store.set_polling(number, Polling.PAUSED, now=NOW)
        store.add_notice(Notice(kind=NoticeKind.SOURCE_BLIND, story_id=story.id, source_id=1, at=NOW, text="blind"))
        store.begin_watch(now=NOW)
    store.delete_story(2)
    store.close()


def edit(store: Store, hours: int, url: str = "https://host-1.example/") -> None:
    """The page says something else after so many hours."""
    text = f"Putin signed the treaty. {'And this is what it says. ' * 20} Edited {hours} times."
    read(store, text, at=NOW + hours * HOUR, url=url)


def account(store: Store) -> tuple[object, ...]:
    """What a store says of story 1."""
    versions = store.versions(1)
    return (
        store.stories(), store.sources(1), store.book(1), store.past(1), store.story_claims(1), store.articles(1),
        store.notices(), store.watches(), store.checks(1, limit=999), versions, dict(store.counts()),
        [store.snapshot_of(version.id) for version in versions], list(store.verify()),
    )  # fmt: skip


@contextlib.contextmanager
def opened(*urls: str) -> Iterator[list[Store]]:
    """The stores of those URLs."""
    stores = [open_store(url) for url in urls]
    try:
        yield stores
    finally:
        for store in stores:
            store.close()


def test_everything_arrives_and_work_goes_on_alike(urls: tuple[str, str]) -> None:
    with opened(urls[0]) as (store,):
        store.set_polling(1, Polling.ON, now=NOW + 4 * HOUR)
        for hours in range(4, 20):  # more deltas than follow each other
            edit(store, hours)
        store.set_polling(1, Polling.PAUSED, now=NOW)
    told: list[tuple[int, int]] = []
    copied = copy_database(*urls, lambda done, total: told.append((done, total)))
    assert copied.rows["versions"] == 20
    total = 2 * sum(copied.rows.values())
    assert told[-1] == (total, total)
    assert told == sorted(told)
    with opened(*urls) as stores:
        ours, theirs = (account(store) for store in stores)
        assert theirs == ours
        assert theirs[-1] == []
        added = [go_on(store, store.story(1)) for store in stores]
        assert added[0] == added[1]
        assert added[0][0] == 3, "the number of a removed source was given to another"


def go_on(store: Store, story: Story) -> tuple[int, ...]:
    """Numbers of a new source, version, story, claim, event and change."""
    source = add_source(store, story, "https://next.example/")
    version = read_version(store, "They signed it.", at=NOW + 999 * HOUR, url="https://next.example/")
    new = store.add_story(NewStory(slug="next", title="Next", language="en", created_at=NOW))
    given = judgement_of(version.id, story_id=new.id, article_id=version.article_id)
    store.judge(new.id, lambda _: given, analysed=version.id)
    past = store.past(new.id)
    return (
        source.id,
        version.id,
        new.id,
        store.story_claims(new.id)[0].id,
        past.changes[0].id,
        store.begin_watch(now=NOW),
    )


def test_a_target_with_rows_is_refused_and_stays(urls: tuple[str, str]) -> None:
    ours, theirs = urls
    with opened(theirs) as (target,):
        target.add_story(NewStory(slug="mine", title="Mine", language="en", created_at=NOW))
    with pytest.raises(InputError, match=r"not empty \(1 stories\)"):
        copy_database(ours, theirs)
    with opened(theirs) as (target,):
        assert [story.slug for story in target.stories()] == ["mine"]


@pytest.mark.parametrize("which", [0, 1], ids=["source", "target"])
def test_it_is_refused_while_a_daemon_runs(urls: tuple[str, str], which: int) -> None:
    with opened(urls[which]) as (store,), store.daemon_lock(), pytest.raises(AlreadyRunningError):
        copy_database(*urls)
    with opened(urls[1]) as (target,):
        assert not any(target.counts().values())


def test_the_source_is_refused_as_its_own_target(urls: tuple[str, str]) -> None:
    with pytest.raises(InputError, match="the database in use"):
        copy_database(urls[0], urls[0].replace("/source.db", "/./source.db"))


def test_a_row_that_does_not_arrive_as_it_was_undoes_all(postgres: Postgres, tmp_path: Path) -> None:
    ours = f"sqlite:///{tmp_path}/source.db"
    fill(ours)
    with postgres.bare_database() as theirs:
        open_store(theirs).close()
        name = theirs.rpartition("/test_")[2].partition("?")[0]
        for statement in (
            "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$",
            "CREATE TRIGGER shouting BEFORE INSERT ON versions FOR EACH ROW EXECUTE FUNCTION shout()",
        ):
            postgres.execute(statement, database=f"test_{name}")
        with pytest.raises(StorageError, match=r"row 1 of versions did not arrive as it was; nothing was copied"):
            copy_database(ours, theirs)
        with opened(theirs) as (target,):
            assert not any(target.counts().values())


def test_an_interruption_undoes_all(urls: tuple[str, str]) -> None:
    def interrupt(done: int, total: int) -> None:
        if done > total // 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_database(*urls, interrupt)
    with opened(urls[1]) as (target,):
        assert not any(target.counts().values())
    assert isinstance(copy_database(*urls), Copied)


def test_nobody_writes_while_it_copies(urls: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.BUSY_MS", 50)
    with opened(urls[0]) as (store,):
        troubles: list[str] = []

        def write(done: int, total: int) -> None:
            with pytest.raises(StorageError, match="another program holds it") as caught:
                store.mark_read(1, at=NOW)
            troubles.append(str(caught.value))
            assert store.stories(), "reading goes on"
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            copy_database(*urls, write)
        assert len(troubles) == 1


def test_no_message_has_a_password(tmp_path: Path) -> None:
    target = "postgresql://me:secret@127.0.0.1:1/x"
    with pytest.raises(StorageError) as caught:
        copy_database(f"sqlite:///{tmp_path}/a.db", target)
    assert "secret" not in str(caught.value)
    with pytest.raises(InputError) as refused:
        copy_database(target, target)
    assert "secret" not in str(refused.value)
