"""`MemoryStore`: one transaction a method, under one lock, undone as a whole when it fails."""

from storage.memory.reading import Reading
from storage.memory.writing import Writing


class MemoryStore(Writing, Reading):
    """Implements the `Store` port in memory; see there for what each method promises."""
