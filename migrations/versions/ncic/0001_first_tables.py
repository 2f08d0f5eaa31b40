"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ncic_0001"
down_revision = None
branch_labels = ("ncic",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ncic_inbox",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "ncic_name_key",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("root", sa.String(length=30), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
    )
    op.create_index("ncic_name_key_record", "ncic_name_key", ["record_id", "record_type"], unique=False)
    op.create_index("ncic_name_key_search", "ncic_name_key", ["code", "root", "sex", "side", "born"], unique=False)
    op.create_table(
        "ncic_near_key",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("ncic_near_key_record", "ncic_near_key", ["record_id", "record_type"], unique=False)
    op.create_index("ncic_near_key_search", "ncic_near_key", ["hash", "side"], unique=False)
    op.create_table(
        "ncic_number_key",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("ncic_number_key_record", "ncic_number_key", ["record_id", "record_type"], unique=False)
    op.create_index("ncic_number_key_search", "ncic_number_key", ["value", "code", "side"], unique=False)
    op.create_table(
        "ncic_plate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("fcn", sa.String(length=13), nullable=True),
        sa.Column("nic", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("entered_at", sa.String(length=14), nullable=False),
        sa.Column("due_on", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plate", sa.String(length=10), nullable=False),
        sa.Column("plate_state", sa.String(length=2), nullable=False),
        sa.Column("plate_year", sa.String(length=4), nullable=False),
        sa.Column("plate_type", sa.String(length=2), nullable=False),
        sa.Column("theft_date", sa.String(length=8), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ncic_plate_due_on"), "ncic_plate", ["due_on"], unique=False)
    op.create_index(op.f("ix_ncic_plate_fcn"), "ncic_plate", ["fcn"], unique=False)
    op.create_index(op.f("ix_ncic_plate_nic"), "ncic_plate", ["nic"], unique=False)
    op.create_table(
        "ncic_serial",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "ncic_vehicle",
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
        sa.Column("plate", sa.String(length=10), nullable=True),
        sa.Column("plate_state", sa.String(length=2), nullable=True),
        sa.Column("plate_year", sa.String(length=4), nullable=True),
        sa.Column("plate_type", sa.String(length=2), nullable=True),
        sa.Column("vehicle_number", sa.String(length=20), nullable=True),
        sa.Column("model_year", sa.Integer(), nullable=False),
        sa.Column("make", sa.String(length=4), nullable=False),
        sa.Column("model", sa.String(length=10), nullable=True),
        sa.Column("style", sa.String(length=2), nullable=False),
        sa.Column("color", sa.String(length=7), nullable=True),
        sa.Column("theft_date", sa.String(length=8), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ncic_vehicle_due_on"), "ncic_vehicle", ["due_on"], unique=False)
    op.create_index(op.f("ix_ncic_vehicle_fcn"), "ncic_vehicle", ["fcn"], unique=False)
    op.create_index(op.f("ix_ncic_vehicle_nic"), "ncic_vehicle", ["nic"], unique=False)
    op.create_table(
        "ncic_wanted_person",
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
        sa.Column("birth", sa.String(length=8), nullable=True),
        sa.Column("height", sa.String(length=3), nullable=False),
        sa.Column("weight", sa.String(length=3), nullable=False),
        sa.Column("hair", sa.String(length=3), nullable=False),
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
        sa.Column("offense", sa.String(length=4), nullable=False),
        sa.Column("warrant_date", sa.String(length=8), nullable=False),
        sa.Column("warrant_number", sa.String(length=20), nullable=True),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ncic_wanted_person_due_on"), "ncic_wanted_person", ["due_on"], unique=False)
    op.create_index(op.f("ix_ncic_wanted_person_fcn"), "ncic_wanted_person", ["fcn"], unique=False)
    op.create_index(op.f("ix_ncic_wanted_person_nic"), "ncic_wanted_person", ["nic"], unique=False)
