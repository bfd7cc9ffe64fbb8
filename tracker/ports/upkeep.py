"""The store itself: who watches, whether it is sound, and its end."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from tracker.model import (
    Finding,
    Usage,
    Watch,
)


class UpkeepStore(Protocol):
    """Locks, stretches of watching, checks of the store."""

    def daemon_lock(self) -> AbstractContextManager[None]:
        """Called by `run`: held for as long as the daemon runs; it ends with its process, however that ends.

        Raises AlreadyRunningError on entering, if another daemon works on this database.
        """
        ...

    def begin_watch(self, *, now: datetime) -> int:
        """Called when a daemon starts: the number of its stretch of watching (story time)."""
        ...

    def keep_watch(self, watch_id: int, *, now: datetime) -> None:
        """Called by the daemon now and then, and when it ends: it was alive at `now`."""
        ...

    def watches(self) -> tuple[Watch, ...]:
        """Called by `since`: all stretches of watching, oldest first; between them nobody looked."""
        ...

    def verify(self) -> Iterator[Finding]:
        """Called by `verify`: looks at everything that is kept, and gives what is wrong, in the order of the tables.

        Bytes have their hash, spans are in their text, rows have what they refer to; a sound store gives none.
        """
        ...

    def counts(self) -> Mapping[str, int]:
        """Called by tests and status lines: how many rows there are, by word of the design."""
        ...

    def usage(self, *, since: datetime) -> Usage:
        """Called by `stats`: how busy the store was since that story time, and how large it is."""
        ...

    def close(self) -> None:
        """Called at shutdown: no method may be called afterwards."""
        ...
