"""Each implementation of the store, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import MemoryStore, open_store
from tests.contract.store.plays import NOW
from tracker.model import NewStory, Story
from tracker.ports import Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each implementation, empty."""
    made: Store = MemoryStore() if request.param == "memory" else open_store(f"sqlite:///{tmp_path}/claimwatch.db")
    yield made
    made.close()


@pytest.fixture
def story(store: Store) -> Story:
    """A story."""
    return store.add_story(NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW))
