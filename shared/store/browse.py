"""Reading a database's records page by page, filtered by exact values. Nothing is changed here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, select, type_coerce

from shared.engine.keys import pairs
from shared.spec import LIVE, TEST, Database, Field, Record, Status, Unacceptable, record_name
from shared.store.connection import Connection
from shared.store.records import RecordStore, RecordTable
from shared.wire import fields_json, shape_of
from shared.world import in_zone

SIDES = {"live": LIVE, "test": TEST}
"""The sides of a database by name."""

OWN_FILTERS = ("type", "status", "side")
"""What records are filtered by beside their numbers, their agency and the codes of their fields."""

_OWN = ("FCN", "NIC", "ORI")


class BadFilter(ValueError):
    """A filter is not understood.

    Attributes:
        name: the filter.
        accepted: what would be accepted.
    """

    def __init__(self, name: str, text: str, accepted: str | list[str]) -> None:
        super().__init__(text)
        self.name, self.accepted = name, accepted


@dataclass(frozen=True, slots=True)
class Page:
    """Some records, and where the next page begins, or None."""

    records: list[Record]
    next: str | None


class Browser:
    """The records of one database over one connection, to be read."""

    def __init__(self, database: Database, store: RecordStore, connection: Connection) -> None:
        self._database, self._tables, self._connection = database, store.tables, connection

    def names(self) -> list[str]:
        """What can be filtered by."""
        codes = {code: None for fields in self._database.fields.values() for code in fields}
        return [*_OWN, *OWN_FILTERS, *codes]

    def page(self, filters: Mapping[str, str], cursor: str | None, limit: int) -> Page:
        """Records that have all of these values, by type and then in the order of entry.

        Args:
            filters: field codes, or ``FCN``, ``NIC``, ``ORI``, ``type``, ``status``, ``side``, and the value of each.
            cursor: the ``next`` of the page before.
            limit: how many at most.

        Raises:
            BadFilter: a name, a value or the cursor is not understood.
        """
        self._check(filters)
        first, after = self._start(cursor)
        found: list[Record] = []
        for place, (name, table) in enumerate(self._tables.items()):
            if place >= first and filters.get("type", name) == name:
                found += self._read(table, filters, after if place == first else 0, limit + 1 - len(found))
            if len(found) > limit:
                last = found[limit - 1]
                return Page(found[:limit], f"{record_name(type(last))}.{last.id}")
        return Page(found, None)

    def _read(self, table: RecordTable, filters: Mapping[str, str], after: int, limit: int) -> list[Record]:
        wanted = [self._condition(table, name, text) for name, text in filters.items() if name != "type"]
        parts = [part for part in wanted if part is not None]
        if len(parts) < len(wanted):
            return []
        key = table.table.c.id
        statement = select(table.table).where(and_(key > after, *parts)).order_by(key).limit(bindparam("most"))
        rows = self._connection.rows(self._connection.prepare(statement), {"most": limit})
        return [table.read(row) for row in rows]

    def _condition(self, table: RecordTable, name: str, text: str) -> ColumnElement[bool] | None:
        """What a filter asks of a table, or None where the record type cannot have it."""
        column, item = table.table.c, self._database.fields[table.cls].get(name)
        if item is not None:
            return _field_condition(column[item.attribute], item, text)
        wanted = {"side": SIDES.get(text), "status": text}.get(name, text.upper())
        return column[name.lower()] == wanted if name in (*_OWN, "side", "status") else None

    def _check(self, filters: Mapping[str, str]) -> None:
        known = self.names()
        choices = {"type": list(self._tables), "status": [*Status], "side": list(SIDES)}
        for name, text in filters.items():
            if name not in known:
                raise BadFilter(name, "is not a field of these records", known)
            if name in choices and text not in choices[name]:
                raise BadFilter(name, f"{text!r} is not accepted", [str(choice) for choice in choices[name]])
            having = [fields[name] for fields in self._database.fields.values() if name in fields]
            if having and all(_value(item, text) is None for item in having):
                raise BadFilter(name, f"{text!r} is not accepted", having[0].edit.accepts)

    def _start(self, cursor: str | None) -> tuple[int, int]:
        if cursor is None:
            return 0, 0
        name, _, number = cursor.partition(".")
        if name not in self._tables or not (number.isascii() and number.isdigit() and len(number) < 18):
            raise BadFilter("cursor", f"{cursor!r} is not accepted", "the next of the page before")
        return list(self._tables).index(name), int(number)


def _field_condition(column: ColumnElement[Any], item: Field, text: str) -> ColumnElement[bool] | None:
    value = _value(item, text)
    if value is None:
        return None
    # All values of a repeatable field are one JSON list; one of them is looked for with its quotes.
    return type_coerce(column, Text).contains(value, autoescape=True) if item.repeated else column == value


def _value(item: Field, text: str) -> Any:
    """A value as its column takes it, or None where the field does not accept it."""
    try:
        value = item.edit.read(text.upper())
    except Unacceptable:
        return None
    text = json.dumps(item.edit.write(value)) if item.repeated else value
    return f"{json.dumps(item.code)}:{text}" if item.group else text


def record_json(database: Database, record: Record) -> dict[str, Any]:
    """A record with everything that it holds."""
    fields = database.fields[type(record)]
    shown = pairs(record, fields.values())
    return {
        "fcn": record.fcn,
        "nic": record.nic,
        "type": record_name(type(record)),
        "status": str(record.status),
        "ori": record.ori,
        "entered_at": in_zone(datetime.strptime(record.entered_at, "%Y%m%d%H%M%S")).isoformat(),
        "side": "test" if record.side == TEST else "live",
        "fields": fields_json(shown, shape_of(database, type(record))),
    }
