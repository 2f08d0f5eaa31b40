"""Errors as HTTP: problem documents after RFC 9457 that name the field and what is accepted."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
import psycopg
from flask import Flask, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from shared.store.connection import StoreError

log = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"
Fault = dict[str, Any]


def fault(field: str, detail: str, accepted: object) -> Fault:
    """One fault of a request: the field, what is wrong with it, and what is accepted."""
    return {"field": field, "detail": detail, "accepted": accepted}


def problem(status: int, detail: str, faults: Sequence[Fault] = ()) -> Response:
    """A problem document; the field at fault stands in front too, the first one where there are several.

    Args:
        status: the HTTP status.
        detail: what is wrong, in a sentence.
        faults: every fault of the request.
    """
    title = HTTPStatus(status).phrase
    document: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if faults:
        document |= {"field": faults[0]["field"], "accepted": faults[0]["accepted"], "errors": faults}
    return Response(orjson.dumps(document), status, content_type=PROBLEM_TYPE)


def not_accepted(error: ValidationError) -> Response:
    """The answer to a request that a model refuses: every fault at once."""
    if request.method == "POST" and request.get_json(silent=True) is None:
        return problem(400, "the body must be a JSON object, sent with Content-Type: application/json")
    faults = [_model_fault(found) for found in error.errors()]
    return problem(422, "; ".join(f"{found['field']}: {found['detail']}" for found in faults), faults)


def add_problems(app: Flask) -> None:
    """Answer every error of an application by a problem document."""

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response  # type: ignore[return-value]
        answer = problem(error.code or 500, error.description or "")
        for name, value in error.get_headers():
            if name == "Allow":
                answer.headers[name] = value
        return answer

    @app.errorhandler(StoreError)
    @app.errorhandler(sqlite3.Error)
    @app.errorhandler(psycopg.Error)
    def store(error: Exception) -> Response:
        log.error("the store failed: %s", error, extra={"message_id": _request_id()})
        return problem(503, f"the store failed: {error}")

    @app.errorhandler(Exception)
    def ours(error: Exception) -> Response:
        log.exception("a request failed", extra={"message_id": _request_id()})
        return problem(500, "the database failed on this request; its log says why, nothing was changed")


def _model_fault(found: Mapping[str, Any]) -> Fault:
    unknown = found["type"] == "extra_forbidden"
    detail = "is not known here" if unknown else str(found["msg"]).removeprefix("Value error, ")
    accepted = found.get("ctx", {}).get("pattern") or detail
    return fault(".".join(map(str, found["loc"])) or "body", detail, accepted)


def _request_id() -> str:
    body = request.get_json(silent=True)
    return str(body.get("id", "")) if isinstance(body, dict) else ""
