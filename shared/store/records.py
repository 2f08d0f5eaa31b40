"""The records of one database over one connection: what the engine asks for, and what it changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Engine, Table, bindparam, func, select
from sqlalchemy.sql import Executable

from shared.engine import Change, NameCandidate, NameQuery, NumberCandidate, keep_latest
from shared.spec import EITHER_SIDE, Database, Record, record_name
from shared.store.connection import Connection, StoreError
from shared.store.keystore import KeyStore
from shared.store.nearest import Nearest, parts
from shared.store.prepared import Convert, Row, result_processors
from shared.store.schema import key_tables

KEPT = 2048
"""How many records of a database are kept in memory after they were read; the oldest makes room."""


@dataclass(frozen=True, slots=True)
class _Statements:
    """What is asked of one record type's table."""

    by_id: Executable
    by_identifier: Mapping[str, Executable]
    due: Executable
    next_due: Executable
    insert: Executable
    update: Executable
    delete: Executable


@cache
def _statements(table: Table) -> _Statements:
    """The statements of a table, the same for every world."""
    key = table.c
    by_side = (key.side == bindparam("side")) | (bindparam("side") == EITHER_SIDE)
    named = {column.key: bindparam(f"new_{column.key}", type_=column.type) for column in key if column.key != "id"}
    # Numbered by the statement and not by the table, so that a copy of a table goes on counting where it stood.
    following = select(func.coalesce(func.max(key.id), 0) + 1).scalar_subquery()
    own = key.id == bindparam("id_")
    return _Statements(
        by_id=select(table).where(key.id == bindparam("value")),
        by_identifier={name: select(table).where(key[name] == bindparam("value"), by_side) for name in ("fcn", "nic")},
        due=select(table).where(key.due_on <= bindparam("today")).order_by(key.due_on, key.id),
        next_due=select(func.min(key.due_on)),
        insert=table.insert().values(id=following, **named).returning(key.id),
        update=table.update().where(own, key.version == bindparam("was")).values(named),
        delete=table.delete().where(own),
    )


@cache
def _columns(table: Table) -> list[str]:
    return [column.key for column in table.columns]


_CONVERSIONS: dict[tuple[Table, str], list[tuple[str, Convert]]] = {}


def _conversions(table: Table, engine: Engine) -> list[tuple[str, Convert]]:
    """For each column whose stored value differs from its typed one: its name and the conversion."""
    known = (table, engine.dialect.name)
    if known not in _CONVERSIONS:
        names, types = _columns(table), [column.type for column in table.columns]
        _CONVERSIONS[known] = [(names[place], convert) for place, convert in result_processors(types, engine)]
    return _CONVERSIONS[known]


@dataclass(frozen=True, slots=True)
class _SerialStatements:
    """What is asked of one database's table of serial numbers."""

    read: Executable
    new: Executable
    set: Executable


@cache
def _serial_statements(table: Table) -> _SerialStatements:
    return _SerialStatements(
        read=select(table.c.value).where(table.c.name == bindparam("name")),
        new=table.insert(),
        set=table.update().where(table.c.name == bindparam("which")).values(value=bindparam("to")),
    )


class RecordTable:
    """One record type's table: reading rows into records and writing records as rows."""

    def __init__(self, cls: type[Record], connection: Connection) -> None:
        self.cls, self._connection = cls, connection
        self.table: Table = cls.__table__  # type: ignore[assignment]
        self._columns = _columns(self.table)
        self._convert = _conversions(self.table, connection.engine)
        prepare, statements = connection.prepare, _statements(self.table)
        self._by_id = prepare(statements.by_id)
        self._by_identifier = {name: prepare(by) for name, by in statements.by_identifier.items()}
        self._due, self._next_due = prepare(statements.due), prepare(statements.next_due)
        self._insert, self._update = prepare(statements.insert), prepare(statements.update)
        self._delete = prepare(statements.delete)

    def read(self, row: Row) -> Record:
        """A row as a typed record."""
        values = dict(zip(self._columns, row, strict=True))
        for name, convert in self._convert:
            values[name] = convert(values[name])
        return self.cls.of(values)

    def load(self, record_id: int) -> Record | None:
        """One record by its row number."""
        row = self._connection.row(self._by_id, {"value": record_id})
        return None if row is None else self.read(row)

    def with_identifier(self, attribute: str, value: str, side: int) -> Record | None:
        """One record by its ``fcn`` or ``nic``; on a side, or on either."""
        row = self._connection.row(self._by_identifier[attribute], {"value": value, "side": side})
        return None if row is None else self.read(row)

    def due(self, today: str) -> list[Record]:
        """Records whose day has come, the earliest first."""
        return [self.read(row) for row in self._connection.rows(self._due, {"today": today})]

    def next_due(self) -> str | None:
        """The earliest day on which the calendar changes a record, ``CCYYMMDD``."""
        row = self._connection.row(self._next_due, {})
        return row[0] if row else None

    def insert(self, record: Record) -> Record:
        """Write a new record; gives it with its row number."""
        row = self._connection.write(self._insert, self._values(record)).fetchone()
        return record.with_values(id=row[0])

    def update(self, before: Record, after: Record) -> None:
        """Write a changed record.

        Raises:
            StoreError: somebody else has changed it in between.
        """
        values = {**self._values(after), "id_": before.id, "was": before.version}
        if self._connection.write(self._update, values).rowcount != 1:
            raise StoreError(f"record {before.fcn or before.nic} was changed by another writer in between")

    def delete(self, record: Record) -> None:
        """Remove a record."""
        self._connection.write(self._delete, {"id_": record.id})

    def _values(self, record: Record) -> dict[str, Any]:
        held = record.__dict__
        return {f"new_{name}": held.get(name) for name in self._columns if name != "id"}


class RecordStore:
    """All records of one database over one connection."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self.database, self._connection = database, connection
        tables = key_tables(database)
        self._keys = KeyStore(database, tables, connection)
        self._nearest = Nearest(tables, connection)
        self.tables = {record_name(cls): RecordTable(cls, connection) for cls in database.records}
        self._kept: OrderedDict[tuple[str, int], Record] = OrderedDict()
        self._changed: Callable[[], object] = lambda: None
        connection.when_undone(self._undone)
        serial = _serial_statements(tables.serials)
        self._serial, self._new_serial = connection.prepare(serial.read), connection.prepare(serial.new)
        self._set_serial = connection.prepare(serial.set)

    def when_changed(self, changed: Callable[[], object]) -> None:
        """Call this whenever a record was changed, or a change undone."""
        self._changed = changed

    def _undone(self) -> None:
        self._kept.clear()
        self._changed()

    def by_name(self, query: NameQuery) -> Sequence[NameCandidate]:
        """Candidates of a name search, in no order."""
        return self._keys.by_name(query)

    def by_number(self, side: int, code: str, value: str) -> Sequence[NumberCandidate]:
        """Candidates that hold exactly this number."""
        return self._keys.by_number(side, code, value)

    def by_neighbourhood(self, side: int, code: str, hashes: Sequence[int]) -> Sequence[NumberCandidate]:
        """Candidates that share a hash with the number asked."""
        return self._keys.by_neighbourhood(side, code, hashes)

    def nearly_by_name(self, query: NameQuery, most: int) -> Sequence[tuple[str, int]]:
        """Records that sound alike and miss something else of a name search, those that miss the least first."""
        return self._nearest.by_name(query, most)

    def by_codes(self, query: NameQuery) -> Sequence[NameCandidate]:
        """Candidates of a name search under many codes."""
        return [found for part in parts(query.codes) for found in self.by_name(replace(query, codes=tuple(part)))]

    def by_numbers(self, side: int, code: str, values: Sequence[str]) -> Sequence[NumberCandidate]:
        """Candidates that hold one of these numbers."""
        return self._nearest.by_numbers(side, code, values)

    def by_neighbourhoods(self, side: int, code: str, hashes: Sequence[int]) -> Sequence[NumberCandidate]:
        """Candidates that share one of many hashes."""
        found = (self.by_neighbourhood(side, code, part) for part in parts(hashes))
        return list(dict.fromkeys(candidate for part in found for candidate in part))

    def load(self, record_type: str, record_id: int) -> Record | None:
        """One record by its row number; one that was read lately and has not changed since is not read again."""
        place = (record_type, record_id)
        record = self._kept.get(place)
        if record is None:
            record = self.tables[record_type].load(record_id)
            if record is not None:
                keep_latest(self._kept, place, record, KEPT)
        return record

    def with_identifier(self, record_type: str, attribute: str, value: str, side: int) -> Record | None:
        """One record by its own identifier, whatever its status; on a side, or on either."""
        return self.tables[record_type].with_identifier(attribute, value, side)

    def next_serial(self, name: str) -> int:
        """The next number of a series, from 1."""
        row = self._connection.row(self._serial, {"name": name})
        if row is None:
            self._connection.write(self._new_serial, {"name": name, "value": 1})
            return 1
        value: int = row[0] + 1
        self._connection.write(self._set_serial, {"which": name, "to": value})
        return value

    def due(self, today: str) -> list[Record]:
        """Records whose day has come, the earliest first."""
        found = [record for table in self.tables.values() for record in table.due(today)]
        return sorted(found, key=lambda record: str(record.due_on))

    def next_due(self) -> str | None:
        """The earliest day on which the calendar changes a record, ``CCYYMMDD``."""
        days = [day for table in self.tables.values() if (day := table.next_due())]
        return min(days, default=None)

    def apply(self, changes: Iterable[Change]) -> None:
        """Write changes, each with its search keys."""
        self._changed()
        for change in changes:
            self._apply(change.before, change.after)

    def _apply(self, before: Record | None, after: Record | None) -> None:
        known = after if after is not None else before
        if known is None:
            return
        table = self.tables[record_name(type(known))]
        self._kept.pop((record_name(type(known)), known.id), None)
        if after is None:
            table.delete(known)
        elif before is None:
            after = table.insert(after)
        else:
            table.update(before, after)
        self._keys.replace(before, after)
