"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "svs_0001"
down_revision = None
branch_labels = ("svs",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "svs_inbox",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "svs_name_key",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("root", sa.String(length=30), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
    )
    op.create_index("svs_name_key_record", "svs_name_key", ["record_id", "record_type"], unique=False)
    op.create_index("svs_name_key_search", "svs_name_key", ["code", "root", "sex", "side", "born"], unique=False)
    op.create_table(
        "svs_near_key",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("svs_near_key_record", "svs_near_key", ["record_id", "record_type"], unique=False)
    op.create_index("svs_near_key_search", "svs_near_key", ["hash", "side"], unique=False)
    op.create_table(
        "svs_number_key",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("svs_number_key_record", "svs_number_key", ["record_id", "record_type"], unique=False)
    op.create_index("svs_number_key_search", "svs_number_key", ["value", "code", "side"], unique=False)
    op.create_table(
        "svs_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("fcn", sa.String(length=13), nullable=True),
        sa.Column("nic", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("entered_at", sa.String(length=14), nullable=False),
        sa.Column("due_on", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=1), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("theft_date", sa.String(length=8), nullable=False),
        sa.Column("serial_number", sa.String(length=20), nullable=False),
        sa.Column("brand", sa.String(length=20), nullable=True),
        sa.Column("category", sa.String(length=2), nullable=True),
        sa.Column("owner_number", sa.String(length=20), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_svs_part_due_on"), "svs_part", ["due_on"], unique=False)
    op.create_index(op.f("ix_svs_part_fcn"), "svs_part", ["fcn"], unique=False)
    op.create_index(op.f("ix_svs_part_nic"), "svs_part", ["nic"], unique=False)
    op.create_table(
        "svs_plate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("fcn", sa.String(length=13), nullable=True),
        sa.Column("nic", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("entered_at", sa.String(length=14), nullable=False),
        sa.Column("due_on", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=1), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("theft_date", sa.String(length=8), nullable=False),
        sa.Column("plate", sa.String(length=10), nullable=False),
        sa.Column("plate_state", sa.String(length=2), nullable=False),
        sa.Column("plate_year", sa.String(length=4), nullable=True),
        sa.Column("plate_type", sa.String(length=2), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_svs_plate_due_on"), "svs_plate", ["due_on"], unique=False)
    op.create_index(op.f("ix_svs_plate_fcn"), "svs_plate", ["fcn"], unique=False)
    op.create_index(op.f("ix_svs_plate_nic"), "svs_plate", ["nic"], unique=False)
    op.create_table(
        "svs_serial",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "svs_vehicle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("fcn", sa.String(length=13), nullable=True),
        sa.Column("nic", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("entered_at", sa.String(length=14), nullable=False),
        sa.Column("due_on", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=1), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("theft_date", sa.String(length=8), nullable=False),
        sa.Column("plate", sa.String(length=10), nullable=True),
        sa.Column("plate_state", sa.String(length=2), nullable=True),
        sa.Column("plate_year", sa.String(length=4), nullable=True),
        sa.Column("plate_type", sa.String(length=2), nullable=True),
        sa.Column("vehicle_number", sa.String(length=20), nullable=True),
        sa.Column("engine_number", sa.String(length=20), nullable=True),
        sa.Column("model_year", sa.Integer(), nullable=True),
        sa.Column("make", sa.String(length=4), nullable=False),
        sa.Column("model", sa.String(length=10), nullable=True),
        sa.Column("style", sa.String(length=2), nullable=True),
        sa.Column("color", sa.String(length=7), nullable=True),
        sa.Column("owner_number", sa.String(length=20), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_svs_vehicle_due_on"), "svs_vehicle", ["due_on"], unique=False)
    op.create_index(op.f("ix_svs_vehicle_fcn"), "svs_vehicle", ["fcn"], unique=False)
    op.create_index(op.f("ix_svs_vehicle_nic"), "svs_vehicle", ["nic"], unique=False)
