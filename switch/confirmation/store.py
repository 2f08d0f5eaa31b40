"""Requests kept in the store, so that a restart loses none."""

from __future__ import annotations

from dataclasses import replace

import orjson
from sqlalchemy import bindparam, func, select

from shared.store.connection import Connection
from switch.confirmation.hit_request import HitRequest, State
from switch.schema import CONFIRMATION

LISTED = 5
"""How many waiting requests a refusal names."""


class RequestStore:
    """The hit confirmation requests of one world."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        column = CONFIRMATION.c
        by_id = column.id == bindparam("which")
        newest = select(column.definition).order_by(column.id.desc())
        parties = newest.where(
            column.requester == bindparam("requester"),
            column.owner == bindparam("owner"),
            column.side == bindparam("side"),
            column.state != State.CLOSED.value,
        )
        self._insert = connection.prepare(CONFIRMATION.insert())
        self._update = connection.prepare(
            CONFIRMATION.update()
            .where(by_id)
            .values(state=bindparam("new_state"), definition=bindparam("new_definition"))
        )
        self._one = connection.prepare(select(column.definition).where(by_id))
        hit = (column.record_type == bindparam("record_type"), column.number == bindparam("number"))
        self._waiting = connection.prepare(parties.where(*hit))
        self._listed = connection.prepare(parties.limit(LISTED))
        last = connection.row(connection.prepare(select(func.max(column.id))), {})
        self._last: int = (last[0] if last else None) or 0

    def next_id(self) -> int:
        """The number of the next request."""
        self._last += 1
        return self._last

    def add(self, request: HitRequest) -> None:
        """Keep a new request."""
        values = {
            "id": request.id,
            "requester": request.requester,
            "owner": request.owner,
            "side": request.side,
            "record_type": request.value("RTY"),
            "number": request.value("OCA"),
            "state": request.state.value,
            "definition": _text(request),
        }
        self._connection.write(self._insert, values)

    def put(self, request: HitRequest) -> None:
        """Keep what has changed about a request."""
        values = {"which": request.id, "new_state": request.state.value, "new_definition": _text(request)}
        self._connection.write(self._update, values)

    def get(self, request_id: int) -> HitRequest | None:
        """One request, or None."""
        row = self._connection.row(self._one, {"which": request_id})
        return None if row is None else _request(row[0])

    def waiting(self, requester: str, owner: str, side: int, record_type: str, number: str) -> list[HitRequest]:
        """The requests about one case that wait for an answer, newest first."""
        values = {"requester": requester, "owner": owner, "side": side, "record_type": record_type, "number": number}
        return [_request(row[0]) for row in self._connection.rows(self._waiting, values)]

    def listed(self, requester: str, owner: str, side: int) -> list[HitRequest]:
        """The newest requests of one agency that wait for another one."""
        values = {"requester": requester, "owner": owner, "side": side}
        return [_request(row[0]) for row in self._connection.rows(self._listed, values)]


def _text(request: HitRequest) -> str:
    return orjson.dumps(request).decode()


def _request(definition: str) -> HitRequest:
    read = HitRequest(**orjson.loads(definition))
    fields = tuple((code, value) for code, value in read.fields)
    return replace(read, fields=fields, state=State(read.state))
