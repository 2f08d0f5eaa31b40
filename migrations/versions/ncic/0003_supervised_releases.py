"""supervised releases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ncic_0003"
down_revision = "ncic_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ncic_supervised_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("fcn", sa.String(length=13), nullable=True),
        sa.Column("nic", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("entered_at", sa.String(length=14), nullable=False),
        sa.Column("due_on", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("race", sa.String(length=1), nullable=False),
        sa.Column("birth", sa.String(length=8), nullable=False),
        sa.Column("height", sa.String(length=3), nullable=True),
        sa.Column("weight", sa.String(length=3), nullable=True),
        sa.Column("hair", sa.String(length=3), nullable=True),
        sa.Column("eyes", sa.String(length=3), nullable=True),
        sa.Column("skin", sa.String(length=3), nullable=True),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("social_security", sa.String(length=9), nullable=True),
        sa.Column("license_number", sa.String(length=20), nullable=True),
        sa.Column("license_state", sa.String(length=2), nullable=True),
        sa.Column("fbi_number", sa.String(length=9), nullable=True),
        sa.Column("state_number", sa.String(length=9), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=True),
        sa.Column("other_births", sa.Text(), nullable=True),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("agent", sa.String(length=30), nullable=True),
        sa.Column("telephone", sa.String(length=10), nullable=True),
        sa.Column("begins", sa.String(length=8), nullable=True),
        sa.Column("ends", sa.String(length=8), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ncic_supervised_release_due_on"), "ncic_supervised_release", ["due_on"], unique=False)
    op.create_index(op.f("ix_ncic_supervised_release_fcn"), "ncic_supervised_release", ["fcn"], unique=False)
    op.create_index(op.f("ix_ncic_supervised_release_nic"), "ncic_supervised_release", ["nic"], unique=False)
