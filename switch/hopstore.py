"""Messages on their way to a database, kept until it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, select

from shared.engine import Envelope
from shared.store.connection import Connection
from shared.web.codec import decode_outcome, encode_outcome
from shared.wire import Message
from switch.exchange import Exchange
from switch.hops import Hop
from switch.limits import parts_of
from switch.schema import HOP

_INSERT = HOP.insert()
_DELETE = HOP.delete().where(HOP.c.id == bindparam("which"))
_ONE = select(HOP.c.definition).where(HOP.c.id == bindparam("which"))
_ALL = select(HOP.c.id).order_by(HOP.c.id)

MakeExchange = Callable[[dict[str, Any]], Exchange]
"""Gives the exchange that something kept belongs to."""


class HopStore:
    """The kept hops of one world."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert, self._delete = connection.prepare(_INSERT), connection.prepare(_DELETE)
        self._one, self._all = connection.prepare(_ONE), connection.prepare(_ALL)

    def put(self, hop: Hop) -> None:
        """Keep a hop, as it now is, until it is answered."""
        self.remove(hop.envelope.id)
        values = {"id": hop.envelope.id, "definition": orjson.dumps(hop_parts(hop)).decode()}
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
        return (
            None
            if row is None
            else replace(hop_of({"id": hop_id, **orjson.loads(row[0])}, make_exchange), stored=True, again=True)
        )


def hop_of(parts: dict[str, Any], make_exchange: MakeExchange) -> Hop:
    """A hop as it was kept."""
    message, answer = dict(parts["message"]), parts.get("answer")
    message["fields"] = tuple((code, value) for code, value in message["fields"])
    message["addresses"] = tuple(message["addresses"])
    envelope = Envelope(
        id=parts["id"],
        world=parts["world"],
        now=datetime.fromisoformat(parts["now"]),
        message=Message(**message),
        side=parts["side"],
        agency_number=parts["agency_number"],
        origin=parts["origin"],
    )
    return Hop(
        make_exchange(parts),
        parts["to"],
        envelope,
        parts["fcn"],
        passed_on=parts.get("passed_on", False),
        answer=None if answer is None else decode_outcome(answer.encode()),
    )


def hop_parts(hop: Hop) -> dict[str, Any]:
    """What has to be kept of a hop."""
    envelope = hop.envelope
    return parts_of(
        hop.exchange,
        id=envelope.id,
        to=hop.to,
        fcn=hop.fcn,
        world=envelope.world,
        now=envelope.now.isoformat(),
        message=envelope.message,
        agency_number=envelope.agency_number,
        origin=envelope.origin,
        passed_on=hop.passed_on,
        answer=None if hop.answer is None else encode_outcome(hop.answer).decode(),
    )
