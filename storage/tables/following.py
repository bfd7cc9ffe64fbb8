"""What is followed and what was captured."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.moments import Moment
from storage.tables.schema import metadata, numbered

stories = Table(
    "stories",
    metadata,
    numbered(),
    Column("slug", String(200), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("tell_within_s", Float, nullable=False),
    Column("terms", Text, nullable=False),
    Column("closed", Boolean, nullable=False, default=False),
    #: A rebuild of the ledger makes the next one.
    Column("generation", Integer, nullable=False, default=1, server_default="1"),
    Column("baseline_at", Moment),
    Column("held_until", Moment),
    Column("read_at", Moment),
    sqlite_autoincrement=True,
)

sources = Table(
    "sources",
    metadata,
    numbered(),
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
    Column("baseline_at", Moment),
    Column("polling", String(16), nullable=False, default="on", server_default="on"),
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
    numbered(),
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
    numbered(),
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
    numbered(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("url", Text, nullable=False),
    UniqueConstraint("story_id", "url"),
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    metadata,
    numbered(),
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
    #: Generation of its story's ledger that has judged it; null while it is to be analysed.
    Column("generation", Integer),
    UniqueConstraint("article_id", "number"),
    Index("ix_versions_to_analyse", "generation", "standing"),
    Index("ix_versions_story_id", "story_id"),
    sqlite_autoincrement=True,
)

passed_over = Table(
    "passed_over",
    metadata,
    numbered(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    UniqueConstraint("story_id", "url"),
    sqlite_autoincrement=True,
)

watches = Table(
    "watches",
    metadata,
    numbered(),
    Column("began_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
