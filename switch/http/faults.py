"""The faults of a world over HTTP."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from switch.exchange import SWITCH
from switch.faults import Fault, FaultDefinition, contradictions
from switch.http.problems import Problem, fault, field_problem, listed
from switch.http.requests import Answer, InWorld, describes, farm_of, read_model, read_object
from switch.runner import Runner

router = APIRouter(prefix="/faults", tags=["faults"])


@router.get("", summary="Every fault in force")
async def read_faults(runner: InWorld) -> Answer:
    """The faults, oldest first."""
    found = runner.world.switch.faults.all()
    return Answer({"faults": [told(item) for item in found]})


@router.post("", status_code=201, summary="Put a fault in force", openapi_extra=describes(FaultDefinition))
async def add_fault(request: Request, runner: InWorld) -> Answer:
    """The fault with its number; it lasts until it is ended, over restarts too."""
    definition = read_model(FaultDefinition, await read_object(request))
    switch = runner.world.switch
    known = {
        "source": [*sorted(name.upper() for name in farm_of(request).databases), SWITCH],
        "key": sorted(switch.routes),
        "terminal": [terminal.mnemonic for terminal in switch.directory.terminals.all()],
    }
    means_something(definition, known, [name for name, route in switch.routes.items() if route.database is None])
    added = await runner.run(lambda: runner.world.switch.faults.add(definition))
    return Answer(told(added), 201)


@router.delete("", status_code=204, summary="End every fault")
async def end_all(runner: InWorld) -> Response:
    """Nothing is out of service any more."""
    await runner.run(runner.world.switch.delivery.end_faults)
    return Response(status_code=204)


@router.delete("/{number}", status_code=204, summary="End one fault")
async def end_one(number: int, runner: InWorld) -> Response:
    """What the fault struck works again."""
    await runner.run(lambda: end(runner, number))
    return Response(status_code=204)


def told(fault: Fault) -> dict[str, Any]:
    """What a client is told of a fault in force."""
    return fault.model_dump(mode="json", include=set(Fault.model_fields), exclude_none=True)


def means_something(definition: FaultDefinition, known: Mapping[str, Sequence[str]], own_keys: Container[str]) -> None:
    """See that there is what a fault is to strike, and that its parts go together.

    Raises:
        Problem: there is no such database, message key or terminal, or two parts contradict each other.
    """
    found = [
        fault(f"match.{name}", f"there is no {name} {asked}", list(accepted))
        for name, accepted in known.items()
        if (asked := getattr(definition.match, name)) is not None and asked not in accepted
    ]
    found += [fault(*contradiction) for contradiction in contradictions(definition, own_keys)]
    if found:
        raise Problem(422, listed(found), found)


def end(runner: Runner, number: int) -> None:
    """End a fault.

    Raises:
        Problem: there is no such fault.
    """
    switch = runner.world.switch
    if not switch.delivery.end_fault(number):
        known = [item.id for item in switch.faults.all()]
        raise field_problem("number", f"there is no fault {number}", known, status=404)
