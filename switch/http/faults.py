"""The faults of a world over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from switch.faults import FaultDefinition
from switch.http.problems import field_problem
from switch.http.requests import Answer, InWorld, describes, read_model, read_object
from switch.runner import Runner

router = APIRouter(prefix="/faults", tags=["faults"])


@router.get("", summary="Every fault in force")
async def read_faults(runner: InWorld) -> Answer:
    """The faults, oldest first."""
    found = runner.world.switch.faults.all()
    return Answer({"faults": [fault.model_dump(mode="json", exclude_none=True) for fault in found]})


@router.post("", status_code=201, summary="Put a fault in force", openapi_extra=describes(FaultDefinition))
async def add_fault(request: Request, runner: InWorld) -> Answer:
    """The fault with its number; it lasts until it is ended, over restarts too."""
    definition = read_model(FaultDefinition, await read_object(request))
    fault = await runner.run(lambda: runner.world.switch.faults.add(definition))
    return Answer(fault.model_dump(mode="json", exclude_none=True), 201)


@router.delete("", status_code=204, summary="End every fault")
async def end_all(runner: InWorld) -> Response:
    """Nothing is out of service any more."""
    await runner.run(runner.world.switch.faults.clear)
    return Response(status_code=204)


@router.delete("/{number}", status_code=204, summary="End one fault")
async def end_one(number: int, runner: InWorld) -> Response:
    """What the fault struck works again."""
    await runner.run(lambda: end(runner, number))
    return Response(status_code=204)


def end(runner: Runner, number: int) -> None:
    """End a fault.

    Raises:
        Problem: there is no such fault.
    """
    faults = runner.world.switch.faults
    if not faults.remove(number):
        raise field_problem("number", f"there is no fault {number}", [fault.id for fault in faults.all()], status=404)
