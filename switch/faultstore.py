"""The faults of one world: kept in the store, looked up in memory.

Those that have ended stay in the store for a while, so that a recording of the world can tell of them.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import bindparam, select

from shared.store.connection import Connection
from switch.chance import Chance
from switch.faults import Fault, FaultDefinition, KeptFault, Moment, Place
from switch.meta import Meta
from switch.schema import FAULT

_LAST = "last_fault"
REMEMBERED = 1_000
"""A fault that has ended is forgotten when so many were put in force after it."""

_INSERT = FAULT.insert()
_DELETE = FAULT.delete().where(FAULT.c.id == bindparam("which"))
_ALL = select(FAULT.c.id, FAULT.c.definition).order_by(FAULT.c.id)


class Faults:
    """The faults of one world, oldest first. ``in_force`` is empty where there are none."""

    def __init__(self, connection: Connection, moment: Callable[[], Moment]) -> None:
        """Take up what the store holds.

        Args:
            connection: the world's store.
            moment: tells where journal and clock of the world stand.
        """
        self._connection, self._meta, self._moment = connection, Meta(connection), moment
        self.chance = Chance(self._meta)
        self._insert, self._delete = connection.prepare(_INSERT), connection.prepare(_DELETE)
        self._all = connection.prepare(_ALL)
        self.in_force: dict[int, KeptFault] = {}
        self.reload()

    def reload(self) -> None:
        """Take up what the store holds."""
        self.in_force = {kept.id: kept for kept in self.remembered() if kept.ended is None}
        self._last = int(self._meta.read().get(_LAST, max(self.in_force, default=0)))

    def all(self) -> list[Fault]:
        """Every fault in force, oldest first."""
        return list(self.in_force.values())

    def remembered(self) -> list[KeptFault]:
        """Every fault in force and those that ended lately, oldest first."""
        return [KeptFault.model_validate_json(row[1]) for row in self._connection.rows(self._all, {})]

    def add(self, definition: FaultDefinition) -> Fault:
        """Put a fault in force; its number is never given again."""
        self._last += 1
        self._meta.write(**{_LAST: self._last})
        asked = definition.model_dump(exclude_unset=True)
        fault = self.in_force[self._last] = KeptFault(**asked, id=self._last, began=self._moment())
        self._insert_one(fault)
        if self._last - REMEMBERED not in self.in_force:
            self._connection.write(self._delete, {"which": self._last - REMEMBERED})
        return fault

    def remove(self, fault: int) -> Fault | None:
        """End a fault; gives it, or None where there is none."""
        ended = self.in_force.pop(fault, None)
        if ended is not None:
            self._rewrite(ended.model_copy(update={"ended": self._moment()}))
        return ended

    def strike(self, place: Place, source: str, keys: tuple[str, ...], terminal: str) -> Fault | None:
        """The first fault that strikes here, which has thereby struck once more; or None.

        A fault with a probability draws only where everything else fits; where it does not strike, the next one may.
        """
        for fault in self.in_force.values():
            if not fault.strikes_at(place) or not fault.fits(source, keys, terminal):
                continue
            if fault.probability is None or self.chance.draw() < fault.probability:
                self._count(fault)
                return fault
        return None

    def held_by(self, terminal: str) -> Fault | None:
        """The fault that holds the queue of a terminal, or None."""
        for fault in self.in_force.values():
            if fault.place is Place.QUEUE and fault.match.terminal == terminal:
                return fault
        return None

    def holds(self, terminal: str) -> Fault | None:
        """The fault that holds a message for a terminal, and has thereby struck once more; or None."""
        fault = self.held_by(terminal)
        if fault is not None:
            self._count(self.in_force[fault.id])
        return fault

    def _count(self, fault: KeptFault) -> None:
        struck = self.in_force[fault.id] = fault.model_copy(update={"struck": fault.struck + 1})
        if struck.struck == fault.times:
            self.remove(fault.id)
        else:
            self._rewrite(struck)

    def _rewrite(self, fault: KeptFault) -> None:
        self._connection.write(self._delete, {"which": fault.id})
        self._insert_one(fault)

    def _insert_one(self, fault: KeptFault) -> None:
        definition = fault.model_dump_json(exclude_unset=True)
        self._connection.write(self._insert, {"id": fault.id, "definition": definition})
