"""The store as a whole: everything that is kept."""

from typing import Protocol

from tracker.ports.checks import CheckStore
from tracker.ports.judging import JudgingStore
from tracker.ports.outbox import OutboxStore
from tracker.ports.reading import ReadingStore
from tracker.ports.stories import StoryStore
from tracker.ports.upkeep import UpkeepStore


class Store(StoryStore, CheckStore, JudgingStore, OutboxStore, ReadingStore, UpkeepStore, Protocol):
    """Everything that is kept. Used from several threads; each method is one transaction."""
