"""Requests kept in the store, so that a restart loses none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import bindparam, func, select

from shared.store.connection import Connection
from switch.confirmation.hit_request import HitRequest, State
from switch.schema import CONFIRMATION

LISTED = 5
"""How many waiting requests a refusal names."""


_COLUMN = CONFIRMATION.c
_BY_ID = _COLUMN.id == bindparam("which")
_NEWEST = select(_COLUMN.definition).order_by(_COLUMN.id.desc())
_PARTIES = _NEWEST.where(
    _COLUMN.requester == bindparam("requester"),
    _COLUMN.owner == bindparam("owner"),
    _COLUMN.side == bindparam("side"),
    _COLUMN.state != State.CLOSED.value,
)
_INSERT = CONFIRMATION.insert()
_CHANGES: dict[str, Any] = {"state": bindparam("new_state"), "definition": bindparam("new_definition")}
_UPDATE = CONFIRMATION.update().where(_BY_ID).values(_CHANGES)
_ONE = select(_COLUMN.definition).where(_BY_ID)
_WAITING = _PARTIES.where(_COLUMN.record_type == bindparam("record_type"), _COLUMN.number == bindparam("number"))
_LISTED = _PARTIES.limit(LISTED)
_LAST = select(func.max(_COLUMN.id))


class RequestStore:
    """The hit confirmation requests of one world."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        prepare = connection.prepare
        self._insert, self._update, self._one = prepare(_INSERT), prepare(_UPDATE), prepare(_ONE)
        self._waiting, self._listed = prepare(_WAITING), prepare(_LISTED)
        last = connection.row(prepare(_LAST), {})
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
