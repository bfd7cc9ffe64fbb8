"""The tables. Plain columns for what is filtered or joined on; whole values beside them as JSON (see `mapping`)."""

from storage.tables.following import (
    articles,
    blobs,
    checks,
    hosts,
    passed_over,
    snapshots,
    sources,
    stories,
    versions,
    watches,
)
from storage.tables.schema import metadata
from storage.tables.telling import alerts, changes, claims, corrections, deliveries, events, fallen, ledger, notices

__all__ = [
    "alerts",
    "articles",
    "blobs",
    "changes",
    "checks",
    "claims",
    "corrections",
    "deliveries",
    "events",
    "fallen",
    "hosts",
    "ledger",
    "metadata",
    "notices",
    "passed_over",
    "snapshots",
    "sources",
    "stories",
    "versions",
    "watches",
]
