"""Each implementation of the store, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import MemoryStore, open_store
from tests.contract.store.plays import NOW
from tests.postgres import Postgres
from tracker.model import NewStory, Story
from tracker.ports import Store


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each implementation, empty."""
    if request.param == "memory":
        yield from closing(MemoryStore())
    elif request.param == "sqlite":
        yield from closing(open_store(f"sqlite:///{tmp_path}/claimwatch.db"))
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database() as url:
            yield from closing(open_store(url))


def closing(store: Store) -> Iterator[Store]:
    """The store, and its end."""
    yield store
    store.close()


@pytest.fixture
def story(store: Store) -> Story:
    """A story."""
    return store.add_story(NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW))
