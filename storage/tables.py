"""The tables. Plain columns for what is filtered or joined on; whole values beside them as JSON (see `mapping`)."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.moments import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


stories = Table(
    "stories",
    metadata,
    _id(),
    Column("slug", String(200), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("tell_within_s", Float, nullable=False),
    Column("terms", Text, nullable=False),
    Column("closed", Boolean, nullable=False, default=False),
    sqlite_autoincrement=True,
)

sources = Table(
    "sources",
    metadata,
    _id(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("host", String(255), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("outlet", Text, nullable=False),
    Column("health", String(16), nullable=False),
    Column("health_detail", Text, nullable=False),
    Column("next_check_at", Moment),
    Column("changed_at", Moment),
    Column("read_at", Moment),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("found_in", Integer),
    Column("baseline", Boolean, nullable=False),
    Column("lease_until", Moment),
    Column("lease_token", Integer, nullable=False, default=0),
    #: The version that the latest reading saw, suspicious ones not counted.
    Column("version_id", Integer),
    UniqueConstraint("story_id", "url"),
    Index("ix_sources_next_check_at", "next_check_at"),
    sqlite_autoincrement=True,
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", String(255), primary_key=True),
    #: Machine time from which the next request is allowed.
    Column("next_slot", Moment, nullable=False),
)

checks = Table(
    "checks",
    metadata,
    _id(),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("status", Integer),
    Column("detail", Text, nullable=False),
    Column("took_ms", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("snapshot_id", ForeignKey("snapshots.id")),
    Index("ix_checks_source_id", "source_id", "at"),
    Index("ix_checks_at", "at"),
    sqlite_autoincrement=True,
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String(64), primary_key=True),
    #: The blob that this one is a delta to; null for a keyframe.
    Column("base_sha256", ForeignKey("blobs.sha256")),
    #: Deltas between this one and its keyframe.
    Column("depth", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    _id(),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("sha256", ForeignKey("blobs.sha256"), nullable=False),
    Index("ix_snapshots_source_id", "source_id"),
    sqlite_autoincrement=True,
)

articles = Table(
    "articles",
    metadata,
    _id(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("url", Text, nullable=False),
    UniqueConstraint("story_id", "url"),
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    metadata,
    _id(),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("snapshot_sha256", ForeignKey("blobs.sha256")),
    Column("text_sha256", String(64), nullable=False),
    Column("standing", String(16), nullable=False),
    Column("baseline", Boolean, nullable=False),
    #: Rule set that has judged it; null while it is to be analysed.
    Column("generation", Integer),
    UniqueConstraint("article_id", "number"),
    Index("ix_versions_to_analyse", "generation", "standing"),
    Index("ix_versions_story_id", "story_id"),
    sqlite_autoincrement=True,
)

claims = Table(
    "claims",
    metadata,
    _id(),
    Column("key", String(64), nullable=False, unique=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_class", String(64)),
    Column("status", String(16), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("claim", Text, nullable=False),
    Index("ix_claims_version_id", "version_id"),
    Index("ix_claims_story_id", "story_id"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    _id(),
    Column("key", String(64), nullable=False, unique=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_class", String(64), nullable=False),
    Column("watched", Boolean, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("event", Text, nullable=False),
    Index("ix_events_story_id", "story_id"),
    sqlite_autoincrement=True,
)

ledger = Table(
    "ledger",
    metadata,
    _id(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_key", ForeignKey("events.key"), nullable=False),
    Column("claim_key", ForeignKey("claims.key"), nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("outlet", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("observed_at", Moment, nullable=False),
    Column("copy_of", Integer),
    Column("link_rule", String(64), nullable=False),
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

changes = Table(
    "changes",
    metadata,
    _id(),
    Column("key", String(64), nullable=False, unique=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("event_key", String(64)),
    Column("kind", String(16), nullable=False),
    Column("severity", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("change", Text, nullable=False),
    Index("ix_changes_story_id", "story_id"),
    sqlite_autoincrement=True,
)

alerts = Table(
    "alerts",
    metadata,
    _id(),
    Column("key", String(128), nullable=False, unique=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("change_key", ForeignKey("changes.key"), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("severity", Integer, nullable=False),
    #: waiting, delivered or dead.
    Column("state", String(16), nullable=False),
    Column("lease_until", Moment),
    Index("ix_alerts_state", "state", "not_before"),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    Column("alert_key", ForeignKey("alerts.key"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("detail", Text, nullable=False),
    Column("retry_at", Moment),
    Index("ix_deliveries_alert_key", "alert_key"),
    sqlite_autoincrement=True,
)

notices = Table(
    "notices",
    metadata,
    _id(),
    Column("kind", String(32), nullable=False),
    Column("story_id", Integer),
    Column("source_id", Integer),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)
