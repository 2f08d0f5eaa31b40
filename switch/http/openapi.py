"""The OpenAPI description: what FastAPI finds out, and what it cannot know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from switch.faults import FaultDefinition
from switch.http.arrests import Arrest
from switch.http.clock import Advance, ClockSetting
from switch.http.messages import DEFAULT_WAIT_SECONDS, MessageBody
from switch.http.modify import ChangedRecord
from switch.http.records import NewRecord
from switch.http.requests import WAIT_LIMIT_SECONDS, WORLD_HEADER
from switch.http.verify import Expectation
from switch.http.worlds import SnapshotBody, WorldBody
from switch.settings import Agency, Operator, Terminal

EXAMPLE = "SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215"
PROBLEM = "application/problem+json"


class Why(BaseModel):
    """One step of why an answer is what it is."""

    text: str
    rule: str
    cite: str


class ShownRecord(BaseModel):
    """A record as a reply shows it."""

    fcn: str | None
    nic: str | None
    type: str
    status: str
    fields: dict[str, Any]


class ReplyBody(BaseModel):
    """One reply."""

    seq: int
    at: str
    source: str
    kind: str
    key: str
    header: str
    text: str
    records: list[ShownRecord]
    why: list[Why]


class MessageAnswer(BaseModel):
    """The replies that came within the wait, and who still has to answer."""

    id: str
    replies: list[ReplyBody]
    pending: list[str]


class ProblemBody(BaseModel):
    """What is wrong with a request (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    accepted: Any = None
    errors: list[dict[str, Any]] = Field(default=[], description="Every fault, each with field, detail and accepted.")


MODELS = (
    MessageBody, MessageAnswer, ProblemBody, Terminal, Operator, Agency, FaultDefinition, ClockSetting, Advance,
    NewRecord, ChangedRecord, Expectation, Arrest, WorldBody, SnapshotBody,
)  # fmt: skip


def describe(app: FastAPI) -> dict[str, Any]:
    """The description of an application; made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        _, models = models_json_schema(
            [(model, "validation") for model in MODELS], ref_template="#/components/schemas/{model}"
        )
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas |= models["$defs"]
        made["paths"] = {"/messages": {"post": _messages()}, **made["paths"]}
        for path in made["paths"].values():
            for operation in path.values():
                _name_problems(operation["responses"])
        app.openapi_schema = made
    return app.openapi_schema


def _name_problems(responses: dict[str, Any]) -> None:
    """Every error is a problem document, also those that the framework would describe otherwise."""
    responses.pop("422", None)
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
    responses["default"] = {"description": "The request is not carried out.", "content": content}


def message_bodies() -> dict[str, Any]:
    """The part of a route's description that says that it takes a message, as text or in its parts."""
    json = {"schema": {"$ref": "#/components/schemas/MessageBody"}}
    text = {"schema": {"type": "string"}, "example": EXAMPLE}
    return {"requestBody": {"required": True, "content": {"text/plain": text, "application/json": json}}}


def _messages() -> dict[str, Any]:
    """The busiest route, which FastAPI does not serve."""
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/MessageAnswer"}}}
    seconds = {"type": "number", "minimum": 0, "maximum": WAIT_LIMIT_SECONDS, "default": DEFAULT_WAIT_SECONDS}
    return {
        "tags": ["messages"],
        "summary": "Send one message and get its replies",
        "description": "Answers when every expected reply is there, or when the wait is over. "
        "A text that is no message is answered with an ERROR reply.",
        "operationId": "post_message",
        "parameters": [
            {"name": "wait", "in": "query", "required": False, "schema": seconds},
            {"name": WORLD_HEADER, "in": "header", "required": False, "schema": {"type": "string", "default": "main"}},
        ],
        **message_bodies(),
        "responses": {"200": {"description": "The replies so far.", "content": answer}},
    }
