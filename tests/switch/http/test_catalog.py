"""The catalog over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pytest

from services import discover
from switch.http.catalog import DATED_PARTS, Catalog, catalog_on

pytestmark = pytest.mark.anyio

LISTS = ("databases", "records", "fields", "keys", "levels", "searches", "forwards", "checks", "rules")


def items(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in LISTS:
        for item in content.get(name, ()):
            if isinstance(item, dict):
                yield item
                yield from items(item)


async def test_every_item_is_identified_titled_and_cited(resting: httpx.AsyncClient) -> None:
    found = list(items((await resting.get("/catalog")).json()))
    assert len(found) > 100
    for item in found:
        assert any(isinstance(item.get(name), str) and item[name] for name in ("code", "key", "id")), item
        assert all(isinstance(item[name], str) and item[name].strip() for name in ("title", "cite")), item


async def test_every_declaration_is_in_the_catalog(resting: httpx.AsyncClient) -> None:
    content = (await resting.get("/catalog")).json()
    shown = {one["code"]: one for one in content["databases"]}
    for name, database in discover().items():
        assert [key["key"] for key in shown[name]["keys"]] == [key.name for key in database.keys]
        assert len(shown[name]["records"]) == len(database.records)
        assert {rule["id"] for rule in shown[name]["rules"]} == {rule.id for rule in database.rules}
    assert [key["key"] for key in content["keys"]] == ["YQ", "YR"]


async def test_a_code_table_says_what_each_code_means(resting: httpx.AsyncClient) -> None:
    wps = next(one for one in (await resting.get("/catalog")).json()["databases"] if one["code"] == "wps")
    fields = {field["code"]: field for field in wps["records"][0]["fields"]}
    assert set(fields["TYP"]["edit"]["codes"]) == {"F", "M"}
    assert fields["TYP"]["required"]
    assert fields["CAU"]["repeated"]
    assert fields["OCA"]["search"] == "exact"


async def test_the_catalog_of_a_day_is_what_was_in_force(resting: httpx.AsyncClient) -> None:
    assert (await resting.get("/catalog", params={"on": "2026-07-01"})).json() == Catalog(discover()).on(
        date(2026, 7, 1)
    )


@pytest.mark.parametrize(
    ("day", "works"),
    [(date(2026, 6, 30), []), (date(2026, 7, 1), ["QW"]), (date(2026, 12, 31), ["QW"]), (date(2027, 1, 1), [])],
)
@pytest.mark.parametrize("part", DATED_PARTS)
async def test_what_is_dated_holds_from_its_first_day_and_no_longer_on_its_last(
    part: str, day: date, works: list[str]
) -> None:
    whole = {"databases": [{part: [{"id": "QW", "since": "2026-07-01", "until": "2027-01-01"}]}]}
    (shown,) = catalog_on(whole, day)["databases"]
    assert [item["id"] for item in shown[part]] == works


@pytest.mark.parametrize("on", ["soon", "2026-02-30", ""])
async def test_a_day_that_is_none_is_refused(resting: httpx.AsyncClient, on: str) -> None:
    answer = await resting.get("/catalog", params={"on": on})
    assert (answer.status_code, answer.json()["field"]) == (422, "on")


async def test_hit_confirmation_says_which_fields_it_requires(resting: httpx.AsyncClient) -> None:
    keys = (await resting.get("/catalog")).json()["keys"]
    required = {key["key"]: [item["code"] for item in key["fields"] if item["required"]] for key in keys}
    assert required == {"YQ": ["RTY", "RNO", "PRI", "OCA"], "YR": ["RTY", "CON", "OCA"]}
