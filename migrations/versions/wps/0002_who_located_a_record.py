"""Who located a record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "wps_0002"
down_revision = "wps_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wps_wanted_person", sa.Column("located_by", sa.String(length=9), nullable=True))
    op.add_column("wps_wanted_person", sa.Column("located_on", sa.String(length=8), nullable=True))
