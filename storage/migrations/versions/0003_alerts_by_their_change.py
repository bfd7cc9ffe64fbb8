"""Alerts are found by their change"""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this revision."""
    op.create_index("ix_alerts_change_key", "alerts", ["change_key"])


def downgrade() -> None:
    """To the one before."""
    op.drop_index("ix_alerts_change_key", "alerts")
