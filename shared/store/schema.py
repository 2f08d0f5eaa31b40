"""The tables that go with a database's records: search keys, serials, and the answers it has given.

They are added to the metadata of the database, so that its migrations cover them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from shared.spec import Database


@dataclass(frozen=True, slots=True)
class KeyTables:
    """The tables beside the records of one database."""

    names: Table
    numbers: Table
    nears: Table
    serials: Table
    inbox: Table


def key_tables(database: Database) -> KeyTables:
    """The tables beside a database's records; made once, then found again."""
    metadata = database.records[0].metadata
    name = database.name
    if f"{name}_name_key" not in metadata.tables:
        _declare(name, metadata)
    tables = metadata.tables
    return KeyTables(*(tables[f"{name}_{part}"] for part in ("name_key", "number_key", "near_key", "serial", "inbox")))


def metadata_of(database: Database) -> MetaData:
    """All tables of a database: its records and the tables beside them."""
    return key_tables(database).names.metadata


def _owner() -> tuple[Column[int], Column[str], Column[int]]:
    return (
        Column("side", Integer, nullable=False),
        Column("record_type", String(40), nullable=False),
        Column("record_id", Integer, nullable=False),
    )


def _declare(name: str, metadata: MetaData) -> None:
    for table in (_names(name, metadata), _numbers(name, metadata), _nears(name, metadata)):
        Index(f"{table.name}_record", table.c.record_id, table.c.record_type)
    Table(
        f"{name}_serial",
        metadata,
        Column("name", String(40), primary_key=True),
        Column("value", Integer, nullable=False),
    )
    inbox = Table(
        f"{name}_inbox",
        metadata,
        Column("id", String(80), primary_key=True),
        Column("outcome", Text, nullable=False),
        Column("changed", Integer, nullable=False),
        Column("number", Integer, nullable=False),
    )
    Index(f"{name}_inbox_age", inbox.c.changed, inbox.c.number)


def _names(name: str, metadata: MetaData) -> Table:
    table = Table(
        f"{name}_name_key",
        metadata,
        Column("code", String(12), nullable=False),
        Column("root", String(30), nullable=False),
        Column("sex", String(1), nullable=False),
        Column("born", Integer, nullable=False),
        *_owner(),
        Column("name", String(40), nullable=False),
    )
    # The order of the columns leaves one to three candidates of millions; see docs/decisions/search-keys.md.
    Index(f"{name}_name_key_search", table.c.code, table.c.root, table.c.sex, table.c.side, table.c.born)
    return table


def _numbers(name: str, metadata: MetaData) -> Table:
    table = Table(
        f"{name}_number_key",
        metadata,
        Column("code", String(8), nullable=False),
        Column("value", String(40), nullable=False),
        *_owner(),
    )
    Index(f"{name}_number_key_search", table.c.value, table.c.code, table.c.side)
    return table


def _nears(name: str, metadata: MetaData) -> Table:
    table = Table(
        f"{name}_near_key",
        metadata,
        Column("hash", BigInteger, nullable=False),
        Column("code", String(8), nullable=False),
        Column("value", String(40), nullable=False),
        *_owner(),
    )
    Index(f"{name}_near_key_search", table.c.hash, table.c.side)
    return table
