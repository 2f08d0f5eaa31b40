"""first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "srf_0001"
down_revision = None
branch_labels = ("srf",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "srf_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("fcn", sa.String(length=13), nullable=True),
        sa.Column("nic", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("entered_at", sa.String(length=14), nullable=False),
        sa.Column("due_on", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("circumstance", sa.String(length=1), nullable=False),
        sa.Column("contacted_on", sa.String(length=8), nullable=False),
        sa.Column("contacted_at", sa.String(length=4), nullable=True),
        sa.Column("location", sa.String(length=100), nullable=False),
        sa.Column("plate", sa.String(length=10), nullable=True),
        sa.Column("plate_state", sa.String(length=2), nullable=True),
        sa.Column("comment", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_srf_contact_due_on"), "srf_contact", ["due_on"], unique=False)
    op.create_index(op.f("ix_srf_contact_fcn"), "srf_contact", ["fcn"], unique=False)
    op.create_index(op.f("ix_srf_contact_nic"), "srf_contact", ["nic"], unique=False)
    op.create_table(
        "srf_inbox",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "srf_name_key",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("root", sa.String(length=30), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
    )
    op.create_index("srf_name_key_record", "srf_name_key", ["record_id", "record_type"], unique=False)
    op.create_index("srf_name_key_search", "srf_name_key", ["code", "root", "sex", "side", "born"], unique=False)
    op.create_table(
        "srf_near_key",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("srf_near_key_record", "srf_near_key", ["record_id", "record_type"], unique=False)
    op.create_index("srf_near_key_search", "srf_near_key", ["hash", "side"], unique=False)
    op.create_table(
        "srf_number_key",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )
    op.create_index("srf_number_key_record", "srf_number_key", ["record_id", "record_type"], unique=False)
    op.create_index("srf_number_key_search", "srf_number_key", ["value", "code", "side"], unique=False)
    op.create_table(
        "srf_serial",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "srf_supervised_person",
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
        sa.Column("category", sa.String(length=2), nullable=False),
        sa.Column("entry_level", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("agent", sa.String(length=30), nullable=True),
        sa.Column("telephone", sa.String(length=10), nullable=True),
        sa.Column("begins", sa.String(length=8), nullable=True),
        sa.Column("ends", sa.String(length=8), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("miscellaneous", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_srf_supervised_person_due_on"), "srf_supervised_person", ["due_on"], unique=False)
    op.create_index(op.f("ix_srf_supervised_person_fcn"), "srf_supervised_person", ["fcn"], unique=False)
    op.create_index(op.f("ix_srf_supervised_person_nic"), "srf_supervised_person", ["nic"], unique=False)
