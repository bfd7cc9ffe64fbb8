"""Transactions in memory: under one lock, undone as a whole when they fail."""

import contextlib
import copy
import threading
from collections.abc import Iterator

from storage.memory.shelves import Shelves
from tracker.errors import StorageError


class Transactions:
    """Shelves, and transactions on them."""

    def __init__(self) -> None:
        self._shelves: Shelves | None = Shelves()
        self._lock = threading.RLock()
        self._running = threading.Lock()

    @contextlib.contextmanager
    def _read(self) -> Iterator[Shelves]:
        with self._lock:
            if self._shelves is None:
                raise StorageError("memory: the store is closed")
            yield self._shelves

    @contextlib.contextmanager
    def _write(self) -> Iterator[Shelves]:
        with self._read() as shelves:
            # Records are replaced or re-assigned, so copies of the collections and of the mutable records suffice.
            before = copy.copy(shelves)
            for name in Shelves.__slots__:
                kept = getattr(shelves, name)
                setattr(before, name, copy.deepcopy(kept) if name in ("sources", "alerts") else copy.copy(kept))
            try:
                yield shelves
            except BaseException:
                self._shelves = before
                raise

    def close(self) -> None:
        """See the port."""
        with self._lock:
            self._shelves = None
