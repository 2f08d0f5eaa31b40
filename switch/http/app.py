"""The HTTP application of a farm."""

from __future__ import annotations

import asyncio
from functools import partial

from fastapi import FastAPI
from starlette.routing import Route, request_response

from shared.wire import groups_of, shapes_of
from switch.http import (
    arrests,
    catalog,
    clock,
    directory,
    explain,
    faults,
    journal,
    modify,
    ops,
    photographs,
    recordings,
    records,
    setup,
    terminals,
    worlds,
)
from switch.http.edge import Edge
from switch.http.messages import ShortWay, post_message
from switch.http.metrics import Metrics
from switch.http.openapi import describe
from switch.http.ports import Farm
from switch.http.problems import add_handlers

DESCRIPTION = "A farm of mock criminal-justice databases. All data is invented."


def make_app(farm: Farm) -> FastAPI:
    """The application that serves a farm.

    Whoever stops the farm sets ``app.state.stopping``, so that no reader goes on waiting.
    """
    app = FastAPI(
        title="cjfarm",
        version=farm.version,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    metrics = Metrics()
    app.state.farm, app.state.metrics, app.state.seconds = farm, metrics, metrics.seconds
    app.state.groups = groups_of(shapes_of(farm.databases.values()).values())
    app.state.stopping = asyncio.Event()
    app.state.catalog = catalog.Catalog(farm.databases)
    add_handlers(app)
    _add_routes(app)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    # Most requests come to this route, so they take the shortest way: no router, no layers but the outermost.
    message = ShortWay(app, request_response(post_message))
    app.state.edge = Edge(app.build_middleware_stack(), farm, app, {("POST", "/messages"): message})
    app.middleware_stack = app.state.edge
    return app


def _add_routes(app: FastAPI) -> None:
    # Found first, and without what the framework looks for in parameters.
    app.router.routes[:0] = [Route("/messages", post_message, methods=["POST"]), *worlds.busy_routes()]
    for router in directory.routers():
        app.include_router(router)
    shelves = (records, modify, photographs, setup)
    for module in (
        explain, terminals, arrests, catalog, clock, worlds, faults, recordings, journal, ops, *shelves,
    ):  # fmt: skip
        app.include_router(module.router)
    app.router.routes.append(ops.assets())
