"""Messages over HTTP: one message in, its replies out. This is the busiest route, so it takes no detours."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from time import perf_counter
from typing import Any

import orjson
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, StrictStr
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.wire import Groups, Message, write_message
from switch.core import Switch
from switch.exchange import Exchange, When
from switch.http.metrics import Seconds
from switch.http.ports import Farm
from switch.http.problems import Problem, field_problem, listed
from switch.http.requests import (
    WAIT_LIMIT_SECONDS,
    Answer,
    is_json,
    media_type,
    read_model,
    read_object,
    runner_of,
    wait_for,
)
from switch.http.values import checked_message, pairs
from switch.journal import Entry
from switch.runner import Runner

DEFAULT_WAIT_SECONDS = 2.0
JSON_CONTENT = (b"content-type", b"application/json")


class HttpRequest:
    """The device of a message that came over HTTP: it collects its replies itself as long as it waits."""

    __slots__ = ("open",)

    name = "http"
    holds = True

    def __init__(self) -> None:
        self.open = True

    def hand(self, entries: list[Entry]) -> None:
        """Never called: the exchange holds the replies."""

    def break_off(self, entry: Entry, when: When) -> None:
        """Never called: a reply that a fault takes away is in the mailbox alone."""


class MessageBody(BaseModel):
    """A message in its parts."""

    model_config = ConfigDict(extra="forbid")

    header: StrictStr
    oif: StrictStr
    key: StrictStr
    ori: StrictStr
    taf: StrictStr | None = None
    addresses: tuple[StrictStr, ...] = ()
    fields: dict[str, Any] = Field(
        default={},
        description="Code to value; an array for a repeatable code; parties are an array of objects.",
    )
    text: StrictStr | None = None


async def post_message(request: Request) -> Answer:
    """Take one message; answers when every expected reply is there, or when the wait is over."""
    began = perf_counter()
    runner = runner_of(request)
    seconds = wait_seconds(request)
    body = await read_message(request)
    answer = await exchanged(request, runner, lambda device: take(runner.world.switch, body, device), seconds)
    request.app.state.seconds.observe(perf_counter() - began)
    return Answer(answer)


async def read_message(request: Request) -> bytes | Message:
    """The message in a request's body: one as text, or its parts as JSON.

    Raises:
        Problem: the body is of another type, or its parts are not accepted.
    """
    kind = media_type(request)
    if kind in ("text/plain", ""):
        return await request.body()
    if is_json(kind):
        return message_of(read_model(MessageBody, await read_object(request)), request.app.state.groups)
    raise Problem(415, f"content type {kind}: text/plain (one message) and application/json are accepted")


class ShortWay:
    """The way of a plain message, without the layers of a framework and what they make of a request.

    Whatever is not plain (JSON, a wait of its own) goes the ordinary way, and whatever fails is told there.
    """

    def __init__(self, app: FastAPI, ordinary: ASGIApp) -> None:
        """Make the way.

        Args:
            app: the application, for the farm and the error handlers.
            ordinary: what serves a message that is not plain.
        """
        self._handlers = app.exception_handlers
        self._ordinary = ExceptionMiddleware(ordinary, handlers=self._handlers)
        self._farm: Farm = app.state.farm
        self._seconds: Seconds = app.state.seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        headers = dict(scope["headers"])
        runner = self._farm.runner(headers.get(b"x-world", b"main").decode("latin-1"))
        kind = headers.get(b"content-type", b"text/plain").partition(b";")[0]
        # Where a header stands twice the ordinary way looks whether it is the world's.
        repeated = len(headers) != len(scope["headers"])
        if runner is None or kind != b"text/plain" or repeated or scope["query_string"]:
            await self._ordinary(scope, receive, send)
            return
        try:
            answer = await self._answer(scope, receive, runner)
        except Exception as error:
            # Told as on the ordinary way: its layers turn whatever went wrong into an answer.
            await self._told(error)(scope, receive, send)
            return
        length = (b"content-length", b"%d" % len(answer))
        await send({"type": "http.response.start", "status": 200, "headers": [JSON_CONTENT, length]})
        await send({"type": "http.response.body", "body": answer})

    async def _answer(self, scope: Scope, receive: Receive, runner: Runner) -> bytes:
        began = perf_counter()
        request, body = Request(scope, receive), await read_body(receive)
        switch = runner.world.switch
        found = await exchanged(request, runner, lambda device: switch.receive(body, device), DEFAULT_WAIT_SECONDS)
        answer = orjson.dumps(found)
        self._seconds.observe(perf_counter() - began)
        return answer

    def _told(self, error: Exception) -> ASGIApp:
        async def raising(scope: Scope, receive: Receive, send: Send) -> None:
            raise error

        return ExceptionMiddleware(raising, handlers=self._handlers)


async def read_body(receive: Receive) -> bytes:
    """The whole body of a request.

    Raises:
        ClientDisconnect: the client went before it had sent all.
    """
    part = await receive()
    body: bytes = part.get("body", b"")
    while part.get("more_body", False):
        part = await receive()
        body += part.get("body", b"")
    if part["type"] == "http.disconnect":
        raise ClientDisconnect
    return body


Begin = Callable[[HttpRequest], Exchange]
"""Gives a message of this device to the switch."""


async def exchanged(request: Request, runner: Runner, begin: Begin, seconds: float) -> dict[str, Any]:
    """Send a message and wait for its replies; gives what the client is told."""
    device = HttpRequest()
    try:
        exchange = await runner.run(lambda: begin(device))
        if exchange.pending and not await answered(request, runner, exchange, seconds):
            # In a step, so that what is told here as not yet answered goes to the terminal instead.
            return await runner.run(lambda: close(device, exchange))
        return close(device, exchange)
    finally:
        device.open = False


async def answered(request: Request, runner: Runner, exchange: Exchange, seconds: float) -> bool:
    """Wait until nothing is pending any more; says whether that came about in time."""
    done = asyncio.Event()
    exchange.done = done.set
    return await wait_for(request, runner, done, seconds)


def take(switch: Switch, body: bytes | Message, device: HttpRequest) -> Exchange:
    """Give the switch a message."""
    if isinstance(body, Message):
        return switch.receive_message(body, write_message(body, switch.policy.dialect), device)
    return switch.receive(body, device)


def close(device: HttpRequest, exchange: Exchange) -> dict[str, Any]:
    """What a client is told of an exchange; from now on its replies go to the terminal."""
    device.open = False
    replies = [entry.reply_json() for entry in exchange.replies]
    return {"id": exchange.id, "replies": replies, "pending": list(exchange.pending)}


def message_of(body: MessageBody, groups: Groups) -> Message:
    """The message that a JSON body stands for.

    Raises:
        Problem: a part could not have been sent as text; every value of the wrong type is named.
    """
    fields, faults = pairs(body.fields, groups)
    if faults:
        raise Problem(422, listed(faults), faults)
    return checked_message(
        Message(body.header, body.oif, body.key, body.ori, fields, body.addresses, body.taf, body.text)
    )


def wait_seconds(request: Request) -> float:
    """How long a client waits for replies.

    Raises:
        Problem: it is no number of seconds that is accepted.
    """
    if not request.scope["query_string"]:
        return DEFAULT_WAIT_SECONDS
    unknown = [name for name in request.query_params if name != "wait"]
    if unknown:
        raise field_problem(unknown[0], "is not known here", "wait")
    text = request.query_params["wait"]
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= WAIT_LIMIT_SECONDS:
        raise field_problem("wait", f"{text!r} is not accepted", f"seconds from 0 to {WAIT_LIMIT_SECONDS:.0f}")
    return seconds
