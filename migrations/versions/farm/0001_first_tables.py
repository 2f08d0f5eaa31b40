"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "farm_0001"
down_revision = None
branch_labels = ("farm",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "farm_world",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
