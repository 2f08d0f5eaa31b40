"""The switch's own tables: journal, terminals, operators, agencies, faults, timers, hops and confirmation requests."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text, text

METADATA = MetaData(info={"service": "switch"})

META = Table(
    "switch_meta",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the world was made with, and where its clock stands."""

JOURNAL = Table(
    "switch_journal",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("direction", String(3), nullable=False),
    Column("exchange", Integer, nullable=False),
    Column("terminal", String(4), nullable=False),
    Column("header", String(40), nullable=False),
    Column("oif", String(40), nullable=False),
    Column("taf", String(18)),
    Column("key", String(40), nullable=False),
    Column("ori", String(40), nullable=False),
    Column("source", String(12), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("records", Text),
    Column("why", Text),
    Column("device", String(60)),
    Column("delivered_at", BigInteger),
    Column("queued", Integer, nullable=False),
)
"""Every message in and out, whole; ``queued`` says where an outgoing one stands (``journal``): 1 while it waits."""

# The conditions as text: SQLite uses a partial index only where a query repeats its condition to the letter.
Index(
    "switch_journal_mailbox",
    JOURNAL.c.terminal,
    JOURNAL.c.seq,
    sqlite_where=text("direction = 'out'"),
    postgresql_where=text("direction = 'out'"),
)
Index(
    "switch_journal_queue",
    JOURNAL.c.terminal,
    JOURNAL.c.queued,
    JOURNAL.c.seq,
    sqlite_where=text("queued = 1"),
    postgresql_where=text("queued = 1"),
)

TERMINAL = Table(
    "switch_terminal",
    METADATA,
    Column("mnemonic", String(4), primary_key=True),
    Column("definition", Text, nullable=False),
)
OPERATOR = Table(
    "switch_operator",
    METADATA,
    Column("oif", String(6), primary_key=True),
    Column("definition", Text, nullable=False),
)
AGENCY = Table(
    "switch_agency",
    METADATA,
    Column("ori", String(9), primary_key=True),
    Column("definition", Text, nullable=False),
)
FAULT = Table(
    "switch_fault",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("definition", Text, nullable=False),
)
TIMER = Table(
    "switch_timer",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("due", BigInteger, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("subject", Text, nullable=False),
)
HOP = Table(
    "switch_hop",
    METADATA,
    Column("id", String(60), primary_key=True),
    Column("definition", Text, nullable=False),
)
"""Messages on their way: to a database elsewhere that has not answered yet, or to one that will be asked again."""

CONFIRMATION = Table(
    "switch_confirmation",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("requester", String(9), nullable=False),
    Column("owner", String(9), nullable=False),
    Column("side", Integer, nullable=False),
    Column("record_type", String(2), nullable=False),
    Column("number", String(20), nullable=False),
    Column("state", String(10), nullable=False),
    Column("definition", Text, nullable=False),
)
Index("switch_confirmation_match", CONFIRMATION.c.requester, CONFIRMATION.c.number)
