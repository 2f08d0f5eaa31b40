"""Who located a record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "svs_0002"
down_revision = "svs_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("svs_part", sa.Column("located_by", sa.String(length=9), nullable=True))
    op.add_column("svs_part", sa.Column("located_on", sa.String(length=8), nullable=True))
    op.add_column("svs_plate", sa.Column("located_by", sa.String(length=9), nullable=True))
    op.add_column("svs_plate", sa.Column("located_on", sa.String(length=8), nullable=True))
    op.add_column("svs_vehicle", sa.Column("located_by", sa.String(length=9), nullable=True))
    op.add_column("svs_vehicle", sa.Column("located_on", sa.String(length=8), nullable=True))
