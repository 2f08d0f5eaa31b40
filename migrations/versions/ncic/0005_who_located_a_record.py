"""Who located a record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ncic_0005"
down_revision = "ncic_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ncic_plate", sa.Column("located_by", sa.String(length=9), nullable=True))
    op.add_column("ncic_plate", sa.Column("located_on", sa.String(length=8), nullable=True))
    op.add_column("ncic_vehicle", sa.Column("located_by", sa.String(length=9), nullable=True))
    op.add_column("ncic_vehicle", sa.Column("located_on", sa.String(length=8), nullable=True))
    op.add_column("ncic_wanted_person", sa.Column("located_by", sa.String(length=9), nullable=True))
    op.add_column("ncic_wanted_person", sa.Column("located_on", sa.String(length=8), nullable=True))
