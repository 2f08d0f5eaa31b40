"""Searching the journal: by every part of a head, by time, by delivery, by text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from shared.world import in_zone, milliseconds
from switch.schema import JOURNAL

PLAIN = ("header", "terminal", "oif", "taf", "key", "ori", "source", "kind", "direction", "device")
"""The columns that are compared as they are, in capitals or not."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader of the journal looks for; empty parts match everything.

    Attributes:
        exchange: the number of the message that came in, to find it with all that was answered to it.
        first: the earliest time.
        last: the latest time.
        delivered: whether it was delivered.
        contains: part of the text.
        values: values that must occur, in the text or in the records shown; which code they belong to is not looked at.
        cursor: the number after which to begin.
        limit: how many entries to give at the most.

    The others are columns of the journal.
    """

    header: str | None = None
    terminal: str | None = None
    oif: str | None = None
    taf: str | None = None
    key: str | None = None
    ori: str | None = None
    source: str | None = None
    kind: str | None = None
    direction: str | None = None
    device: str | None = None
    exchange: int | None = None
    first: datetime | None = None
    last: datetime | None = None
    delivered: bool | None = None
    contains: str | None = None
    values: tuple[str, ...] = ()
    cursor: int = 0
    limit: int = 100


def statement_of(search: Search, columns: tuple[str, ...]) -> tuple[Select[Any], Mapping[str, Any]]:
    """The statement that carries out a search, and its values: entries, oldest first, after the cursor."""
    column, values = JOURNAL.c, {"cursor": search.cursor, "most": search.limit}
    parts = [column.seq > bindparam("cursor"), *_heads(search, values), *_times(search, values)]
    if search.exchange is not None:
        parts.append(column.exchange == bindparam("p_exchange"))
        values["p_exchange"] = search.exchange
    if search.delivered is not None:
        parts.append(column.delivered_at.isnot(None) if search.delivered else column.delivered_at.is_(None))
    if search.contains is not None:
        parts.append(_holds("text", "p_contains", search.contains, values))
    for place, text in enumerate(search.values):
        name = f"p_value_{place}"
        parts.append(or_(_holds("text", name, text, values), _holds("records", name, text, values)))
    found = select(*(column[name] for name in columns)).where(and_(*parts))
    return found.order_by(column.seq).limit(bindparam("most")), values


def _heads(search: Search, values: dict[str, Any]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in PLAIN:
        wanted = getattr(search, name)
        if wanted is not None:
            found.append(func.upper(JOURNAL.c[name]) == bindparam(f"p_{name}"))
            values[f"p_{name}"] = wanted.upper()
    return found


def _times(search: Search, values: dict[str, Any]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.first is not None:
        found.append(JOURNAL.c.at >= bindparam("p_first"))
        values["p_first"] = milliseconds(in_zone(search.first))
    if search.last is not None:
        found.append(JOURNAL.c.at <= bindparam("p_last"))
        values["p_last"] = milliseconds(in_zone(search.last))
    return found


def _holds(column: str, name: str, text: str, values: dict[str, Any]) -> ColumnElement[bool]:
    values[name] = f"%{_literally(text.upper())}%"
    return func.upper(JOURNAL.c[column]).like(bindparam(name), escape="!")


def _literally(text: str) -> str:
    """A text in which nothing stands for anything else in a LIKE with the escape ``!``."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
