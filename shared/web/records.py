"""The records of a database over HTTP: read, and removed without trace."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI

from shared.spec import Database
from shared.store.browse import BadFilter, Browser, record_json
from shared.web.bodies import NumberPath, PageBody, PageQuery, RecordBody, WorldQuery
from shared.web.problems import fault, problem
from shared.web.worlds import Worlds

_RECORDS = [Tag(name="records", description="The records, as for setting up and checking tests.")]


def add_records(app: OpenAPI, worlds: Worlds) -> None:
    """Serve the records."""
    database = worlds.database

    @app.get("/records", summary="Records that have all of the values asked", tags=_RECORDS, responses={200: PageBody})
    def browse(query: PageQuery) -> Response | dict[str, Any]:
        with worlds.use(query.world) as held:
            browser = Browser(database, held.service.records, held.service.connection)
            try:
                page = browser.page(query.filters(), query.cursor, query.limit)
            except BadFilter as error:
                return problem(422, f"{error.name}: {error}", [fault(error.name, str(error), error.accepted)])
        return {"records": [record_json(database, record) for record in page.records], "next": page.next}

    @app.get("/records/<number>", summary="One record", tags=_RECORDS, responses={200: RecordBody})
    def read(path: NumberPath, query: WorldQuery) -> Response | dict[str, Any]:
        with worlds.use(query.world) as held:
            record = held.service.find(path.number)
        return _unknown(database, path.number) if record is None else record_json(database, record)

    @app.delete("/records/<number>", summary="Remove a record without trace", tags=_RECORDS, responses={204: None})
    def erase(path: NumberPath, query: WorldQuery) -> Response:
        with worlds.use(query.world) as held:
            erased = held.service.erase(path.number)
        return Response(status=204) if erased else _unknown(database, path.number)


def _unknown(database: Database, number: str) -> Response:
    code = database.identifier.code
    detail = f"{database.source} has no record with the {code} {number}"
    return problem(404, detail, [fault(code, detail, "the number given when the record was entered")])
