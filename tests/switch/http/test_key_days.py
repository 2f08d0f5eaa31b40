"""Keys that work only from a day on, or only up to one, by the world's clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
INQUIRY = "SAC1000001.*FULL01.QW.CA0340000.OCA/26-NONE"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"until": date(2026, 7, 1)}, "MESSAGE KEY IS DOWN"),
        ({"until": date(2026, 7, 2)}, "NO RECORD FOUND IN WPS"),
        ({"since": date(2026, 7, 1)}, "NO RECORD FOUND IN WPS"),
        ({"since": date(2026, 7, 2)}, "MESSAGE KEY QW DOES NOT WORK YET: IT DOES FROM 20260702 ON"),
    ],
    ids=str,
)
async def test_a_key_works_from_its_first_day_up_to_its_last(
    farm: Any, send: Send, days: dict[str, date], said: str
) -> None:
    switch = farm.runners["main"].world.switch
    switch.routes = {**switch.routes, "QW": replace(switch.routes["QW"], **days)}
    (reply,) = (await send(INQUIRY)).json()["replies"]
    assert reply["text"].splitlines()[1] == said
