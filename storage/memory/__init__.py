"""The `Store` port in memory, for tests and dry runs; nothing outlives the object."""

from storage.memory.store import MemoryStore

__all__ = ["MemoryStore"]
