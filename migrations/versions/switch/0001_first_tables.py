"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "switch_0001"
down_revision = None
branch_labels = ("switch",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "switch_agency",
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ori"),
    )
    op.create_table(
        "switch_confirmation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("requester", sa.String(length=9), nullable=False),
        sa.Column("owner", sa.String(length=9), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=2), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("switch_confirmation_match", "switch_confirmation", ["requester", "number"], unique=False)
    op.create_table(
        "switch_fault",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "switch_hop",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "switch_journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("exchange", sa.Integer(), nullable=False),
        sa.Column("terminal", sa.String(length=4), nullable=False),
        sa.Column("header", sa.String(length=40), nullable=False),
        sa.Column("oif", sa.String(length=40), nullable=False),
        sa.Column("taf", sa.String(length=18), nullable=True),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("ori", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("records", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("device", sa.String(length=60), nullable=True),
        sa.Column("delivered_at", sa.BigInteger(), nullable=True),
        sa.Column("queued", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index(
        "switch_journal_mailbox",
        "switch_journal",
        ["terminal", "seq"],
        unique=False,
        sqlite_where=sa.text("direction = 'out'"),
        postgresql_where=sa.text("direction = 'out'"),
    )
    op.create_index(
        "switch_journal_queue",
        "switch_journal",
        ["terminal", "queued", "seq"],
        unique=False,
        sqlite_where=sa.text("queued = 1"),
        postgresql_where=sa.text("queued = 1"),
    )
    op.create_table(
        "switch_meta",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "switch_operator",
        sa.Column("oif", sa.String(length=6), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("oif"),
    )
    op.create_table(
        "switch_terminal",
        sa.Column("mnemonic", sa.String(length=4), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mnemonic"),
    )
    op.create_table(
        "switch_timer",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_switch_timer_due"), "switch_timer", ["due"], unique=False)
