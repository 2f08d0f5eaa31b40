"""The clock of a world over HTTP: read, set, moved forward."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictStr

from shared.world import Mode, in_zone
from switch.http.problems import field_problem
from switch.http.requests import Answer, InWorld, describes, read_model, read_object, read_time
from switch.runner import Runner
from switch.world import Moved

FURTHEST = timedelta(days=36_525)
"""How far a clock is moved at once: a hundred years. What is further is taken for a mistake."""

_SECONDS = FURTHEST.total_seconds()

router = APIRouter(prefix="/clock", tags=["clock"])


class ClockSetting(BaseModel):
    """How a clock runs and where it stands; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["real", "frozen"] | None = None
    now: StrictStr | None = Field(default=None, description="An ISO time; without offset it is California's.")


class Advance(BaseModel):
    """How far to move a clock forward."""

    model_config = ConfigDict(extra="forbid")

    seconds: StrictFloat = Field(ge=0, le=_SECONDS)


@router.get("", summary="Where the clock stands")
async def read_clock(runner: InWorld) -> Answer:
    """The world's time, and how it runs."""
    return Answer(told(runner, Moved((), 0)) | {"now": runner.world.clock.reading().isoformat()})


@router.put("", summary="Set the clock, only forward", openapi_extra=describes(ClockSetting))
async def set_clock(request: Request, runner: InWorld) -> Answer:
    """Everything due on the way is carried out, in order, before the answer."""
    setting = read_model(ClockSetting, await read_object(request))
    if setting.mode is None and setting.now is None:
        raise field_problem("body", "says nothing", "mode, now, or both")
    to = None if setting.now is None else target(runner, setting.now)
    mode = None if setting.mode is None else Mode(setting.mode)
    return Answer(await runner.run(lambda: told(runner, runner.world.set_clock(mode, to)), long=True))


@router.post("/advance", summary="Move the clock forward", openapi_extra=describes(Advance))
async def advance_clock(request: Request, runner: InWorld) -> Answer:
    """Everything due on the way is carried out, in order, before the answer."""
    seconds = read_model(Advance, await read_object(request)).seconds
    # Told in the same step: another request may move the clock right after it.
    return Answer(await runner.run(lambda: told(runner, runner.world.advance_by(seconds)), long=True))


def target(runner: Runner, text: str) -> datetime:
    """A time to move a clock to.

    Raises:
        Problem: it is no time, or too far away.
    """
    now = runner.world.clock.now()
    try:
        to = in_zone(read_time("now", text))
        distance = to - now
    except OverflowError:
        distance = FURTHEST * 2
    if distance > FURTHEST:
        accepted = f"a time from {now.isoformat()} to a hundred years later"
        raise field_problem("now", "is more than a hundred years ahead", accepted)
    return to


def told(runner: Runner, moved: Moved) -> dict[str, Any]:
    """What a client is told of a clock."""
    clock = runner.world.clock
    fired = [
        {"at": item.at.isoformat(), "source": item.source, "what": item.what, "number": item.number}
        for item in moved.fired
    ]
    return {"now": clock.now().isoformat(), "mode": clock.mode.value, "fired": fired, "count": moved.count}
