"""What a vehicle must hold, whose plate is meant, and what goes on to NCIC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.ncic import DATABASE as NCIC
from services.svs import DATABASE, rules
from services.svs.records import Part, Plate, Vehicle
from shared.engine.forward import entry_forward
from shared.engine.validate import check_faults, entry_values
from shared.spec import Record
from shared.wire.message import Message

Made = Callable[..., Any]
TODAY = date(2026, 7, 1)
REPORT = {"TYP": "S", "OCA": "TEST-26-2", "DOT": "20260630"}
PLATE = {"LIC": "2QAB123", "LIS": "CA", "LIY": "2027", "LIT": "PC"}
LOOKS = {"VMA": "HOND", "VYR": "2015", "VST": "4D"}
NUMBER = {"VIN": "1ZZABCDE0FZ000001"}


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("S", "STOLEN VEHICLE"),
        ("L", "LOST VEHICLE"),
        ("F", "FELONY VEHICLE"),
        ("N", "FOUND VEHICLE"),
        ("E", "EVIDENCE VEHICLE"),
        ("P", "PAWNED VEHICLE"),
        ("I", "IMPOUNDED VEHICLE"),
        ("T", "STORED VEHICLE"),
        ("R", "REPOSSESSED VEHICLE"),
        ("M", "MISSING PERSON VEHICLE"),
    ],
)
def test_a_vehicle_is_headed_by_why_it_is_on_file(made: Made, kind: str, heading: str) -> None:
    assert made(Vehicle, **REPORT | LOOKS | {"TYP": kind}).heading() == heading


def test_plates_and_parts_are_headed_alike(made: Made) -> None:
    assert made(Plate, **REPORT | PLATE).heading() == "STOLEN LICENSE PLATE"
    assert made(Part, **REPORT | {"SER": "ZP000001", "TYP": "N"}).heading() == "FOUND PART"


@pytest.mark.parametrize(
    ("numbers", "faults"),
    [
        ({}, ["LIC"]),
        ({"OAN": "ZQ000001"}, ["LIC"]),
        (NUMBER, []),
        ({"ENG": "ZE000001"}, []),
        ({"LIC": "2QAB123", "LIS": "CA"}, []),
        ({"LIC": "2QAB123"}, ["LIS"]),
        ({"TYP": "M", **NUMBER}, ["TYP"]),
    ],
    ids=str,
)
def test_what_a_vehicle_must_hold(made: Made, numbers: dict[str, str], faults: list[str]) -> None:
    vehicle = made(Vehicle, **REPORT | LOOKS | numbers)
    found = [code for rule in DATABASE.check_by_record[Vehicle] for code, _ in rule.test(vehicle)]
    assert found == faults


def test_a_missing_person_vehicle_is_sent_to_mups(made: Made) -> None:
    ((_, text),) = rules.missing_person_vehicle_comes_from_mups(made(Vehicle, **REPORT | LOOKS | {"TYP": "M"}))
    assert "MUPS" in text
    assert text.endswith("S L F N E P I T R")


@pytest.mark.parametrize(
    ("held", "code", "asked", "meant"),
    [
        ("CA", "LIC", {}, True),
        ("NV", "LIC", {}, False),
        ("NV", "LIC", {"LIS": "NV"}, True),
        ("CA", "LIC", {"LIS": "NV"}, False),
        ("NV", "OCA", {}, True),
        ("CA", "FCN", {"LIS": "NV"}, True),
    ],
)
def test_a_plate_is_one_of_its_state_or_of_california(
    made: Made, held: str, code: str, asked: dict[str, str], meant: bool
) -> None:
    plate = made(Plate, **REPORT | PLATE | {"LIS": held})
    vehicle = made(Vehicle, **REPORT | LOOKS | PLATE | {"LIS": held})
    assert (rules.same_plate(plate, code, asked) is not None) is meant
    assert (rules.same_plate(vehicle, code, asked) is not None) is meant


@pytest.mark.parametrize(
    ("asked", "forwards"),
    [
        ({"LIC": "2QAB123"}, []),
        ({"LIC": "2QAB123", "LIS": "CA"}, []),
        ({"LIC": "QZ000001", "LIS": "NV"}, ["SVS-04"]),
        (NUMBER, ["SVS-03"]),
        (NUMBER | {"LIC": "QZ000001", "LIS": "NV"}, ["SVS-03"]),
        ({"ENG": "ZE000001"}, []),
        ({"SER": "ZP000001"}, []),
    ],
    ids=str,
)
def test_what_is_asked_of_ncic_is_asked_once(asked: dict[str, str], forwards: list[str]) -> None:
    tests = {"SVS-03": rules.asks_by_vehicle_number, "SVS-04": rules.asks_by_plate_of_another_state}
    assert [rule for rule, test in tests.items() if test(asked)] == forwards


@pytest.mark.parametrize(
    ("record", "fields", "goes"),
    [
        (Vehicle, LOOKS | NUMBER, True),
        (Vehicle, LOOKS | PLATE, True),
        (Vehicle, LOOKS | PLATE | {"TYP": "F"}, True),
        (Vehicle, LOOKS | PLATE | {"TYP": "L"}, False),
        (Vehicle, LOOKS | PLATE | {"LIY": None}, False),
        (Vehicle, LOOKS | NUMBER | {"VST": None}, False),
        (Vehicle, LOOKS | {"ENG": "ZE000001"}, False),
        (Plate, PLATE, True),
        (Plate, PLATE | {"TYP": "L"}, False),
        (Plate, PLATE | {"LIT": None}, False),
        (Part, {"SER": "ZP000001"}, False),
    ],
    ids=str,
)
def test_what_goes_to_ncic_and_that_ncic_takes_it(
    made: Made, record: type[Record], fields: dict[str, Any], goes: bool
) -> None:
    message = Message("SAC1000001", "FULL01", "EV", "CA0340000")
    _, forward = entry_forward(DATABASE, message, made(record, **REPORT | fields), TODAY)
    assert (forward is not None) is goes
    if forward is not None:
        national = NCIC.key_by_name[forward.message.key].records[0]
        report = made(record, **REPORT | fields)
        values, faults = entry_values(NCIC.fields[national], forward.message.fields, report.entered_on(), lenient=True)
        assert not faults
        assert not check_faults(national.of(values), NCIC.check_by_record[national], [])


def test_serial_and_case_numbers_have_no_near_misses() -> None:
    assert set(DATABASE.near_codes) == {"LIC", "VIN", "ENG", "OAN"}
    assert set(DATABASE.exact_codes) == {"LIC", "VIN", "ENG", "OAN", "SER", "OCA"}
