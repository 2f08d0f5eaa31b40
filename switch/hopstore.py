"""Records on their way to another database, kept until it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import orjson
from sqlalchemy import bindparam, select

from shared.engine import Envelope
from shared.store.connection import Connection
from shared.wire import Message, ReplyContext
from switch.exchange import Exchange
from switch.hops import Hop
from switch.schema import HOP

MakeExchange = Callable[[int, ReplyContext, str, int], Exchange]


class HopStore:
    """The kept hops of one world."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert = connection.prepare(HOP.insert())
        self._delete = connection.prepare(HOP.delete().where(HOP.c.id == bindparam("which")))
        self._one = connection.prepare(select(HOP.c.definition).where(HOP.c.id == bindparam("which")))
        self._all = connection.prepare(select(HOP.c.id).order_by(HOP.c.id))

    def add(self, hop: Hop) -> None:
        """Keep a hop until it is answered."""
        values = {"id": hop.envelope.id, "definition": orjson.dumps(_parts(hop)).decode()}
        self._connection.write(self._insert, values)

    def remove(self, hop_id: str) -> None:
        """Forget a hop: it was answered."""
        self._connection.write(self._delete, {"which": hop_id})

    def ids(self) -> list[str]:
        """Every kept hop."""
        return [row[0] for row in self._connection.rows(self._all, {})]

    def get(self, hop_id: str, make_exchange: MakeExchange) -> Hop | None:
        """A kept hop with an exchange to answer to, or None."""
        row = self._connection.row(self._one, {"which": hop_id})
        if row is None:
            return None
        parts = orjson.loads(row[0])
        context = ReplyContext(**parts["context"])
        exchange = make_exchange(parts["exchange"], context, parts["terminal"], parts["side"])
        message = parts["message"]
        message["fields"] = tuple((code, value) for code, value in message["fields"])
        message["addresses"] = tuple(message["addresses"])
        envelope = Envelope(
            id=hop_id,
            world=parts["world"],
            now=datetime.fromisoformat(parts["now"]),
            message=Message(**message),
            side=parts["side"],
            agency_number=parts["agency_number"],
            origin=parts["origin"],
        )
        return Hop(exchange, parts["to"], envelope, parts["fcn"], stored=True)


def _parts(hop: Hop) -> dict[str, object]:
    exchange, envelope = hop.exchange, hop.envelope
    return {
        "exchange": exchange.number,
        "context": exchange.context,
        "terminal": exchange.terminal,
        "to": hop.to,
        "fcn": hop.fcn,
        "world": envelope.world,
        "now": envelope.now.isoformat(),
        "message": envelope.message,
        "side": envelope.side,
        "agency_number": envelope.agency_number,
        "origin": envelope.origin,
    }
