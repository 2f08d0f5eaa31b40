"""What a warrant must hold, and when it goes on to NCIC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.ncic import DATABASE as NCIC
from services.ncic.records import WantedPerson as NationalWantedPerson
from services.wps import DATABASE, rules
from services.wps.codes import EntryLevel
from services.wps.records import MISCELLANEOUS, WantedPerson
from shared.engine.forward import entry_forward
from shared.engine.validate import check_faults, entry_values
from shared.records import needs_identifier, same_license_state
from shared.wire.message import Message

Made = Callable[..., Any]
TODAY = date(2026, 7, 1)
WARRANT = {
    "NAM": "DOE,JOHN", "SEX": "M", "DOB": "19800215", "OFF": "1201", "DOW": "20260601", "WNO": "TEST-1", "TYP": "F",
    "OCA": "TEST-26-1", "ENT": "1",
}  # fmt: skip
LOOKS = {"RAC": "W", "HGT": "602", "WGT": "180", "HAI": "BRO"}


@pytest.mark.parametrize(
    "number", [("SOC", "900000001"), ("OLN", "XX0000001"), ("FBI", "ZZ0000001"), ("CII", "A00000001")]
)
def test_a_number_stands_in_for_the_date_of_birth(made: Made, number: tuple[str, str]) -> None:
    wanted = made(WantedPerson, **WARRANT | {"DOB": None} | dict([number]))
    assert needs_identifier(wanted) == []


def test_a_warrant_without_any_identifier_is_refused_at_the_date_of_birth(made: Made) -> None:
    faults = needs_identifier(made(WantedPerson, **WARRANT | {"DOB": None}))
    assert [code for code, _ in faults] == ["DOB"]


@pytest.mark.parametrize(
    ("offense", "remarks", "faults"),
    [("1299", None, ["MIS"]), ("1299", "ROBBERY OF A TEST STORE", []), ("1201", None, [])],
)
def test_a_general_offense_is_described(made: Made, offense: str, remarks: str | None, faults: list[str]) -> None:
    wanted = made(WantedPerson, **WARRANT | {"OFF": offense, "MIS": remarks})
    assert [code for code, _ in rules.general_offense_is_described(wanted)] == faults


@pytest.mark.parametrize("missing", [["RAC"], ["HGT", "HAI"], ["RAC", "HGT", "WGT", "HAI"], []], ids=str)
def test_level_2_names_each_field_that_ncic_would_miss(made: Made, missing: list[str]) -> None:
    wanted = made(WantedPerson, **WARRANT | LOOKS | {"ENT": "2"} | dict.fromkeys(missing))
    assert [code for code, _ in rules.level_2_is_complete_for_ncic(wanted)] == missing


@pytest.mark.parametrize(
    ("level", "kind", "complete", "goes"),
    [
        ("1", "F", True, True),
        ("1", "F", False, False),
        ("1", "M", True, False),
        ("2", "F", True, True),
        ("2", "M", True, True),
        ("3", "F", True, False),
        ("4", "F", True, False),
    ],
)
def test_what_goes_to_ncic(made: Made, level: str, kind: str, complete: bool, goes: bool) -> None:
    wanted = made(WantedPerson, **WARRANT | {"ENT": level, "TYP": kind} | (LOOKS if complete else {}))
    assert rules.goes_to_ncic(wanted) is goes


@pytest.mark.parametrize(
    ("level", "remarks", "sent"),
    [
        ("1", None, {"MIS": "NOEX OUTSIDE CA"}),
        ("1", "WORKS NIGHTS", {"MIS": "NOEX OUTSIDE CA WORKS NIGHTS"}),
        ("2", "WORKS NIGHTS", {}),
    ],
)
def test_only_what_goes_by_itself_is_marked(made: Made, level: str, remarks: str | None, sent: dict[str, str]) -> None:
    assert rules.mark_no_extradition(made(WantedPerson, **WARRANT | LOOKS | {"ENT": level, "MIS": remarks})) == sent


def test_marked_remarks_are_cut_to_the_width_of_the_field(made: Made) -> None:
    marked = rules.mark_no_extradition(made(WantedPerson, **WARRANT | {"MIS": "A" * MISCELLANEOUS.width}))["MIS"]
    assert len(marked) == MISCELLANEOUS.width
    assert marked.startswith("NOEX OUTSIDE CA AAA")


def test_a_warrant_that_ncic_has_taken_is_of_level_2(made: Made) -> None:
    raised = rules.raise_to_level_2(made(WantedPerson, **WARRANT))
    assert raised == {"entry_level": EntryLevel.NATIONAL, "no_extradition": True}


@pytest.mark.parametrize(
    "changed", [{}, {"ENT": "2", "TYP": "M"}, {"DOB": None, "FBI": "ZZ0000001"}, {"SEX": "X"}], ids=str
)
def test_ncic_takes_what_is_passed_on(made: Made, changed: dict[str, Any]) -> None:
    wanted = made(WantedPerson, **WARRANT | LOOKS | {"AKA": ["ROE,RICHARD"], "CAU": ["A"]} | changed)
    _, forward = entry_forward(DATABASE, Message("SAC1000001", "FULL01", "EW", "CA0340000"), wanted, TODAY)
    assert forward is not None
    values, faults = entry_values(
        NCIC.fields[NationalWantedPerson], forward.message.fields, wanted.entered_on(), lenient=True
    )
    assert not faults
    assert not check_faults(NationalWantedPerson.of(values), NCIC.check_by_record[NationalWantedPerson], [])
    assert values["aliases"] == ("ROE,RICHARD",)


@pytest.mark.parametrize(
    ("code", "asked", "meant"),
    [("OLN", {"OLS": "NV"}, False), ("OLN", {"OLS": "CA"}, True), ("OLN", {}, True), ("SOC", {"OLS": "NV"}, True)],
)
def test_a_driver_license_is_one_of_its_state(made: Made, code: str, asked: dict[str, str], meant: bool) -> None:
    wanted = made(WantedPerson, **WARRANT | {"OLN": "XX0000001", "OLS": "CA"})
    assert (same_license_state(wanted, code, asked) is not None) is meant
