"""Databases that run as their own processes, as the switch reaches them: over HTTP, with every request safe to repeat.

A request carries a number, and the database answers a number that it has seen from memory. So a request whose answer
does not come is simply sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import uuid4

import httpx
import orjson
from pydantic import ValidationError

from shared.engine import Envelope, Explained, Outcome, Settlement
from shared.store.browse import BadFilter
from shared.web.codec import decode_explained, decode_outcome, encode_envelope, encode_rehearsal, encode_settlement
from switch.hops import Hop, Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")

ATTEMPTS = 2
PATIENCE = 6
"""How many times its time limit a database may take for its second chance, before its answer is given up."""
CALENDAR_SECONDS = 120.0
"""How long a database may take to carry out all that one moment has due."""

AT_ONCE = 32
"""Requests to one database that are on their way at once."""
CONNECTIONS = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE, keepalive_expiry=60)
JSON = {"Content-Type": "application/json"}

_MISSING, _REFUSED = frozenset({404}), frozenset({400, 422})
"""Statuses that are answers: there is no such record, or the question was not understood."""

Address = Callable[[], str]
"""Gives a database's URL at this moment, or "" while it does not run."""


class RemoteDatabase:
    """One database in another process. The switch may ask from several threads."""

    remote = True

    def __init__(self, name: str, address: Address, answer_seconds: float, token: str | None = None) -> None:
        """Nothing is asked yet.

        Args:
            name: the database's name.
            address: gives its URL; it changes when the process is started anew.
            answer_seconds: how long it may take for an answer, all attempts together.
            token: what requests bear.
        """
        self.name, self._address, self._seconds = name, address, answer_seconds / ATTEMPTS
        # No proxy from the environment: it would send what is meant for this machine elsewhere.
        self._client = httpx.Client(headers=bearer(token), limits=CONNECTIONS, trust_env=False)
        self._lock = Lock()
        self._next_due: dict[str, str | None] = {}
        self._changed = 0

    def transact(self, envelope: Envelope) -> Outcome:
        """Answer one message."""
        return self._change("/transactions", envelope.world, encode_envelope(envelope), self._seconds)

    def settle(self, settlement: Settlement) -> Outcome:
        """Apply the answer to a record that was passed on."""
        return self._change("/settlements", settlement.world, encode_settlement(settlement), self._seconds)

    def explain(self, envelope: Envelope) -> Explained:
        """What would follow from one message, and which records came near; the database takes it all back."""
        return self._rehearse(encode_rehearsal(envelope))

    def explain_settlement(self, envelope: Envelope, settlement: Settlement) -> Outcome:
        """What would become of the record that a message enters or changes; the message is carried out once more."""
        return self._rehearse(encode_rehearsal(envelope, settlement)).outcome

    def fire(self, now: datetime, world: str) -> Outcome:
        """Carry out what the calendar has due."""
        body = orjson.dumps({"id": f"fire.{uuid4().hex}", "world": world, "now": now})
        return self._change("/timers/fire", world, body, CALENDAR_SECONDS)

    def next_due(self, world: str) -> str | None:
        """The earliest day on which the calendar changes a record, ``CCYYMMDD``; kept until something happens."""
        with self._lock:
            if world in self._next_due:
                return self._next_due[world]
            changed = self._changed
        text = self._ask("GET", "/timers/next", {"world": world}, None, self._seconds).content
        found = orjson.loads(text)["next"]
        day = None if found is None else f"{datetime.fromisoformat(found):%Y%m%d}"
        with self._lock:
            # Something may have happened since the question: then the answer is not kept.
            if changed == self._changed:
                self._next_due[world] = day
        return day

    def erase(self, number: str, world: str) -> bool:
        """Remove a record without trace; says whether there was one."""
        try:
            answer = self._ask(
                "DELETE", f"/records/{quote(number, safe='')}", {"world": world}, None, self._seconds, expected=_MISSING
            )
        finally:
            self.posted(world)
        return answer.status_code not in _MISSING

    def record(self, number: str, world: str) -> dict[str, Any] | None:
        """The whole record with this number as HTTP clients see it, or None."""
        path = f"/records/{quote(number, safe='')}"
        answer = self._ask("GET", path, {"world": world}, None, self._seconds, expected=_MISSING)
        return None if answer.status_code in _MISSING else orjson.loads(answer.content)

    def page(self, filters: Mapping[str, str], cursor: str | None, limit: int, world: str) -> dict[str, Any]:
        """Records that have all of these values, as HTTP clients see them, and where the next page begins."""
        query = {**filters, "world": world, "limit": str(limit), **({"cursor": cursor} if cursor else {})}
        answer = self._ask("GET", "/records", query, None, self._seconds, expected=_REFUSED)
        found: dict[str, Any] = orjson.loads(answer.content)
        if answer.status_code in _REFUSED:
            fault = {"field": "filter", "detail": found.get("detail", ""), "accepted": ""}
            fault |= next(iter(found.get("errors", ())), {})
            raise BadFilter(fault["field"], fault["detail"], fault["accepted"])
        return found

    def posted(self, world: str) -> None:
        """Something was asked that may have changed records: what is due next must be asked anew."""
        with self._lock:
            self._changed += 1
            self._next_due.pop(world, None)

    def url(self, path: str) -> str:
        """The URL of a resource.

        Raises:
            Unavailable: the database does not run at this moment.
        """
        address = self._address()
        if not address:
            raise Unavailable(f"{self.name} does not run")
        return address + path

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _rehearse(self, body: bytes) -> Explained:
        answer = self._ask("POST", "/transactions", {}, body, self._seconds)
        return _read(self.name, answer, decode_explained)

    def _change(self, path: str, world: str, body: bytes, seconds: float) -> Outcome:
        try:
            return outcome_of(self.name, self._ask("POST", path, {}, body, seconds))
        finally:
            self.posted(world)

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: bytes | None,
        seconds: float,
        expected: frozenset[int] = frozenset(),
    ) -> httpx.Response:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._client.request(
                    method, self.url(path), params=query, content=body, headers=JSON if body else None, timeout=seconds
                )
            except httpx.TransportError as error:
                again_or_raise(self.name, error, attempt)
            else:
                return answer if answer.status_code in expected else accepted(self.name, answer)
        raise Unavailable(self.name)


class HttpCourier:
    """Takes messages to databases in other processes while the switch goes on."""

    def __init__(
        self, databases: Mapping[str, RemoteDatabase], answer_seconds: float, token: str | None = None
    ) -> None:
        """Make a courier.

        Args:
            databases: where messages go, by name.
            answer_seconds: the time limit; after half of it the question is asked again, in case it was lost.
            token: what requests bear.
        """
        self._databases = databases
        self._waits = (answer_seconds / ATTEMPTS, answer_seconds * PATIENCE)
        # Connections of its own for each, so that a slow database takes them away from no other.
        self._clients = {
            name: httpx.AsyncClient(headers=bearer(token) | JSON, limits=CONNECTIONS, trust_env=False)
            for name in databases
        }
        # Whatever waits, waits here: the client's own queue takes the square of its length.
        self._free = {name: asyncio.Semaphore(AT_ONCE) for name in databases}

    async def post(self, hop: Hop) -> Outcome:
        """Ask a database; one that is slow is waited for long beyond its time limit."""
        database = self._databases[hop.to]
        try:
            return outcome_of(hop.to, await self._ask(database, encode_envelope(hop.envelope)))
        finally:
            database.posted(hop.envelope.world)

    async def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            await client.aclose()

    async def _ask(self, database: RemoteDatabase, body: bytes) -> httpx.Response:
        free = self._free[database.name]
        try:
            await asyncio.wait_for(free.acquire(), self._waits[-1])
        except TimeoutError as error:
            raise Unavailable(f"{database.name}: too much else waits for it") from error
        try:
            return await self._ask_now(database, body)
        finally:
            free.release()

    async def _ask_now(self, database: RemoteDatabase, body: bytes) -> httpx.Response:
        client = self._clients[database.name]
        for attempt, seconds in enumerate(self._waits, start=1):
            try:
                answer = await client.post(database.url("/transactions"), content=body, timeout=seconds)
            except httpx.TransportError as error:
                again_or_raise(database.name, error, attempt)
            else:
                return accepted(database.name, answer)
        raise Unavailable(database.name)


def bearer(token: str | None) -> dict[str, str]:
    """The headers by which a request bears a token."""
    return {"Authorization": f"Bearer {token}"} if token else {}


def again_or_raise(name: str, error: httpx.TransportError, attempt: int) -> None:
    """Return where a request is worth another attempt.

    Raises:
        Unavailable: it is not: nobody listens there, or this was the last attempt.
    """
    said = f"{name}: {str(error) or type(error).__name__}"
    if isinstance(error, httpx.ConnectError) or attempt == ATTEMPTS:
        raise Unavailable(said) from error
    log.info("asked again: %s", said)


def accepted(name: str, answer: httpx.Response) -> httpx.Response:
    """An answer that carries what was asked for.

    Raises:
        Unavailable: it carries an error, which is logged.
    """
    if answer.is_success:
        return answer
    said = f"{name} answered {answer.request.method} {answer.url.path} with {answer.status_code}: {answer.text[:1000]}"
    log.error(said)
    raise Unavailable(said)


def outcome_of(name: str, answer: httpx.Response) -> Outcome:
    """The outcome that an answer carries.

    Raises:
        Unavailable: it carries none.
    """
    return _read(name, answer, decode_outcome)


def _read(name: str, answer: httpx.Response, decode: Callable[[bytes], T]) -> T:
    try:
        return decode(answer.content)
    except ValidationError as error:
        log.error("%s answered with something that is no outcome: %s", name, error)
        raise Unavailable(f"{name} answered with something that is no outcome") from error
