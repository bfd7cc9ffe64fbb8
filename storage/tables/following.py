"""What is followed and what was captured."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from storage.moments import Moment
from storage.tables.schema import metadata, numbered
from storage.texts import Name, Words

stories = Table(
    "stories",
    metadata,
    numbered(),
    Column("slug", Name(200), nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("language", Name(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("tell_within_s", Float, nullable=False),
    Column("terms", Words, nullable=False),
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
    Column("url", Words, nullable=False),
    Column("host", Name(255), nullable=False),
    Column("kind", Name(16), nullable=False),
    Column("outlet", Words, nullable=False),
    Column("health", Name(16), nullable=False),
    Column("health_detail", Words, nullable=False),
    Column("next_check_at", Moment),
    Column("changed_at", Moment),
    Column("read_at", Moment),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("failures", Integer, nullable=False),
    Column("found_in", Integer),
    Column("baseline", Boolean, nullable=False),
    Column("baseline_at", Moment),
    Column("polling", Name(16), nullable=False, default="on", server_default="on"),
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
    Column("host", Name(255), primary_key=True),
    #: Machine time from which the next request is allowed.
    Column("next_slot", Moment, nullable=False),
)

checks = Table(
    "checks",
    metadata,
    numbered(),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", Name(16), nullable=False),
    Column("status", Integer),
    Column("detail", Words, nullable=False),
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
    Column("sha256", Name(64), primary_key=True),
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
    Column("url", Words, nullable=False),
    Column("final_url", Words, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Words, nullable=False),
    Column("sha256", ForeignKey("blobs.sha256"), nullable=False),
    Index("ix_snapshots_source_id", "source_id"),
    sqlite_autoincrement=True,
)

articles = Table(
    "articles",
    metadata,
    numbered(),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("url", Words, nullable=False),
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
    Column("title", Words, nullable=False),
    Column("article", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("snapshot_sha256", ForeignKey("blobs.sha256")),
    Column("text_sha256", Name(64), nullable=False),
    Column("standing", Name(16), nullable=False),
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
    Column("url", Words, nullable=False),
    Column("title", Words, nullable=False),
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
