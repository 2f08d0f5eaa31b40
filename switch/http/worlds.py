"""The worlds of the farm over HTTP: made, put back, kept as snapshots, dropped."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr
from pydantic_core import PydanticCustomError
from starlette.responses import Response
from starlette.routing import Route

from seed.population import size_of
from shared.world import Mode
from switch.http.problems import field_problem
from switch.http.requests import Answer, describes, farm_of, read_model, read_object, without_query
from switch.new_world import SEED, NewWorld
from switch.registry import Kept

router = APIRouter(prefix="/worlds", tags=["worlds"], dependencies=[Depends(without_query)])

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)


_SIZES = "small, county, state or a number from 1 to 1,000,000"
_DAYS = "a day from 1990-01-01 to 2099-12-31"


def read_day(text: object) -> date:
    """A day in ISO form.

    Raises:
        PydanticCustomError: it is none.
    """
    try:
        day = date.fromisoformat(str(text))
    except ValueError as error:
        raise PydanticCustomError("day", "is no day", {"accepted": _DAYS}) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("day", "is too far away", {"accepted": _DAYS})
    return day


def read_size(size: object) -> int:
    """A number of people.

    Raises:
        PydanticCustomError: it is none.
    """
    try:
        return size_of(size if isinstance(size, int) and not isinstance(size, bool) else str(size))
    except ValueError as error:
        raise PydanticCustomError("size", "is not accepted", {"accepted": _SIZES}) from error


Name = Annotated[
    StrictStr,
    Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$", description="Up to 40 of a-z 0-9 _ -, the first a letter or digit."),
]


class WorldBody(BaseModel):
    """A world to make. What is left out of `seed`, `size`, `date` and `clock` is as in the main world."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    origin: StrictStr = Field(
        default=SEED,
        alias="from",
        description="`seed`: as the main world was at its first start; or a snapshot or world, as it is now.",
    )
    line: StrictBool = Field(default=False, description="Give it a line port of its own.")
    ephemeral: StrictBool = Field(default=False, description="Let it end with the farm.")
    seed: StrictInt | None = Field(default=None, ge=-(2**31), le=2**31 - 1, description="Which people there are.")
    size: Annotated[int, BeforeValidator(read_size, json_schema_input_type=int | str)] | None = Field(
        default=None, description=f"How many people: {_SIZES}. Left out beside another seed or date it is small."
    )
    day: Annotated[date, BeforeValidator(read_day, json_schema_input_type=str)] | None = Field(
        default=None,
        alias="date",
        description="Reference date of the population and first day of a frozen clock, as 2026-03-02.",
    )
    clock: Literal["real", "frozen"] | None = None

    def asked(self) -> NewWorld:
        """The same as the farm takes it.

        Raises:
            Problem: the name means something else, or what it is to be made of contradicts itself.
        """
        if self.name == SEED:
            raise field_problem("name", "seed stands for the first start of the main world", "another name")
        values = self.model_dump()
        recipe = {name: values.pop(name) for name in ("seed", "size", "day", "clock")}
        given = [name for name, value in recipe.items() if value is not None]
        if self.origin != SEED and given:
            name = given[0].replace("day", "date")
            raise field_problem(name, f"what is made from {self.origin} has its own", "from or this left out")
        clock = None if self.clock is None else Mode(self.clock)
        return NewWorld(**values, seed=self.seed, size=self.size, date=self.day, clock=clock)


class SnapshotBody(BaseModel):
    """A snapshot to take."""

    model_config = ConfigDict(extra="forbid")

    name: Name


@router.get("", summary="Every world and every snapshot")
async def read_worlds(request: Request) -> Answer:
    """The worlds and the snapshots, each by name."""
    known = farm_of(request).worlds
    return Answer({"worlds": [*map(told, known.worlds())], "snapshots": [*map(told_snapshot, known.snapshots())]})


@router.post("", status_code=201, summary="Make a world", openapi_extra=describes(WorldBody))
async def create_world(request: Request) -> Answer:
    """A world of its own: from the seed, a snapshot, or another world as it is now, clock, queues and journal too."""
    body = read_model(WorldBody, await read_object(request))
    return Answer(told(await farm_of(request).worlds.create(body.asked())), 201)


@router.get("/{name}", summary="One world or snapshot")
async def read_world(request: Request, name: str) -> Answer:
    """What is told of it in the list."""
    kept = farm_of(request).worlds.get(name)
    return Answer(told(kept) if kept.kind == "world" else told_snapshot(kept))


@router.delete("/{name}", status_code=204, summary="Drop a world or a snapshot")
async def drop_world(request: Request, name: str) -> Response:
    """Its name is free again. The main world stays. Worlds made from a dropped snapshot can still be put back."""
    await farm_of(request).worlds.drop(name)
    return Response(status_code=204)


@router.post("/{name}/reset", summary="Put a world back to what it was made as")
async def reset_world(request: Request, name: str) -> Answer:
    """Records, clock, terminals, queues, timers, faults and journal are as they were when it was made."""
    return Answer(told(await farm_of(request).worlds.reset(name)))


@router.get("/{name}/snapshots", summary="The snapshots taken of a world")
async def read_snapshots(request: Request, name: str) -> Answer:
    """The snapshots that were taken of it and not dropped since."""
    known = farm_of(request).worlds
    known.get(name)
    return Answer({"snapshots": [told_snapshot(kept) for kept in known.snapshots() if kept.origin == name]})


@router.post(
    "/{name}/snapshots", status_code=201, summary="Keep a world as it is now", openapi_extra=describes(SnapshotBody)
)
async def take_snapshot(request: Request, name: str) -> Answer:
    """A snapshot to make worlds from; it never changes."""
    body = read_model(SnapshotBody, await read_object(request))
    return Answer(told_snapshot(await farm_of(request).worlds.snapshot(name, body.name)), 201)


def busy_routes() -> list[Route]:
    """What a test does before each of its cases, as plain routes."""

    async def reset(request: Request) -> Answer:
        return await reset_world(request, request.path_params["name"])

    return [
        Route("/worlds/{name}/reset", reset, methods=["POST"]),
        Route("/worlds", create_world, methods=["POST"]),
    ]


def told(kept: Kept) -> dict[str, Any]:
    """What a client is told of a world; its line port is null where it has none of its own."""
    return {
        "name": kept.name,
        "created": kept.created,
        "size": kept.size,
        "line_port": kept.line_port,
        "from": kept.origin,
        "ephemeral": kept.ephemeral,
    }


def told_snapshot(kept: Kept) -> dict[str, Any]:
    """What a client is told of a snapshot."""
    return {"name": kept.name, "created": kept.created, "size": kept.size, "from": kept.origin}
