"""Faults of one world: what is out of service, by database or by message key."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import bindparam, func, select

from shared.store.connection import Connection
from switch.schema import FAULT


class Match(BaseModel):
    """What a fault strikes: a database, a message key, or a key at a database."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str | None = Field(default=None, pattern=r"^[A-Za-z0-9]{2,12}$", description="A database, such as NCIC.")
    key: str | None = Field(default=None, pattern=r"^[A-Za-z0-9]{1,8}$", description="A message key, such as QW.")

    @model_validator(mode="after")
    def _not_empty(self) -> Match:
        if self.source is None and self.key is None:
            raise PydanticCustomError("empty", "names nothing", {"accepted": "a source, a key, or both"})
        return self


class Effect(BaseModel):
    """What a fault does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    down: Literal[True]


class FaultDefinition(BaseModel):
    """A fault as it is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    match: Match
    effect: Effect


class Fault(FaultDefinition):
    """A fault in force."""

    id: int


class Faults:
    """The faults of one world; kept in the store, looked up in memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert = connection.prepare(FAULT.insert())
        self._delete = connection.prepare(FAULT.delete().where(FAULT.c.id == bindparam("which")))
        rows = connection.rows(connection.prepare(select(FAULT.c.id, FAULT.c.definition).order_by(FAULT.c.id)), {})
        self._held = {row[0]: Fault.model_validate_json(row[1]) for row in rows}
        last = connection.row(connection.prepare(select(func.max(FAULT.c.id))), {})
        self._last: int = (last[0] if last else None) or 0

    def all(self) -> list[Fault]:
        """Every fault in force, oldest first."""
        return list(self._held.values())

    def add(self, definition: FaultDefinition) -> Fault:
        """Put a fault in force."""
        self._last += 1
        fault = Fault(id=self._last, match=definition.match, effect=definition.effect)
        self._connection.write(self._insert, {"id": fault.id, "definition": fault.model_dump_json()})
        self._held[fault.id] = fault
        return fault

    def remove(self, fault: int) -> bool:
        """End a fault; says whether there was one."""
        if self._held.pop(fault, None) is None:
            return False
        self._connection.write(self._delete, {"which": fault})
        return True

    def clear(self) -> None:
        """End every fault."""
        for fault in list(self._held):
            self.remove(fault)

    def key_is_down(self, key: str) -> bool:
        """Whether a message key is down everywhere."""
        return any(f.match.source is None and (f.match.key or "").upper() == key for f in self._held.values())

    def is_down(self, source: str, key: str) -> bool:
        """Whether a database is out of service for a key."""
        for fault in self._held.values():
            struck = fault.match
            if (struck.source or "").upper() == source and (struck.key is None or struck.key.upper() == key):
                return True
        return False
