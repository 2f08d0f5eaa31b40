"""sex offenders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ncic_0004"
down_revision = "ncic_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ncic_sex_offender",
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
        sa.Column("race", sa.String(length=1), nullable=True),
        sa.Column("birth", sa.String(length=8), nullable=True),
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
        sa.Column("address", sa.String(length=50), nullable=True),
        sa.Column("city", sa.String(length=30), nullable=True),
        sa.Column("zip_code", sa.String(length=5), nullable=True),
        sa.Column("transient", sa.String(length=1), nullable=True),
        sa.Column("registered", sa.String(length=8), nullable=False),
        sa.Column("whereabouts", sa.String(length=1), nullable=True),
        sa.Column("predator", sa.String(length=1), nullable=True),
        sa.Column("case_number", sa.String(length=20), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ncic_sex_offender_due_on"), "ncic_sex_offender", ["due_on"], unique=False)
    op.create_index(op.f("ix_ncic_sex_offender_fcn"), "ncic_sex_offender", ["fcn"], unique=False)
    op.create_index(op.f("ix_ncic_sex_offender_nic"), "ncic_sex_offender", ["nic"], unique=False)
