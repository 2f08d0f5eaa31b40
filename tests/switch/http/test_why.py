"""Every answer says why: what found the record, what was passed on, under which rule."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
Enter = Callable[..., Awaitable[dict[str, Any]]]
PLATE = "EL.CA0340000.TYP/S.OCA/TEST-26-2.DOT/20260601.LIC/2QAB123.LIS/NV.LIY/2027.LIT/PC"


def said(reply: dict[str, Any]) -> list[tuple[str, str]]:
    return [(reason["rule"], reason["text"]) for reason in reply["why"]]


@pytest.fixture
def replies(send: Send) -> Callable[[str], Awaitable[list[dict[str, Any]]]]:
    """Sends key, agency and fields; gives the replies."""

    async def ask(text: str, terminal: str = "SAC1") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await send(f"{terminal}000001.*FULL01.{text}")).json()["replies"]
        assert all(reason["rule"] and reason["cite"] for reply in found for reason in reply["why"])
        return found

    return ask


Replies = Callable[..., Awaitable[list[dict[str, Any]]]]


async def test_a_hit_says_code_root_and_window(replies: Replies, enter: Enter) -> None:
    await enter(NAM="DOW,JACK")
    hit = (await replies("QW.CA0340000.NAM/DOE,JOHN.SEX/X.DOB/19800301"))[0]
    assert said(hit)[:4] == [
        ("CJIS-05", "DOE and DOW share the phonetic code D000"),
        ("CJIS-06", "first names JOHN and JACK stand for JOHN"),
        ("CJIS-09", "SEX/X searches M F U X"),
        ("CJIS-10", "born 19800215; searched 19790301 to 19810301"),
    ]


async def test_a_number_says_by_which_rule_it_finds(replies: Replies, enter: Enter) -> None:
    record = await enter(SOC="900000001")
    assert said((await replies("QW.CA0340000.SOC/900000001"))[0])[0] == ("WPS-01", "SOC is exactly 900000001")
    fcn = record["fcn"]
    assert said((await replies(f"QW.CA0340000.FCN/{fcn}"))[0])[0] == ("CJIS-03", f"FCN is exactly {fcn}")


async def test_what_was_asked_beside_a_control_number_is_said_to_be_unused(replies: Replies, enter: Enter) -> None:
    fcn = (await enter())["fcn"]
    hit = (await replies(f"QW.CA0340000.FCN/{fcn}.NAM/ROE,JANE.SEX/F"))[0]
    assert hit["kind"] == "HIT"
    assert ("CJIS-03", "FCN alone is searched; NAM SEX were not used") in said(hit)


async def test_what_no_search_uses_is_said(replies: Replies) -> None:
    none = (await replies("QW.CA0340000.NAM/DOE,JOHN.SEX/M.RAC/W"))[0]
    assert ("WPS-01", "RAC was not used: nothing is searched by it here") in said(none)


async def test_year_and_type_of_a_plate_are_said_to_be_unused(replies: Replies) -> None:
    none, national = await replies("QV.CA0340000.LIC/2QAB123.LIS/NV.LIY/2027.LIT/PC")
    unused = "LIY LIT were not used: nothing is searched by them here"
    assert said(none)[:2] == [
        ("SVS-02", "no record of the Stolen Vehicle System answers to LIC/LIS"),
        ("SVS-02", unused),
    ]
    assert ("NCIC-01", unused) in said(national)


async def test_no_record_says_what_was_looked_for(replies: Replies) -> None:
    none = (await replies("QW.CA0340000.NAM/DOE,JOHN.SEX/M.AGE/46"))[0]
    text = "phonetic code D000, first name JOHN, sex M, born 19770101 to 19831231"
    assert said(none)[0] == (
        "WPS-01",
        f"no record of the Wanted Persons System answers to NAM/SEX/AGE; looked for {text}",
    )


async def test_a_plate_without_its_state_is_said_to_be_californias(replies: Replies) -> None:
    (none,) = await replies("QV.CA0340000.LIC/2QAB123")
    assert ("SVS-04", "LIS was left out, so LIC/2QAB123 is taken for one of CA") in said(none)


async def test_the_same_plate_of_another_state_is_said_to_be_ruled_out(replies: Replies) -> None:
    entered = (await replies(PLATE))[0]
    number = entered["text"].partition("FCN/")[2][:13]
    none = (await replies("QV.CA0340000.LIC/2QAB123"))[0]
    assert none["kind"] == "NONE"
    assert any(text.startswith(f"{number} holds LIC/2QAB123 too and is not meant") for _, text in said(none))


async def test_an_entry_says_its_number_and_where_it_goes(replies: Replies, complete: dict[str, Any]) -> None:
    fields = ".".join(f"{code}/{value}" for code, value in complete.items())
    home, national = await replies(f"EW.CA0340000.{fields}")
    assert said(home)[0] == ("CJIS-01", "FCN 1012618200001: agency 101, year 26, day 182, serial 00001")
    assert [rule for rule, _ in said(home)[1:]] == ["WPS-04", "WPS-05"]
    assert said(home)[2][1] == "goes with MIS/NOEX OUTSIDE CA"
    assert said(national)[0][0] == "NCIC-08"
    assert said(national)[-1] == (
        "WPS-04",
        "WPS record 1012618200001 got NIC W000000019, ENT/1 became ENT/2",
    )


async def test_an_entry_that_stays_says_what_it_would_take(replies: Replies, wanted: dict[str, Any]) -> None:
    fields = ".".join(f"{code}/{value}" for code, value in wanted.items())
    (home,) = await replies(f"EW.CA0340000.{fields}")
    rule, text = said(home)[1]
    assert (rule, text.partition(":")[0]) == ("WPS-04", "not passed on to NCIC; that takes")


async def test_changes_say_who_may_make_them(replies: Replies, enter: Enter) -> None:
    fcn = (await enter())["fcn"]
    (modified,) = await replies(f"MW.CA0340000.FCN/{fcn}.HAI/BRO")
    assert said(modified)[0] == ("CJIS-04", f"FCN {fcn} and ORI CA0340000 belong together")
    (located,) = await replies(f"LW.CA0190000.FCN/{fcn}", "LAX1")
    assert said(located)[0][0] == "CLETS-10"
    (cancelled,) = await replies(f"XW.CA0340000.FCN/{fcn}")
    assert said(cancelled)[0][0] == "CJIS-04"


async def test_a_change_of_a_national_record_says_that_it_is_repeated_there(
    replies: Replies, enter: Enter, complete: dict[str, Any]
) -> None:
    fcn = (await enter(**complete))["fcn"]
    home = (await replies(f"XW.CA0340000.FCN/{fcn}"))[0]
    assert said(home)[1] == ("WPS-04", "passed on to NCIC as XW, because the record is there as W000000019")


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        ("SAC1000001.*FULL01.QZZ.CA0340000.FCN/1", ["FARM-FORM"]),
        ("SAC1000001.*FULL01", ["FARM-FORM", "CLETS-07"]),
        ("SAC1000001.*FULL01.QV.CA0340000.LIC/..", ["FARM-FORM"]),
        ("SAC1000001.*FULL1.#ABC.QV.CA0340000.LIC/1", ["CLETS-02", "CLETS-03"]),
        ("SAC.*FULL01.QV.CA0340000.LIC/1", ["CLETS-01"]),
    ],
)
async def test_a_message_out_of_form_names_the_rule_of_each_part(send: Send, message: str, rules: list[str]) -> None:
    (error,) = (await send(message)).json()["replies"]
    assert [rule for rule, _ in said(error)] == rules


async def test_a_fault_of_form_names_the_rule_that_fields_keep(replies: Replies) -> None:
    (reject,) = await replies("QW.CA0340000.NAM/DOE,JOHN.SEX/Q.QQQ/1")
    assert [rule for rule, _ in said(reject)] == ["FARM-FIELD", "FARM-FIELD"]
    (reject,) = await replies("QW.CA0340000.NAM/DOE,JOHN")
    assert [rule for rule, _ in said(reject)] == ["WPS-01"]


VEHICLE = "EV.CA0340000.OCA/TEST-26-3.DOT/20260601.VMA/FORD.VYR/2015.VST/4D"


async def test_a_felony_plate_of_another_state_says_the_rule_that_lets_it_match(replies: Replies) -> None:
    await replies(f"{VEHICLE}.TYP/F.LIC/2QAB124.LIS/NV.LIY/2027.LIT/PC")
    hit = (await replies("QV.CA0340000.LIC/2QAB124.LIS/OR"))[-1]
    assert said(hit) == [
        ("NCIC-01", "LIC is exactly 2QAB124"),
        ("NCIC-04", "shown with MATCH IS ON LIC ONLY, NOT LIS: VERIFY ALL DATA BEFORE FURTHER ACTION"),
    ]


async def test_a_vehicle_number_found_by_its_end_says_whose_rule_that_is(replies: Replies) -> None:
    await replies(f"{VEHICLE}.TYP/S.VIN/1ZZTEST00FT000021")
    hit = (await replies("QV.CA0340000.VIN/1ZZTEST00FT000021"))[-1]
    assert said(hit) == [("NCIC-VIN", "VIN ends in FT000021")]
    assert hit["why"][0]["cite"].startswith("public descriptions of NCIC")


async def test_a_vehicle_goes_to_ncic_by_a_rule_of_ours_and_is_cited_as_inferred(replies: Replies) -> None:
    home, national = await replies(f"{VEHICLE}.TYP/S.VIN/1ZZTEST00FT000022")
    gone, got = said(home)[1], national["why"][-1]
    assert (gone[0], got["rule"]) == ("SVS-NCIC", "SVS-NCIC")
    assert got["cite"].startswith("inferred from CLETS Operator Workbook 2011, J")


async def test_an_owner_that_may_not_locate_its_record_is_told_where_that_stands(
    replies: Replies, enter: Enter
) -> None:
    fcn = (await enter())["fcn"]
    (reject,) = await replies(f"LW.CA0340000.FCN/{fcn}")
    assert reject["kind"] == "REJECT"
    assert reject["why"][0]["cite"] == "public descriptions of NCIC and Nlets, locate, clear and cancel"


async def test_only_california_says_that_an_owner_is_told_of_a_locate(
    replies: Replies, enter: Enter, complete: dict[str, Any]
) -> None:
    fcn = (await enter(**complete))["fcn"]
    home, national = await replies(f"LW.CA0190000.FCN/{fcn}", "LAX1")
    assert said(home)[0][1].endswith(", which is told at its attended terminal")
    assert said(national)[0] == ("NCIC-OWNER", "CA0190000 located a record of CA0340000")
