"""A journal that keeps only so much says what it no longer has."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from switch.bounds import Bounds, Dropping
from switch.http.app import make_app
from tests.switch.http.conftest import MakeFarm, client_of

pytestmark = pytest.mark.anyio

ASKED = "SAC1000001.*FULL01.QW.CA0340000.OCA/26-{}"


async def entries(client: httpx.AsyncClient, **search: Any) -> dict[str, Any]:
    page: dict[str, Any] = (await client.get("/journal", params={"limit": 1000, **search})).json()
    return page


@pytest.fixture
async def client(make_farm: MakeFarm) -> Any:
    """A client of a farm whose journal keeps twenty entries for ten days."""
    farm = make_farm()
    journal = farm.runners["main"].world.switch.journal
    journal._dropping = Dropping(farm.runners["main"].world.connection, Bounds(entries=20, days=10))
    async with client_of(make_app(farm)) as client:
        yield client


async def ask(client: httpx.AsyncClient, times: int) -> None:
    for number in range(times):
        await client.post("/messages", content=ASKED.format(number))


async def test_the_oldest_entries_go_first_and_are_counted(client: httpx.AsyncClient) -> None:
    await ask(client, 30)
    page = await entries(client)
    assert 20 <= len(page["entries"]) <= 22
    assert page["dropped"] + len(page["entries"]) == 60
    assert page["entries"][-1]["seq"] == 60


@pytest.mark.parametrize(
    ("criteria", "matched", "ok"),
    [
        ({"key": "QV", "count": {"max": 0}}, 0, False),
        ({"key": "QW", "fields": {"OCA": "26-29"}, "direction": "in", "count": {"min": 1, "max": 1}}, 1, False),
        ({"key": "QW", "fields": {"OCA": "26-0"}, "direction": "in"}, 0, False),
        ({"sequence": [{"key": "QW", "fields": {"OCA": "26-0"}}, {"key": "QW", "fields": {"OCA": "26-29"}}]}, 0, False),
        ({"key": "QW", "fields": {"OCA": "26-29"}, "direction": "in", "count": {"min": 1}}, 1, True),
        ({"key": "QW", "fields": {"OCA": "26-29"}, "direction": "in", "count": {"max": 60}}, 1, True),
        ({"sequence": [{"direction": "in", "fields": {"OCA": "26-28"}}, {"direction": "in"}]}, 2, True),
    ],
    ids=["none", "exactly", "at least, gone", "order, gone", "at least", "more than there ever were", "order"],
)
async def test_only_what_missing_entries_could_not_undo_passes(
    client: httpx.AsyncClient, criteria: dict[str, Any], matched: int, ok: bool
) -> None:
    await ask(client, 30)
    answer = (await client.post("/journal/verify", json=criteria)).json()
    assert (answer["ok"], answer["matched"]) == (ok, matched)
    assert answer["dropped"] > 0


async def test_none_is_true_while_nothing_is_missing(client: httpx.AsyncClient) -> None:
    await ask(client, 5)
    answer = (await client.post("/journal/verify", json={"key": "QV", "count": {"max": 0}})).json()
    assert (answer["ok"], answer["dropped"]) == (True, 0)


async def test_a_window_that_begins_after_what_was_dropped_is_whole(client: httpx.AsyncClient) -> None:
    await ask(client, 30)
    await client.post("/clock/advance", json={"seconds": 60})
    await ask(client, 2)
    criteria = {"key": "QW", "direction": "in", "from": "2026-07-01T12:00:30", "count": {"min": 2, "max": 2}}
    answer = (await client.post("/journal/verify", json=criteria)).json()
    assert (answer["ok"], answer["dropped"]) == (True, 0)


async def test_what_is_too_old_is_dropped(client: httpx.AsyncClient) -> None:
    await ask(client, 3)
    await client.post("/clock/advance", json={"seconds": 11 * 86_400})
    await ask(client, 1)
    page = await entries(client)
    assert [entry["seq"] for entry in page["entries"]] == [7, 8]
    assert page["dropped"] == 6


async def test_what_waits_for_its_terminal_is_never_dropped(client: httpx.AsyncClient) -> None:
    request = "SAC1000001.*FULL01.YQ.CA0340000.CA0340000.RTY/WP.RNO/1.PRI/U.OCA/26-1.NAM/DOE,JOHN"
    await client.post("/messages", content=request)
    await ask(client, 30)
    waiting = await entries(client, kind="MESSAGE", delivered="false")
    assert len(waiting["entries"]) == 1


async def test_what_a_recording_lacks_is_missing_where_it_is_imported_too(
    client: httpx.AsyncClient, make_farm: MakeFarm
) -> None:
    await ask(client, 30)
    await client.post("/clock/advance", json={"seconds": 60})
    await ask(client, 2)
    recording = (await client.get("/journal/export")).text
    lost = (await entries(client))["dropped"]
    async with client_of(make_app(make_farm("empty")), headers={"X-World": "empty"}) as other:
        assert (await other.post("/journal/import", content=recording)).status_code == 201
        none = {"key": "QV", "count": {"max": 0}}
        answer = (await other.post("/journal/verify", json=none)).json()
        assert (answer["ok"], answer["dropped"]) == (False, lost)
        answer = (await other.post("/journal/verify", json={**none, "from": "2026-07-01T12:00:30"})).json()
        assert (answer["ok"], answer["dropped"]) == (True, 0)
