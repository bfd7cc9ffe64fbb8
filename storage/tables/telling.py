"""What was read, judged and told."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from storage.moments import Moment
from storage.tables.schema import metadata, numbered
from storage.texts import Name, Words

claims = Table(
    "claims",
    metadata,
    numbered(),
    Column("key", Name(64), nullable=False, unique=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_class", Name(64)),
    Column("status", Name(16), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("claim", Words, nullable=False),
    Index("ix_claims_version_id", "version_id"),
    Index("ix_claims_story_id", "story_id"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    numbered(),
    Column("key", Name(64), nullable=False, unique=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_class", Name(64), nullable=False),
    Column("watched", Boolean, nullable=False),
    Column("muted", Boolean, nullable=False),
    #: The last generation that had it: an event that better rules no longer see keeps its row, and its short id.
    Column("generation", Integer, nullable=False, default=1, server_default="1"),
    Column("event", Words, nullable=False),
    Index("ix_events_story_id", "story_id"),
    sqlite_autoincrement=True,
)

ledger = Table(
    "ledger",
    metadata,
    numbered(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_key", ForeignKey("events.key"), nullable=False),
    Column("claim_key", ForeignKey("claims.key"), nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("outlet", Words, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("observed_at", Moment, nullable=False),
    Column("copy_of", Integer),
    Column("link_rule", Name(64), nullable=False),
    Column("generation", Integer, nullable=False),
    Index("ix_ledger_story_id", "story_id"),
    sqlite_autoincrement=True,
)

#: Rows are only ever added to the ledger: that a claim is no longer said is a row of its own.
fallen = Table(
    "fallen",
    metadata,
    Column("claim_key", ForeignKey("claims.key"), primary_key=True),
    #: The version that no longer says it.
    Column("version_id", Integer),
)

#: Rows are only ever added: that a correction counts no more is a row of its own.
corrections = Table(
    "corrections",
    metadata,
    numbered(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("correction", Words, nullable=False),
    Index("ix_corrections_story_id", "story_id"),
    sqlite_autoincrement=True,
)

changes = Table(
    "changes",
    metadata,
    numbered(),
    Column("key", Name(64), nullable=False, unique=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_key", Name(64)),
    Column("kind", Name(16), nullable=False),
    Column("severity", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("change", Words, nullable=False),
    #: Why it was taken back, as JSON; null while it holds.
    Column("withdrawn", Words),
    Index("ix_changes_story_id", "story_id"),
    sqlite_autoincrement=True,
)

alerts = Table(
    "alerts",
    metadata,
    numbered(),
    Column("key", Name(128), nullable=False, unique=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    #: Null for the summary of a baseline.
    Column("change_key", ForeignKey("changes.key")),
    Column("channel", Name(64), nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("title", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("kind", Name(16), nullable=False, default="told", server_default="told"),
    Column("thread", Name(64), nullable=False, default="", server_default=""),
    #: Key of the alert that it takes back or tells again.
    Column("follows", Name(128)),
    #: waiting, delivered, dead or cancelled.
    Column("state", Name(16), nullable=False),
    Column("lease_until", Moment),
    Index("ix_alerts_state", "state", "not_before"),
    Index("ix_alerts_change_key", "change_key"),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    numbered(),
    Column("alert_key", ForeignKey("alerts.key"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", Name(16), nullable=False),
    Column("detail", Words, nullable=False),
    Column("retry_at", Moment),
    Index("ix_deliveries_alert_key", "alert_key"),
    sqlite_autoincrement=True,
)

notices = Table(
    "notices",
    metadata,
    numbered(),
    Column("kind", Name(32), nullable=False),
    Column("story_id", Integer),
    Column("source_id", Integer),
    Column("at", Moment, nullable=False),
    Column("text", Words, nullable=False),
    sqlite_autoincrement=True,
)
