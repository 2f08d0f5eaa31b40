"""Writing and searching the keys of one database's records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Table, bindparam, select
from sqlalchemy.sql import Executable

from shared.engine import (
    NameCandidate,
    NameQuery,
    NumberCandidate,
    name_keys,
    near_keys,
    number_keys,
)
from shared.spec import CLOSED, Database, Record, record_name
from shared.store.connection import Connection
from shared.store.prepared import Row
from shared.store.schema import KeyTables


def key_side(record: Record) -> int:
    """The side under which a record's keys are kept: once no inquiry finds it, one where none looks."""
    return record.side if record.findable() else record.side + CLOSED


class KeyStore:
    """The search keys of one database over one connection."""

    def __init__(self, database: Database, tables: KeyTables, connection: Connection) -> None:
        self._database, self._connection, self._tables = database, connection, tables
        self._every = (tables.names, tables.numbers, tables.nears)
        prepare, number = connection.prepare, _number_search(tables.numbers)
        writes = [_writes(table) for table in self._every]
        self._insert = [prepare(write.insert) for write in writes]
        self._delete = [prepare(write.delete) for write in writes]
        self._sides = [prepare(write.move) for write in writes]
        self._number = prepare(number)
        # One statement for each number of alternatives: the driver then finds it prepared.
        self._name_search = cache(self._name_search_of)
        self._near_search = cache(lambda hashes: prepare(_near_search(tables.nears, hashes)))

    def replace(self, before: Record | None, after: Record | None) -> None:
        """Keep the keys of a record in step with a change of it."""
        old, new = self._keys(before), self._keys(after)
        if before is not None and after is not None and old == new:
            self._move(before, after)
            return
        if before is not None:
            where = {"record": before.id, "type": record_name(type(before))}
            for statement in self._delete:
                self._connection.write(statement, where)
        if after is not None:
            owner = {"side": key_side(after), "record_type": record_name(type(after)), "record_id": after.id}
            for statement, rows in zip(self._insert, new, strict=True):
                self._connection.write_all(statement, ({**row, **owner} for row in rows))

    def _move(self, before: Record, after: Record) -> None:
        """Put the keys of a record that is closed where only explanations look."""
        side = key_side(after)
        if side != key_side(before):
            values = {"new_side": side, "record": after.id, "type": record_name(type(after))}
            for statement in self._sides:
                self._connection.write(statement, values)

    def _keys(self, record: Record | None) -> tuple[list[dict[str, object]], ...]:
        if record is None:
            return ([], [], [])
        return (
            [
                {"code": k.code, "root": k.root, "sex": k.sex, "born": k.born, "name": k.name}
                for k in name_keys(self._database, record)
            ],
            [{"code": k.code, "value": k.value} for k in number_keys(self._database, record)],
            [{"hash": k.hash, "code": k.code, "value": k.value} for k in near_keys(self._database, record)],
        )

    def by_name(self, query: NameQuery) -> list[NameCandidate]:
        """Candidates of a name search."""
        codes, roots, sexes, dated = query.codes, query.roots, query.sexes, query.first is not None
        window = (query.first, query.last) if dated else ()
        search = self._name_search(len(codes), len(roots), len(sexes), dated)
        return [NameCandidate(*row) for row in search((*codes, *roots, *sexes, query.side, *window))]

    def _name_search_of(self, codes: int, roots: int, sexes: int, dated: bool) -> Callable[[Row], list[Row]]:
        names = [f"{letter}{place}" for letter, n in (("c", codes), ("r", roots), ("s", sexes)) for place in range(n)]
        statement = self._connection.prepare(_name_search(self._tables.names, codes, roots, sexes, dated))
        return self._connection.arranged_search(statement, (*names, "side", *(("first", "last") if dated else ())))

    def by_number(self, side: int, code: str, value: str) -> list[NumberCandidate]:
        """Candidates that hold exactly this number."""
        found = self._connection.rows(self._number, {"value": value, "code": code, "side": side})
        return [NumberCandidate(record_type, record_id, code, value) for record_type, record_id in found]

    def by_neighbourhood(self, side: int, code: str, hashes: Sequence[int]) -> list[NumberCandidate]:
        """Candidates that share a hash with the number asked."""
        values: dict[str, object] = {f"h{place}": item for place, item in enumerate(hashes)}
        found = self._connection.rows(self._near_search(len(hashes)), {**values, "side": side, "code": code})
        return [NumberCandidate(*row) for row in dict.fromkeys(found)]


@dataclass(frozen=True, slots=True)
class _Writes:
    """How one table of keys is written."""

    insert: Executable
    delete: Executable
    move: Executable


@cache
def _writes(table: Table) -> _Writes:
    owned = (table.c.record_id == bindparam("record"), table.c.record_type == bindparam("type"))
    return _Writes(
        insert=table.insert(),
        delete=table.delete().where(*owned),
        move=table.update().where(*owned).values(side=bindparam("new_side")),
    )


@cache
def _number_search(table: Table) -> Executable:
    key = table.c
    return select(key.record_type, key.record_id).where(
        key.value == bindparam("value"), key.code == bindparam("code"), key.side == bindparam("side")
    )


@cache
def _name_search(table: Table, codes: int, roots: int, sexes: int, dated: bool) -> Executable:
    key = table.c
    statement = select(key.record_type, key.record_id, key.code, key.name, key.born).where(
        key.code.in_([bindparam(f"c{place}") for place in range(codes)]),
        key.root.in_([bindparam(f"r{place}") for place in range(roots)]),
        key.sex.in_([bindparam(f"s{place}") for place in range(sexes)]),
        key.side == bindparam("side"),
    )
    return statement.where(key.born.between(bindparam("first"), bindparam("last"))) if dated else statement


@cache
def _near_search(table: Table, hashes: int) -> Executable:
    key = table.c
    return select(key.record_type, key.record_id, key.code, key.value).where(
        key.hash.in_([bindparam(f"h{place}") for place in range(hashes)]),
        key.side == bindparam("side"),
        key.code == bindparam("code"),
    )
