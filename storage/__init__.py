"""Everything that is kept: the `Store` port over a database, and in memory for tests."""

from storage.copying import Copied, copy_database
from storage.memory import MemoryStore
from storage.sql import SqlStore
from tracker.ports import Store

__all__ = ["Copied", "MemoryStore", "SqlStore", "copy_database", "open_store"]


def open_store(url: str) -> Store:
    """The store of a SQLAlchemy URL, made and migrated where needed. Raises StorageError, SchemaTooNewError."""
    return SqlStore(url)
