"""Explaining a message over HTTP: its answers as they would be, and what came near; nothing is sent or changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request

from shared.wire import Dialect, Message, ProtocolError, Shape, fields_json, parse, shape_of
from switch.http.messages import HttpRequest, MessageBody, read_message, take
from switch.http.openapi import ShownRecord, Why, message_bodies
from switch.http.requests import Answer, InWorld
from switch.world import World

router = APIRouter(tags=["messages"])

SHOWN = ("source", "kind", "text", "records", "why")
"""What is told of a reply: it was never sent, so it has no number, no time and no receiver."""


class ReplyWouldBe(BaseModel):
    """A reply as it would be."""

    source: str
    kind: str
    text: str
    records: list[ShownRecord]
    why: list[Why]


class ConsideredRecord(BaseModel):
    """A record that came near to an inquiry and was not found."""

    source: str
    fcn: str | None
    nic: str | None
    name: str | None
    number: str | None
    fell_short: list[Why]


class Explanation(BaseModel):
    """What a message would bring; the message is null where the text is none."""

    message: MessageBody | None
    replies: list[ReplyWouldBe]
    considered: list[ConsideredRecord]


@router.post(
    "/explain",
    summary="Say what the answers to a message would be, and why",
    responses={200: {"model": Explanation, "description": "The answers as they would be, and what came near."}},
    openapi_extra=message_bodies(),
)
async def explain(request: Request, runner: InWorld) -> Answer:
    """The replies with their reasons, and for an inquiry the nearest records that it does not find.

    The message is authorised, routed and answered as always, and then all of it is taken back: nothing is journaled,
    delivered or changed. Each database names at most five records, nearest first.
    """
    body = await read_message(request)
    return Answer(await runner.run(lambda: explained(runner.world, body), long=True))


def explained(world: World, body: bytes | Message) -> dict[str, Any]:
    """What a message would bring."""
    with world.rehearsal() as (switch, considered):
        exchange = take(switch, body, HttpRequest())
        replies = [entry.reply() for entry in exchange.replies]
        return {
            "message": _parts(world, body, switch.policy.dialect),
            "replies": [{name: reply[name] for name in SHOWN} for reply in replies],
            "considered": [asdict(one) for one in considered],
        }


def _parts(world: World, body: bytes | Message, dialect: Dialect) -> dict[str, Any] | None:
    try:
        message = body if isinstance(body, Message) else parse(body, dialect)
    except ProtocolError:
        return None
    return asdict(message) | {"fields": fields_json(message.fields, _shape(world, message))}


def _shape(world: World, message: Message) -> Shape:
    """How the fields of a message look as JSON: like those of the record that its key is about."""
    route = world.switch.routes.get(message.key)
    if route is None or route.database is None:
        return Shape()
    database = world.databases[route.database]
    return shape_of(database, database.key_by_name[route.key_name].records[0])
