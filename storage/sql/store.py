"""`SqlStore`: one transaction a method, over the statements of the modules beside it."""

from storage.sql.reading import Reading
from storage.sql.writing import Writing


class SqlStore(Writing, Reading):
    """Implements the `Store` port over a database; see there for what each method promises."""
