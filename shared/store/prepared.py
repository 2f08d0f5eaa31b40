"""Statements written in SQLAlchemy Core, compiled once for each kind of store and then run by the driver alone.

That keeps one language for SQLite and PostgreSQL and costs little more than the driver itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Engine
from sqlalchemy.sql import Executable
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.types import TypeEngine

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]
Arguments = Sequence[Any] | Mapping[str, Any]

PREPARED = 4096
"""How many compiled statements are kept. Statements that every world uses are made once, so they are compiled once."""


class Prepared:
    """A statement compiled once for a kind of store."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
        self.sql: str = str(compiled)
        self._names: tuple[str, ...] | None = tuple(compiled.positiontup) if compiled.positiontup is not None else None
        names = self._names if self._names is not None else tuple(compiled.bind_names.values())
        binds: Mapping[str, BindParameter[Any]] = compiled.binds
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._convert = {
            name: convert for name in names if (convert := _bind_processor(binds[name].type, dialect)) is not None
        }
        self._pick = self._picker()

    def _picker(self) -> Callable[[Mapping[str, Any]], Arguments] | None:
        """The shortest way from named values to arguments, where they need no preparation."""
        if self._fixed or self._convert or not self._names:
            return None
        if len(self._names) == 1:
            (only,) = self._names
            return lambda values: (values[only],)
        return itemgetter(*self._names)

    def arguments(self, values: Mapping[str, Any]) -> Arguments:
        """The driver's arguments for named values."""
        if self._pick is not None:
            return self._pick(values)
        if self._fixed:
            values = {**self._fixed, **values}
        if self._convert:
            values = {name: self._convert[name](v) if name in self._convert else v for name, v in values.items()}
        return values if self._names is None else [values[name] for name in self._names]

    def arranged(self, names: tuple[str, ...]) -> Callable[[Row], Arguments]:
        """How a row whose values stand in the order of the names becomes the driver's arguments."""
        if names == self._names and not self._fixed and not self._convert:
            return tuple
        return lambda row: self.arguments(dict(zip(names, row, strict=True)))


_DIALECTS: dict[str, Dialect] = {}
"""The dialect of each kind of store, that of the first one opened; they are all alike."""


def prepared_for(dialect: Dialect, statement: Executable) -> Prepared:
    """A statement compiled for a kind of store; one that was compiled before, as it was."""
    _DIALECTS.setdefault(dialect.name, dialect)
    return _compiled(dialect.name, statement)


@lru_cache(maxsize=PREPARED)
def _compiled(kind: str, statement: Executable) -> Prepared:
    return Prepared(statement, _DIALECTS[kind])


def result_processors(types: Iterable[TypeEngine[Any]], engine: Engine) -> list[tuple[int, Convert]]:
    """For each column whose stored value differs from its typed one: its place and the conversion."""
    found: list[tuple[int, Convert]] = []
    for place, kind in enumerate(types):
        convert = kind.dialect_impl(engine.dialect).result_processor(engine.dialect, None)
        if convert is not None:
            found.append((place, convert))
    return found


def _bind_processor(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)
