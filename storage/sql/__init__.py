"""The store over SQLAlchemy Core: each module has the statements of one role, `store` the transactions."""

from storage.sql.store import SqlStore

__all__ = ["SqlStore"]
