"""The worlds of the farm over HTTP."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from switch.http.requests import Answer, farm_of
from switch.runner import Runner

router = APIRouter(prefix="/worlds", tags=["worlds"])


@router.get("", summary="Every world")
async def read_worlds(request: Request) -> Answer:
    """The worlds, by name."""
    farm = farm_of(request)
    runners = [runner for name in farm.world_names() if (runner := farm.runner(name)) is not None]
    return Answer({"worlds": [await runner.run(lambda known=runner: described(known)) for runner in runners]})  # type: ignore[misc]


def described(runner: Runner) -> dict[str, Any]:
    """What a client is told of a world; its port is null where it shares that of the farm or has none."""
    held = runner.world.meta.read()
    size, port = held.get("size"), held.get("line_port")
    return {
        "name": runner.world.name,
        "created": held.get("created"),
        "size": None if size is None else int(size),
        "line_port": None if port is None else int(port),
    }
