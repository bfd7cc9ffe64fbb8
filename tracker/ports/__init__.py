"""What the program needs from the outside, as interfaces. Parameters and results are model types only.

One rule for all methods: datetimes are aware UTC, and whatever goes wrong below is a `StorageError`
(`NetError`, `EngineError`), never a foreign exception. Each port has one contract suite in `tests/contract`,
passed by every implementation, real and fake.
"""

from tracker.ports.checks import CheckStore
from tracker.ports.judging import Decide, JudgingStore
from tracker.ports.outbox import OutboxStore
from tracker.ports.outside import Channel, Clock, Engine, Fetcher
from tracker.ports.reading import Found, ReadingStore
from tracker.ports.store import Store
from tracker.ports.stories import StoryStore
from tracker.ports.upkeep import UpkeepStore

__all__ = [
    "Channel",
    "CheckStore",
    "Clock",
    "Decide",
    "Engine",
    "Fetcher",
    "Found",
    "JudgingStore",
    "OutboxStore",
    "ReadingStore",
    "Store",
    "StoryStore",
    "UpkeepStore",
]
