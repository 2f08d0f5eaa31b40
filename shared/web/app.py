"""The Flask application of one database: what it serves when it runs as its own process."""

from __future__ import annotations

from hmac import compare_digest

from flask import Response, redirect, request
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from shared.spec import Database
from shared.web.bodies import HealthBody, ProblemBody
from shared.web.meter import Meter
from shared.web.problems import add_problems, not_accepted, problem
from shared.web.records import add_records
from shared.web.transactions import add_transactions
from shared.web.worlds import OpenStore, Worlds

MAXIMUM_BYTES = 1_048_576
"""The longest request; a message has at most 16 KiB on the line."""


def make_app(database: Database, open_store: OpenStore, token: str | None = None) -> OpenAPI:
    """The application of one database.

    Args:
        database: the database.
        open_store: gives a connection to a world's store, whose tables it makes first where there are none.
        token: what every request but ``/health`` must bear; None asks for nothing.
    """
    return app_of(Worlds(database, open_store), token)


def app_of(worlds: Worlds, token: str | None = None) -> OpenAPI:
    """The application over worlds that somebody else closes."""
    database, meter = worlds.database, Meter(worlds.database.name)
    about = f"{database.source} of the farm. All data is invented."
    app = OpenAPI(
        f"cjfarm.{database.name}",
        info=Info(title=database.title, version="1", description=about),
        security_schemes={"token": {"type": "http", "scheme": "bearer"}} if token else None,
        validation_error_callback=not_accepted,
        validation_error_model=ProblemBody,
        doc_prefix="/docs",
    )
    app.config["MAX_CONTENT_LENGTH"] = MAXIMUM_BYTES
    add_problems(app)
    if token:
        _ask_for(app, token)
    add_transactions(app, worlds, meter)
    add_records(app, worlds)
    _add_state(app, database, meter)
    return app


def _ask_for(app: OpenAPI, token: str) -> None:
    expected = f"Bearer {token}".encode()

    @app.before_request
    def authorised() -> Response | None:
        given = request.headers.get("Authorization", "").encode()
        if request.path == "/health" or compare_digest(given, expected):
            return None
        answer = problem(401, "Authorization: Bearer and the farm's token is accepted")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer


def _add_state(app: OpenAPI, database: Database, meter: Meter) -> None:
    @app.get("/health", summary="Whether the process lives", responses={200: HealthBody})
    def health() -> dict[str, str]:
        return {"status": "ok", "database": database.name}

    @app.get("/ready", summary="Whether the database answers", responses={200: HealthBody})
    def ready() -> dict[str, str]:
        # Worlds open on first use, so there is nothing to wait for.
        return {"status": "ready", "database": database.name}

    @app.get("/metrics", summary="Numbers for Prometheus")
    def metrics() -> Response:
        return Response(meter.text(), content_type=meter.content_type)

    @app.route("/openapi.json")
    def description() -> dict[str, object]:
        return app.api_doc

    @app.route("/docs")
    def docs() -> Response:
        return redirect("/docs/swagger")  # type: ignore[return-value]
