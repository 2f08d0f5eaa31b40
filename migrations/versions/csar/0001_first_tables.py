"""first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "csar_0001"
down_revision = None
branch_labels = ("csar",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "csar_inbox",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "csar_name_key",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("root", sa.String(length=30), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
    )
    op.create_index("csar_name_key_record", "csar_name_key", ["record_id", "record_type"], unique=False)
    op.create_index("csar_name_key_search", "csar_name_key", ["code", "root", "sex", "side", "born"], unique=False)
    op.create_table(
        "csar_near_key",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("csar_near_key_record", "csar_near_key", ["record_id", "record_type"], unique=False)
    op.create_index("csar_near_key_search", "csar_near_key", ["hash", "side"], unique=False)
    op.create_table(
        "csar_number_key",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("csar_number_key_record", "csar_number_key", ["record_id", "record_type"], unique=False)
    op.create_index("csar_number_key_search", "csar_number_key", ["value", "code", "side"], unique=False)
    op.create_table(
        "csar_registrant",
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
        sa.Column("state_number", sa.String(length=9), nullable=False),
        sa.Column("eyes", sa.String(length=3), nullable=True),
        sa.Column("skin", sa.String(length=3), nullable=True),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("social_security", sa.String(length=9), nullable=True),
        sa.Column("license_number", sa.String(length=20), nullable=True),
        sa.Column("license_state", sa.String(length=2), nullable=True),
        sa.Column("fbi_number", sa.String(length=9), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=True),
        sa.Column("other_births", sa.Text(), nullable=True),
        sa.Column("address", sa.String(length=50), nullable=True),
        sa.Column("city", sa.String(length=30), nullable=True),
        sa.Column("zip_code", sa.String(length=5), nullable=True),
        sa.Column("transient", sa.String(length=1), nullable=True),
        sa.Column("category", sa.String(length=1), nullable=False),
        sa.Column("registered", sa.String(length=8), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=True),
        sa.Column("predator", sa.String(length=1), nullable=True),
        sa.Column("posting", sa.String(length=1), nullable=True),
        sa.Column("whereabouts", sa.String(length=1), nullable=True),
        sa.Column("adjudicated", sa.String(length=8), nullable=True),
        sa.Column("released", sa.String(length=8), nullable=True),
        sa.Column("relieved", sa.String(length=8), nullable=True),
        sa.Column("risk_instrument", sa.String(length=3), nullable=True),
        sa.Column("risk_score", sa.String(length=3), nullable=True),
        sa.Column("method", sa.String(length=200), nullable=True),
        sa.Column("employment", sa.Text(), nullable=True),
        sa.Column("vehicles", sa.Text(), nullable=True),
        sa.Column("photographed", sa.String(length=1), nullable=True),
        sa.Column("case_number", sa.String(length=20), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.Column("history", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_csar_registrant_due_on"), "csar_registrant", ["due_on"], unique=False)
    op.create_index(op.f("ix_csar_registrant_fcn"), "csar_registrant", ["fcn"], unique=False)
    op.create_index(op.f("ix_csar_registrant_nic"), "csar_registrant", ["nic"], unique=False)
    op.create_table(
        "csar_serial",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
