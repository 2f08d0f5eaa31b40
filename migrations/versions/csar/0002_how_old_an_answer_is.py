"""How old an answer is that was given before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "csar_0002"
down_revision = "csar_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody knows any more which of the answers given so far came with a change: all of them are kept as if they had.
    op.add_column("csar_inbox", sa.Column("changed", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("csar_inbox", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("csar_inbox_age", "csar_inbox", ["changed", "number"], unique=False)
