"""Errors as problem documents (RFC 9457): what is wrong, with which field, and what would be accepted."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import orjson
import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from shared.store.connection import StoreError, StoreFull
from shared.world import ClockError
from switch.hops import Unavailable
from switch.refusals import NoSuchWorld, WorldRefused
from switch.runner import WorldEnded
from switch.unaccepted import unaccepted

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
METHODS = ("DELETE", "GET", "POST", "PUT")
Fault = dict[str, Any]


class Problem(HTTPException):
    """A request that is not carried out.

    Attributes:
        faults: every fault found, each with its ``field``, a ``detail``, and what is ``accepted`` where known.
    """

    def __init__(
        self, status: int, detail: str, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.faults = list(faults)


def field_problem(field: str, detail: str, accepted: object = None, status: int = 422) -> Problem:
    """A request with one field at fault."""
    return Problem(status, f"{field}: {detail}", [fault(field, detail, accepted)])


def fault(field: str, detail: str, accepted: object = None) -> Fault:
    """One fault of a request."""
    found: Fault = {"field": field, "detail": detail}
    return found if accepted is None else {**found, "accepted": accepted}


def document(
    status: int, detail: str, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """A problem as a response; the field at fault stands in front too, the first one where there are several."""
    faults = list(faults)
    content: dict[str, Any] = {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more,
    }  # fmt: skip
    if faults:
        content |= {name: faults[0][name] for name in ("field", "accepted") if name in faults[0]}
        content["errors"] = faults
    return Response(orjson.dumps(content), status, dict(headers or {}), MEDIA_TYPE)


def unexpected(error: Exception) -> Response:
    """A failure of ours: the log has it whole, the client its number."""
    number = uuid4().hex[:12]
    log.error("request failed, error %s", number, exc_info=error)
    return document(500, f"the farm failed; its log tells more under error {number}", id=number)


def model_faults(error: ValidationError, model: type[BaseModel]) -> list[Fault]:
    """What a model did not accept."""
    return [fault(*found) for found in unaccepted(error.errors(), model.model_json_schema())]


def parameter_faults(error: RequestValidationError, parameters: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """What a route did not accept in its path, query and headers, of which it describes the parameters."""
    places: dict[str, dict[str, Any]] = {}
    for known in parameters:
        schema = {**known["schema"]} | ({"description": known["description"]} if "description" in known else {})
        places.setdefault(known["in"], {})[known["name"]] = schema
    schema = {"properties": {place: {"properties": names} for place, names in places.items()}}
    # FastAPI puts in front where a value comes from; clients know it.
    return [fault(item.field.partition(".")[2], *item[1:]) for item in unaccepted(error.errors(), schema)]


def listed(faults: Iterable[Fault]) -> str:
    """Several faults in one line."""
    return "; ".join(f"{found['field']}: {found['detail']}" for found in faults)


async def answer_http(request: Request, error: HTTPException) -> Response:
    """A problem of ours, or one that the framework found: unknown paths and methods among them."""
    headers, detail = error.headers, str(error.detail)
    if error.status_code == 404 and detail == HTTPStatus.NOT_FOUND.phrase:
        detail = f"there is nothing at {request.url.path}; /docs lists what there is"
    if error.status_code == 405:
        methods = allowed_methods(request)
        headers, detail = {"Allow": methods}, f"{request.method} is not possible here: {methods}"
    faults = error.faults if isinstance(error, Problem) else []
    return document(error.status_code, detail, faults, headers)


def allowed_methods(request: Request) -> str:
    """The methods that a path has."""
    asked = {name: request.scope[name] for name in ("type", "path", "headers")}
    found = [
        method
        for method in METHODS
        if any(route.matches({**asked, "method": method})[0] is Match.FULL for route in request.app.routes)
    ]
    return ", ".join(found)


async def answer_validation(request: Request, error: RequestValidationError) -> Response:
    """Parameters that a route does not accept."""
    path = request.app.openapi()["paths"][request.scope["route"].path]
    faults = parameter_faults(error, path[request.method.lower()].get("parameters", ()))
    return document(422, listed(faults), faults)


async def answer_clock(request: Request, error: ClockError) -> Response:
    """A move of the clock that is not possible."""
    return document(422, str(error), [fault("now", str(error), "a time that is not before the world's")])


async def answer_store(request: Request, error: Exception) -> Response:
    """A store that does not do its work."""
    log.error("the store failed: %s", error)
    return document(503, f"the store failed, nothing was changed: {error}")


async def answer_full(request: Request, error: StoreFull) -> Response:
    """A world that has grown to its limit."""
    accepted = "a reset or a drop of the world, or a larger limits.world_megabytes"
    return document(507, f"the world is full, nothing was changed: {error}", [fault("world", str(error), accepted)])


async def answer_world(request: Request, error: WorldRefused) -> Response:
    """What cannot be done with a world."""
    status = 404 if isinstance(error, NoSuchWorld) else 409
    return document(status, f"{error.field}: {error}", [fault(error.field, str(error), error.accepted)])


async def answer_ended(request: Request, error: WorldEnded) -> Response:
    """A world that is not there any more, or not as it was."""
    return document(404, str(error))


async def answer_unavailable(request: Request, error: Unavailable) -> Response:
    """A database that does not answer."""
    return document(503, f"the database does not answer: {error}")


def add_handlers(app: FastAPI) -> None:
    """Let every error of an application end as a problem document."""
    answers: dict[type[Exception], Callable[..., Any]] = {
        HTTPException: answer_http,
        RequestValidationError: answer_validation,
        ClockError: answer_clock,
        Unavailable: answer_unavailable,
        StoreFull: answer_full,
        WorldRefused: answer_world,
        WorldEnded: answer_ended,
        StoreError: answer_store,
        sqlite3.OperationalError: answer_store,
        psycopg.OperationalError: answer_store,
    }
    for kind, answer in answers.items():
        app.add_exception_handler(kind, answer)
