"""Which worlds and snapshots a farm has, kept beside them: a world that is put back does not forget its own line port.

What stands here exists. A world is made before it is written here and removed after it has gone from here, so that
whatever ends the farm in the middle leaves a store that nobody knows and the next start removes.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, MetaData, String, Table, Text, bindparam, select

from shared.store.connection import Connection

METADATA = MetaData(info={"service": "farm"})

WORLD = Table(
    "farm_world",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("definition", Text, nullable=False),
)


class Kept(BaseModel):
    """A world or a snapshot, as the farm keeps it.

    Attributes:
        name: its name; worlds and snapshots share one name space.
        kind: which of both it is.
        image: the state that it goes back to, or that it is.
        store: where a world lies.
        origin: what it was made from, as the user named it.
        created: when it was made, by its own clock.
        size: how many people there are.
        ephemeral: whether it ends with the farm.
        line: whether it has a line port of its own.
        line_port: that port; the same again after a restart where it is free.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    kind: Literal["world", "snapshot"] = "world"
    image: str
    store: str = ""
    origin: str
    created: str
    size: int
    ephemeral: bool = False
    line: bool = False
    line_port: int | None = None


class Registry:
    """The worlds and snapshots of one farm; kept in a store, looked up in memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert = connection.prepare(WORLD.insert())
        self._update = connection.prepare(
            WORLD.update().where(WORLD.c.name == bindparam("which")).values(definition=bindparam("to"))
        )
        self._delete = connection.prepare(WORLD.delete().where(WORLD.c.name == bindparam("which")))
        rows = connection.rows(connection.prepare(select(WORLD.c.definition).order_by(WORLD.c.name)), {})
        found = [Kept.model_validate_json(row[0]) for row in rows]
        self._held = {kept.name: kept for kept in found}

    def get(self, name: str) -> Kept | None:
        """A world or snapshot, or None."""
        return self._held.get(name)

    def all(self, kind: str) -> list[Kept]:
        """Every world, or every snapshot, by name."""
        return [self._held[name] for name in sorted(self._held) if self._held[name].kind == kind]

    def images(self) -> set[str]:
        """Every image that something is or goes back to."""
        return {kept.image for kept in self._held.values()}

    def put(self, kept: Kept) -> None:
        """Keep a world or snapshot, in the place of the one of its name; lasting at once."""
        if self._held.get(kept.name) == kept:
            return
        definition = kept.model_dump_json()
        if kept.name in self._held:
            self._connection.write(self._update, {"which": kept.name, "to": definition})
        else:
            self._connection.write(self._insert, {"name": kept.name, "definition": definition})
        self._connection.commit()
        self._held[kept.name] = kept

    def remove(self, name: str) -> None:
        """Forget a world or snapshot; lasting at once."""
        self._connection.write(self._delete, {"which": name})
        self._connection.commit()
        del self._held[name]

    def close(self) -> None:
        """Let go of the store."""
        self._connection.close()
