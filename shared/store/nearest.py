"""The look-ups of explanations: records that a search missed. No inquiry waits for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from sqlalchemy import ColumnElement, bindparam, case, func, literal_column, select

from shared.engine import NameQuery, NumberCandidate
from shared.spec import CLOSED, LIVE, TEST
from shared.store.connection import Connection
from shared.store.prepared import Prepared
from shared.store.schema import KeyTables

V = TypeVar("V")

PART = 200
"""Values asked at once. Each part has as many, so that one prepared statement serves all."""


class Nearest:
    """What comes near to a search in one database, over one connection."""

    def __init__(self, tables: KeyTables, connection: Connection) -> None:
        self._tables, self._connection = tables, connection
        self._name_search, self._number_search = cache(self._prepare_names), cache(self._prepare_numbers)

    def by_name(self, query: NameQuery, most: int) -> list[tuple[str, int]]:
        """Records that sound alike and miss something else, by type and row; those that miss the least stand first."""
        dated = query.first is not None
        statement = self._name_search(len(query.codes), len(query.roots), len(query.sexes), dated)
        values: dict[str, object] = {"side": query.side, "most": most, "first": query.first, "last": query.last}
        values |= {"other": TEST if query.side == LIVE else LIVE, "closed": query.side + CLOSED}
        for letter, items in (("c", query.codes), ("r", query.roots), ("s", query.sexes)):
            values |= {f"{letter}{place}": item for place, item in enumerate(items)}
        return [(row[0], row[1]) for row in self._connection.rows(statement, values)]

    def by_numbers(self, side: int, code: str, values: Sequence[str]) -> list[NumberCandidate]:
        """Records that hold one of these numbers."""
        found: list[NumberCandidate] = []
        for part in parts(values):
            named = {f"v{place}": value for place, value in enumerate(part)}
            rows = self._connection.rows(self._number_search(), {**named, "side": side, "code": code})
            found += (NumberCandidate(record_type, number, code, value) for record_type, number, value in rows)
        return found

    def _prepare_names(self, codes: int, roots: int, sexes: int, dated: bool) -> Prepared:
        key = self._tables.names.c
        missed: ColumnElement[int] = _misses(key.root.in_([bindparam(f"r{place}") for place in range(roots)]))
        missed += _misses(key.sex.in_([bindparam(f"s{place}") for place in range(sexes)]))
        missed += _misses(key.side == bindparam("side"))
        far = []
        if dated:
            missed += _misses(key.born.between(bindparam("first"), bindparam("last")))
            far.append(func.min(func.abs(key.born - bindparam("first"))))
        least = func.min(missed)
        statement = (
            select(key.record_type, key.record_id)
            .where(
                key.code.in_([bindparam(f"c{place}") for place in range(codes)]),
                key.side.in_([bindparam("side"), bindparam("other"), bindparam("closed")]),
            )
            .group_by(key.record_type, key.record_id)
            .having(least > literal_column("0"))
            .order_by(least, *far, key.record_type, key.record_id)
            .limit(bindparam("most"))
        )
        return self._connection.prepare(statement)

    def _prepare_numbers(self) -> Prepared:
        key = self._tables.numbers.c
        return self._connection.prepare(
            select(key.record_type, key.record_id, key.value).where(
                key.value.in_([bindparam(f"v{place}") for place in range(PART)]),
                key.code == bindparam("code"),
                key.side == bindparam("side"),
            )
        )


def _misses(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, literal_column("0")), else_=literal_column("1"))


def parts(values: Sequence[V]) -> Iterator[list[V]]:
    """The values in parts of one length; the last value fills up what is left."""
    for begin in range(0, len(values), PART):
        part = list(values[begin : begin + PART])
        yield part + part[-1:] * (PART - len(part))
