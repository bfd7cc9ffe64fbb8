"""Corrections, generations, baselines, held stories, threads of alerts, stretches of watching"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this revision: what was followed before has had its first reading."""
    _add_columns()
    _add_tables()
    op.execute("UPDATE stories SET baseline_at = created_at")
    op.execute("UPDATE sources SET baseline_at = COALESCE(read_at, changed_at) WHERE baseline")


def _add_columns() -> None:
    op.add_column("stories", sa.Column("generation", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("stories", sa.Column("baseline_at", sa.String(length=32)))
    op.add_column("stories", sa.Column("held_until", sa.String(length=32)))
    op.add_column("stories", sa.Column("read_at", sa.String(length=32)))
    op.add_column("sources", sa.Column("baseline_at", sa.String(length=32)))
    op.add_column("sources", sa.Column("polling", sa.String(length=16), nullable=False, server_default="on"))
    op.add_column("events", sa.Column("generation", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("changes", sa.Column("withdrawn", sa.Text()))
    with op.batch_alter_table("alerts", table_kwargs={"sqlite_autoincrement": True}) as alerts:
        alerts.alter_column("change_key", existing_type=sa.String(length=64), nullable=True)
        alerts.add_column(sa.Column("kind", sa.String(length=16), nullable=False, server_default="told"))
        alerts.add_column(sa.Column("thread", sa.String(length=64), nullable=False, server_default=""))
        alerts.add_column(sa.Column("follows", sa.String(length=128)))


def _add_tables() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_corrections_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_story_id", "corrections", ["story_id"])
    op.create_table(
        "passed_over",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_passed_over_story_id_stories")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_passed_over_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_over")),
        sa.UniqueConstraint("story_id", "url", name=op.f("uq_passed_over_story_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "watches",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("began_at", sa.String(length=32), nullable=False),
        sa.Column("last_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
        sqlite_autoincrement=True,
    )
