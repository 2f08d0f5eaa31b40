"""Explaining a message: its answers as they would be, what came near and why it was not found; nothing is changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
Enter = Callable[..., Awaitable[dict[str, Any]]]
Explain = Callable[..., Awaitable[dict[str, Any]]]
TEXT = {"Content-Type": "text/plain"}
HEAD = "SAC1000001.*FULL01."
KAREN = "NAM/DOE,KAREN.SEX/F.DOB/19800215"
PLATE = "OCA/TEST-26-2.DOT/20260601.LIC/2QAB123.LIS/{}.LIY/2027.LIT/PC.TYP/S"


@pytest.fixture
def explain(client: httpx.AsyncClient) -> Explain:
    """Has a message explained: key, agency and fields, or a whole message."""

    async def post(text: str, head: str = HEAD) -> dict[str, Any]:
        answer = await client.post("/explain", content=head + text, headers=TEXT)
        assert answer.status_code == 200, answer.text
        content: dict[str, Any] = answer.json()
        every = [reason for reply in content["replies"] for reason in reply["why"]]
        every += [reason for one in content["considered"] for reason in one["fell_short"]]
        assert all(reason["rule"] and reason["cite"] for reason in every)
        return content

    return post


def points(found: dict[str, Any], source: str) -> list[list[tuple[str, str]]]:
    """Rule and text of what each record of a database fell short of."""
    considered = [one for one in found["considered"] if one["source"] == source]
    return [[(reason["rule"], reason["text"]) for reason in one["fell_short"]] for one in considered]


@pytest.mark.parametrize(
    ("entered", "asked", "rule", "text"),
    [
        ({"SEX": "M"}, KAREN, "WPS-01", "SEX/M, and SEX/F searches F"),
        (
            {"DOB": "19790214"},
            KAREN,
            "CJIS-10",
            "born 19790214, 1 day before 19790215; searched 19790215 to 19810215",
        ),
        (
            {"DOB": "19810301"},
            KAREN,
            "CJIS-10",
            "born 19810301, 14 days after 19810215; searched 19790215 to 19810215",
        ),
        (
            {"DOB": "19700101"},
            "NAM/DOE,KAREN.SEX/F.AGE/46",
            "CJIS-11",
            "born 19700101, 2557 days before 19770101; searched 19770101 to 19831231",
        ),
        (
            {"NAM": "DOE,KARYN"},
            KAREN,
            "CJIS-07",
            "first name KARYN is another spelling than KAREN, and spellings count",
        ),
        ({"NAM": "DOE,MARTHA"}, KAREN, "CJIS-06", "first name MARTHA is no form of KAREN"),
        ({"NAM": "DOE,MARTHA"}, "NAM/DOE,K.SEX/F", "CJIS-08", "first name MARTHA does not begin with K"),
        ({"NAM": "DOVE,KAREN"}, KAREN, "CJIS-05", "DOVE has the phonetic code D100, DOE has D000"),
    ],
)
async def test_a_record_of_nearly_that_name_says_what_it_fell_short_of(
    explain: Explain, enter: Enter, entered: dict[str, Any], asked: str, rule: str, text: str
) -> None:
    fields = {"NAM": "DOE,KAREN", "SEX": "F", **entered}
    record = await enter(**fields)
    found = await explain(f"QW.CA0340000.{asked}")
    assert found["replies"][0]["kind"] == "NONE"
    assert points(found, "WPS") == [[(rule, text)]]
    assert found["considered"][0]["fcn"] == record["fcn"]
    assert found["considered"][0]["name"] == fields["NAM"]


async def test_a_record_without_a_date_of_birth_lies_in_no_window(
    client: httpx.AsyncClient, explain: Explain, wanted: dict[str, Any]
) -> None:
    del wanted["DOB"]
    body = {"ori": "CA0340000", "type": "wanted_person", "fields": wanted | {"SOC": "900000001"}}
    assert (await client.post("/wps/records", json=body)).status_code == 201
    found = await explain("QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215")
    assert points(found, "WPS") == [[("CJIS-10", "no date of birth; searched 19790215 to 19810215")]]


async def test_the_nearest_stands_first_and_five_are_named(explain: Explain, enter: Enter) -> None:
    born = ["19690101", "19710101", "19720101", "19770101", "19760101", "19700101", "19780101"]
    for day in born:
        await enter(DOB=day)
    await enter(DOB="19800101")
    await enter(DOB="19690101", SEX="F")
    found = await explain("QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215")
    texts = [reasons[0][1] for reasons in points(found, "WPS")]
    assert [text[5:13] for text in texts] == sorted(born, reverse=True)[:5]


@pytest.mark.parametrize(
    ("key", "said"),
    [("XW", "cancelled: found no more"), ("CW", "cleared: found no more")],
    ids=["cancelled", "cleared"],
)
async def test_a_closed_record_is_named(explain: Explain, send: Send, enter: Enter, key: str, said: str) -> None:
    fcn = (await enter())["fcn"]
    await send(f"{HEAD}{key}.CA0340000.FCN/{fcn}")
    for asked in ("NAM/DOE,JOHN.SEX/M", "OCA/TEST-26-1", f"FCN/{fcn}"):
        found = await explain(f"QW.CA0340000.{asked}")
        assert points(found, "WPS") == [[("FARM-STATUS", said)]]


async def test_a_record_of_the_other_side_is_named(explain: Explain, enter: Enter) -> None:
    await enter()
    found = await explain("TQW.CA0340000.NAM/DOE,JOHN.SEX/M")
    assert points(found, "WPS") == [[("CLETS-23", "on the live side, where no training key looks")]]


async def test_at_ncic_the_date_of_birth_is_exact(explain: Explain, enter: Enter, complete: dict[str, Any]) -> None:
    await enter(**complete)
    found = await explain("QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800216")
    assert [reply["kind"] for reply in found["replies"]] == ["HIT", "NONE", "NONE"]
    text = "born 19800215, 1 day before 19800216; searched 19800216 to 19800216"
    assert points(found, "NCIC") == [[("NCIC-03", text)]]
    assert points(found, "WPS") == []


async def test_the_protected_party_of_an_order_comes_near_too(explain: Explain, client: httpx.AsyncClient) -> None:
    fields = {
        "NAM": "ROE,RICHARD", "SEX": "M", "DOB": "19750101", "ORT": "CHO", "CTI": "CA0340001", "CCN": "26-1",
        "ISD": "20260601", "OCA": "TEST-26-9", "parties": [{"PNM": "DOE,KARYN", "PSX": "F", "PDB": "19800215"}],
    }  # fmt: skip
    body = {"ori": "CA0340000", "type": "restraining_order", "fields": fields}
    answer = await client.post("/carpos/records", json=body)
    assert answer.status_code == 201, answer.text
    found = await explain(f"QRO.CA0340000.{KAREN}")
    assert [one["name"] for one in found["considered"]] == ["DOE,KARYN"]


@pytest.mark.parametrize(
    ("asked", "rule", "text"),
    [
        ("LIC/2QAB133", "SVS-05", "LIC/2QAB123: CHARACTER 6 IS 2, ASKED 3; a near miss is shown only where nothing"),
        ("LIC/9QXB123", "SVS-05", "LIC/2QAB123: CHARACTER 1 IS 2, ASKED 9, CHARACTER 3 IS A, ASKED X; two wrong"),
        ("LIC/2QAB123.LIS/NV", "SVS-04", "LIS/CA, asked LIS/NV"),
        ("OCA/TEST-26-3", "SVS-02", "OCA/TEST-26-2: CHARACTER 9 IS 2, ASKED 3"),
    ],
)
async def test_a_number_that_came_near_says_how_it_differs(
    explain: Explain, send: Send, asked: str, rule: str, text: str
) -> None:
    await send(f"{HEAD}EL.CA0340000.{PLATE.format('CA')}")
    if rule == "SVS-05" and "133" in asked:
        await send(f"{HEAD}EL.CA0340000.{PLATE.format('CA').replace('2QAB123', '2QAB133')}")
    found = await explain(f"QV.CA0340000.{asked}")
    ((first, *_), *_) = points(found, "SVS")
    assert first[0] == rule
    assert first[1].startswith(text)


async def test_a_plate_of_another_state_is_named_where_the_state_was_left_out(explain: Explain, send: Send) -> None:
    await send(f"{HEAD}EL.CA0340000.{PLATE.format('NV')}")
    found = await explain("QV.CA0340000.LIC/2QAB123")
    assert points(found, "SVS") == [[("SVS-04", "LIS/NV, asked LIS/CA")]]


async def test_only_the_end_of_a_vehicle_number_counts_at_ncic(explain: Explain, send: Send) -> None:
    vehicle = "TYP/S.OCA/TEST-26-3.DOT/20260601.VIN/1ZZZZ99Z9ZZ246246.VYR/2018.VMA/FORD.VST/4D"
    await send(f"{HEAD}EV.CA0340000.{vehicle}")
    found = await explain("QV.CA0340000.VIN/9YYYY99Z9ZZ246246")
    assert [(reply["source"], reply["kind"]) for reply in found["replies"]] == [("SVS", "NONE"), ("NCIC", "HIT")]
    assert found["replies"][1]["why"][0]["text"] == "VIN ends in ZZ246246"
    found = await explain("QV.CA0340000.VIN/1ZZZZ99Z9ZZ246247")
    assert points(found, "NCIC") == [[("NCIC-01", "VIN/ZZ246246: CHARACTER 8 IS 6, ASKED 7")]]


async def state(client: httpx.AsyncClient) -> list[Any]:
    """All that an explanation might have changed, but for the number that this itself takes."""
    paths = ("/journal", "/wps/records", "/ncic/records", "/terminals/SAC1/messages", "/terminals/LAX1/messages")
    return [(await client.get(path)).json() for path in paths]


@pytest.mark.parametrize(
    "text",
    [
        "QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215",
        "EW.CA0340000.{complete}",
        "XW.CA0340000.FCN/{fcn}",
        "YQ.CA0340000.CA0190000.RTY/WP.RNO/1.PRI/U.OCA/TEST-26-1.NAM/DOE,JOHN",
        "QW.CA0340000.SEX/Q",
    ],
)
async def test_nothing_is_journaled_sent_or_changed(
    client: httpx.AsyncClient, explain: Explain, enter: Enter, complete: dict[str, Any], text: str
) -> None:
    fcn = (await enter(**complete))["fcn"]
    filled = text.format(fcn=fcn, complete=".".join(f"{code}/{value}" for code, value in complete.items()))
    before = await state(client)
    first = await explain(filled)
    assert await state(client) == before
    assert await explain(filled) == first
    assert (await client.post("/clock/advance", json={"seconds": 3600})).json()["fired"] == []
    assert (await enter(**complete))["fcn"] == f"{int(fcn) + 1}"


async def test_what_is_explained_is_what_is_answered(explain: Explain, send: Send, complete: dict[str, Any]) -> None:
    text = f"EW.CA0340000.{'.'.join(f'{code}/{value}' for code, value in complete.items())}"
    would_be = (await explain(text))["replies"]
    came = (await send(HEAD + text)).json()["replies"]
    assert would_be == [{name: reply[name] for name in would_be[0]} for reply in came]
    assert [reply["kind"] for reply in would_be] == ["ACK", "ACK"]


async def test_what_may_not_be_sent_says_by_which_rule(explain: Explain) -> None:
    found = await explain("EW.CA0340000.NAM/DOE,JOHN", head="SAC1000001.*INQ001.")
    assert [(reply["kind"], reply["why"][0]["rule"]) for reply in found["replies"]] == [("ERROR", "CLETS-09")]
    assert found["considered"] == []


async def test_a_text_that_is_no_message_is_explained_too(explain: Explain) -> None:
    found = await explain("", head="no message at all")
    assert found["message"] is None
    assert [reply["kind"] for reply in found["replies"]] == ["ERROR"]


async def test_a_message_may_be_given_in_its_parts(client: httpx.AsyncClient, explain: Explain) -> None:
    parts = {
        "header": "SAC1000001", "oif": "FULL01", "key": "QW", "ori": "CA0340000",
        "fields": {"NAM": "DOE,JOHN", "SEX": "M"},
    }  # fmt: skip
    found = (await client.post("/explain", json=parts)).json()
    assert found == await explain("QW.CA0340000.NAM/DOE,JOHN.SEX/M")
    assert found["message"] == parts | {"taf": None, "addresses": [], "text": None}
    assert (await client.post("/explain", json=parts | {"header": 1})).json()["field"] == "header"


async def test_an_unknown_world_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.post("/explain", content="x", headers={"X-World": "nowhere", **TEXT})
    assert (answer.status_code, answer.json()["field"]) == (404, "X-World")


async def test_it_is_described(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()["paths"]["/explain"]["post"]
    assert set(described["requestBody"]["content"]) == {"text/plain", "application/json"}
    assert described["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/Explanation")
