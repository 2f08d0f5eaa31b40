"""Is it alive, is it ready, how much does it do; and the pages that describe the interface."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.openapi.docs import get_swagger_ui_html
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from switch.http.problems import Problem
from switch.http.requests import Answer, farm_of

router = APIRouter(tags=["operation"])

ASSETS = "/docs/assets"


@router.get("/health", summary="Whether the process lives; needs no token")
async def health(request: Request) -> Answer:
    """Always well, as long as there is an answer at all."""
    return Answer({"status": "ok", "version": farm_of(request).version})


@router.get("/ready", summary="Whether messages are answered")
async def ready(request: Request) -> Answer:
    """503 until the farm is up, and again from when it stops."""
    farm = farm_of(request)
    if not farm.started:
        raise Problem(503, "the farm is starting or stopping")
    return Answer({"status": "ready", "worlds": farm.world_names()})


@router.get("/metrics", summary="Numbers for Prometheus", response_class=Response)
async def metrics(request: Request) -> Response:
    """Messages by key, source and kind, how long they took, worlds and queues."""
    page = await request.app.state.metrics.page(farm_of(request))
    return Response(page, headers={"Content-Type": CONTENT_TYPE_LATEST})


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> HTMLResponse:
    """The interface to read and to try, without anything from elsewhere."""
    return get_swagger_ui_html(
        openapi_url="/openapi.json",
        title=f"{request.app.title} - HTTP interface",
        swagger_js_url=f"{ASSETS}/js/swagger-ui-bundle.js",
        swagger_css_url=f"{ASSETS}/css/swagger-ui.css",
        swagger_favicon_url=f"{ASSETS}/images/swagger.svg",
    )


def assets() -> Mount:
    """The files of the Swagger UI, as a package of the farm brings them.

    Raises:
        RuntimeError: the package is not installed.
    """
    package = find_spec("flask_openapi3_swagger")
    if package is None or package.origin is None:
        raise RuntimeError("flask-openapi3-swagger is missing: pip install 'cjfarm[farm]'")
    folder = Path(package.origin).parent / "templates" / "swagger"
    return Mount(ASSETS, StaticFiles(directory=folder), name="assets")
