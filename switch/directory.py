"""The terminals, operators and agencies of one world: kept in the store, looked up in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import Table, bindparam, select
from sqlalchemy.sql import Executable

from shared.store.connection import Connection
from shared.world import default_agency_number
from switch.schema import AGENCY, OPERATOR, TERMINAL
from switch.settings import Agency, Operator, Terminal

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Statements:
    """What is asked of one table of definitions, and the column of their names."""

    name: str
    insert: Executable
    delete: Executable
    all: Executable


@cache
def _statements(table: Table) -> _Statements:
    name, *_ = table.primary_key.columns
    return _Statements(
        name=name.name,
        insert=table.insert(),
        delete=table.delete().where(name == bindparam("which")),
        all=select(name, table.c.definition).order_by(name),
    )


@lru_cache(maxsize=8192)
def _read(model: type[Model], definition: str) -> Model:
    """A definition as it was kept. Definitions never change, so that worlds share those that are alike."""
    return model.model_validate_json(definition)


class Shelf(Generic[Model]):
    """One kind of definition by its name, kept as JSON."""

    def __init__(self, connection: Connection, table: Table, model: type[Model]) -> None:
        self._connection, self._model = connection, model
        statements = _statements(table)
        self._name = statements.name
        self._insert, self._delete = connection.prepare(statements.insert), connection.prepare(statements.delete)
        rows = connection.rows(connection.prepare(statements.all), {})
        self._held: dict[str, Model] = {row[0]: _read(model, row[1]) for row in rows}

    def get(self, name: str) -> Model | None:
        """One definition, or None."""
        return self._held.get(name)

    def all(self) -> Iterable[Model]:
        """Every definition, by name."""
        return [self._held[name] for name in sorted(self._held)]

    def put(self, definition: Model) -> None:
        """Add a definition, or replace the one of the same name."""
        name = str(getattr(definition, self._name))
        self.remove(name)
        self._connection.write(self._insert, {self._name: name, "definition": definition.model_dump_json()})
        self._held[name] = definition

    def remove(self, name: str) -> bool:
        """Remove a definition; says whether there was one."""
        if name not in self._held:
            return False
        self._connection.write(self._delete, {"which": name})
        del self._held[name]
        return True


class Directory:
    """Who is known in one world."""

    def __init__(self, connection: Connection) -> None:
        self.terminals = Shelf(connection, TERMINAL, Terminal)
        self.operators = Shelf(connection, OPERATOR, Operator)
        self.agencies = Shelf(connection, AGENCY, Agency)

    def agency_number(self, ori: str) -> int:
        """The three-digit number of an agency."""
        agency = self.agencies.get(ori)
        return agency.number if agency and agency.number is not None else default_agency_number(ori)

    def attended_terminal(self, ori: str) -> Terminal | None:
        """The agency's terminal that unsolicited traffic goes to, or None where it has none."""
        return next((terminal for terminal in self._fixed(ori) if terminal.attended), None)

    def fixed_terminal(self, terminal: Terminal) -> Terminal | None:
        """Where a terminal's unsolicited traffic goes: to itself, or from a pooled one to a fixed one of its agency.

        That is the attended one if there is any. None where a pooled terminal's agency has no fixed one.
        """
        if not terminal.pooled:
            return terminal
        return self.attended_terminal(terminal.ori) or next(self._fixed(terminal.ori), None)

    def _fixed(self, ori: str) -> Iterator[Terminal]:
        return (terminal for terminal in self.terminals.all() if terminal.ori == ori and not terminal.pooled)

    def unsolicited_terminal(self, mnemonic: str) -> str:
        """The mnemonic for which a terminal's unsolicited traffic is kept; its own where there is no other."""
        terminal = self.terminals.get(mnemonic)
        fixed = None if terminal is None else self.fixed_terminal(terminal)
        return mnemonic if fixed is None else fixed.mnemonic

    def knows_agency(self, ori: str) -> bool:
        """Whether messages can be sent to an agency."""
        return self.agencies.get(ori) is not None or any(t.ori == ori for t in self.terminals.all())
