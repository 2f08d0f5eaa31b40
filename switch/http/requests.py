"""What the routes share: the world a request means, its JSON body, JSON answers, and waiting."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import Depends, Header
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from switch.http.ports import Farm
from switch.http.problems import Problem, field_problem, listed, model_faults
from switch.runner import Runner, WorldEnded
from switch.worlds import MAIN as MAIN_WORLD

WORLD_HEADER = "X-World"
HEAD_ONLY = "switch.head_only"
"""What stands in the scope of a HEAD request, which is served as GET."""
WAIT_LIMIT_SECONDS = 60.0
PAGE_LIMIT = 1000

M = TypeVar("M", bound=BaseModel)


class Answer(Response):
    """A JSON answer."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """The answer as bytes."""
        return orjson.dumps(content)


def farm_of(request: Request) -> Farm:
    """The farm that serves a request."""
    farm: Farm = request.app.state.farm
    return farm


def runner_of(request: Request) -> Runner:
    """The runner of the world that a request names in its header.

    Raises:
        Problem: there is no such world, or several are named.
    """
    farm = farm_of(request)
    named = (name.strip() for name in request.headers.getlist(WORLD_HEADER) or (MAIN_WORLD,))
    name, *others = dict.fromkeys(named)
    if others:
        raise field_problem(WORLD_HEADER, f"names several worlds: {', '.join((name, *others))}", "one world")
    runner = farm.runner(name)
    if runner is None:
        worlds = farm.world_names()
        raise field_problem(WORLD_HEADER, f"there is no world {name}" if name else "is empty", worlds, status=404)
    return runner


async def without_query(request: Request) -> None:
    """See that a query names nothing where a route takes nothing from it.

    Raises:
        Problem: it does. What is asked for would else be left out unnoticed, such as another world.
    """
    if request.scope["query_string"] and not request.scope["route"].dependant.query_params:
        accepted = f"nothing after the question mark; the header {WORLD_HEADER} names the world"
        raise field_problem(next(iter(request.query_params), "query"), "is not known here", accepted)


async def _world(
    request: Request, x_world: Annotated[str, Header(description="The world that the request is for.")] = MAIN_WORLD
) -> Runner:
    await without_query(request)
    return runner_of(request)


InWorld = Annotated[Runner, Depends(_world)]
"""A parameter of a route: the runner of the world that the request is for."""


def media_type(request: Request) -> str:
    """The type of a request's body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def is_json(kind: str) -> bool:
    """Whether a media type is JSON."""
    return kind == "application/json" or kind.endswith("+json")


async def read_object(request: Request) -> dict[str, Any]:
    """The JSON object in a request's body.

    Raises:
        Problem: the body is of another type, malformed, or no object.
    """
    kind = media_type(request)
    if not is_json(kind):
        raise Problem(415, f"content type {kind or 'missing'}: application/json is accepted", [])
    body = await request.body()
    if not body:
        raise Problem(400, "the body is empty: a JSON object is accepted")
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Problem(400, f"the body is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise field_problem("body", "must be an object", "a JSON object")
    # Every name has a colon: as many colons as names that were read, and none was lost because it stands twice.
    if body.count(b":") != _names(content):
        _require_names_once(body)
    return content


def _names(content: object) -> int:
    """How many names the objects of a JSON value hold."""
    count, rest = 0, [content]
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            count += len(value)
            rest += value.values()
        elif isinstance(value, list):
            rest += value
    return count


def _require_names_once(body: bytes) -> None:
    """See that no object of a JSON text names anything twice: the last value would win unnoticed.

    Raises:
        Problem: one does, or the text is too deep to be looked at.
    """

    def once(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise field_problem(twice, "stands twice", "each name once; an array for a code that is repeated")

    try:
        json.loads(body, object_pairs_hook=once)
    except RecursionError as error:
        raise Problem(400, "the body is nested too deep") from error


def read_model(model: type[M], content: Mapping[str, Any]) -> M:
    """Values as a model.

    Raises:
        Problem: some are not accepted; every one is named.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = model_faults(error, model)
        raise Problem(422, listed(faults), faults) from error


def read_time(field: str, text: str) -> datetime:
    """A time in ISO form.

    Raises:
        Problem: it is none.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        accepted = "an ISO time such as 2026-07-01T12:00:00 or 2026-07-01T12:00:00-07:00"
        raise field_problem(field, f"{text!r} is no time", accepted) from error


def describes(model: type[BaseModel]) -> dict[str, Any]:
    """The part of a route's description that says what its body is."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def describes_text(kind: str, example: str) -> dict[str, Any]:
    """The part of a route's description that says that its body is text of a media type."""
    content = {kind: {"schema": {"type": "string"}, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def shows(request: Request) -> bool:
    """Whether the client gets to see the body of the answer."""
    return HEAD_ONLY not in request.scope


async def wait_for(request: Request, runner: Runner, event: asyncio.Event, seconds: float) -> bool:
    """Wait for something; says whether it happened before the time was up, the client went or the farm was stopped.

    Raises:
        WorldEnded: the world was put back or dropped meanwhile.
    """
    stopping: asyncio.Event = request.app.state.stopping
    ended = runner.ended
    tasks = [asyncio.ensure_future(waited) for waited in (event.wait(), stopping.wait(), ended.wait(), _gone(request))]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
    if ended.is_set():
        raise WorldEnded(f"the world {runner.world.name} was reset or dropped while this waited")
    return event.is_set()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
