"""first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "carpos_0001"
down_revision = None
branch_labels = ("carpos",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carpos_inbox",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "carpos_name_key",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("root", sa.String(length=30), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
    )
    op.create_index("carpos_name_key_record", "carpos_name_key", ["record_id", "record_type"], unique=False)
    op.create_index("carpos_name_key_search", "carpos_name_key", ["code", "root", "sex", "side", "born"], unique=False)
    op.create_table(
        "carpos_near_key",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("carpos_near_key_record", "carpos_near_key", ["record_id", "record_type"], unique=False)
    op.create_index("carpos_near_key_search", "carpos_near_key", ["hash", "side"], unique=False)
    op.create_table(
        "carpos_number_key",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("carpos_number_key_record", "carpos_number_key", ["record_id", "record_type"], unique=False)
    op.create_index("carpos_number_key_search", "carpos_number_key", ["value", "code", "side"], unique=False)
    op.create_table(
        "carpos_restraining_order",
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
        sa.Column("order_type", sa.String(length=3), nullable=False),
        sa.Column("court", sa.String(length=9), nullable=False),
        sa.Column("court_case", sa.String(length=20), nullable=False),
        sa.Column("issued", sa.String(length=8), nullable=False),
        sa.Column("expires", sa.String(length=8), nullable=True),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("protected", sa.Text(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("firearms", sa.String(length=1), nullable=True),
        sa.Column("registered_court", sa.String(length=9), nullable=True),
        sa.Column("registration", sa.String(length=20), nullable=True),
        sa.Column("served_how", sa.String(length=1), nullable=True),
        sa.Column("served_by", sa.String(length=30), nullable=True),
        sa.Column("served_on", sa.String(length=8), nullable=True),
        sa.Column("served_at", sa.String(length=4), nullable=True),
        sa.Column("served_agency", sa.String(length=30), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.Column("ended_on", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_carpos_restraining_order_due_on"), "carpos_restraining_order", ["due_on"], unique=False)
    op.create_index(op.f("ix_carpos_restraining_order_fcn"), "carpos_restraining_order", ["fcn"], unique=False)
    op.create_index(op.f("ix_carpos_restraining_order_nic"), "carpos_restraining_order", ["nic"], unique=False)
    op.create_table(
        "carpos_serial",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "carpos_violation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("fcn", sa.String(length=13), nullable=True),
        sa.Column("nic", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("entered_at", sa.String(length=14), nullable=False),
        sa.Column("due_on", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("violated_on", sa.String(length=8), nullable=False),
        sa.Column("location", sa.String(length=60), nullable=False),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_carpos_violation_due_on"), "carpos_violation", ["due_on"], unique=False)
    op.create_index(op.f("ix_carpos_violation_fcn"), "carpos_violation", ["fcn"], unique=False)
    op.create_index(op.f("ix_carpos_violation_nic"), "carpos_violation", ["nic"], unique=False)
