"""Which national records match, and how long a plate stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.ncic import DATABASE, rules
from services.ncic.records import Plate, Vehicle, WantedPerson
from shared.engine.keys import searched

Made = Callable[..., Any]
REPORT = {"OCA": "TEST-26-3", "DOT": "20260630"}
PLATE = {"LIC": "2QAB123", "LIS": "CA", "LIY": "2027", "LIT": "PC"}
VEHICLE = REPORT | {"TYP": "S", "VMA": "HOND", "VYR": "2015", "VST": "4D"}


@pytest.mark.parametrize(
    ("kind", "asked", "caveats"),
    [
        ("S", {}, ()),
        ("S", {"LIS": "CA"}, ()),
        ("S", {"LIS": "NV"}, None),
        ("F", {}, ()),
        ("F", {"LIS": "CA"}, (rules.FELONY_CAVEAT,)),
        ("F", {"LIS": "NV"}, (rules.FELONY_CAVEAT,)),
    ],
)
def test_a_felony_vehicle_matches_by_plate_in_any_state_with_a_caveat(
    made: Made, kind: str, asked: dict[str, str], caveats: tuple[str, ...] | None
) -> None:
    assert rules.same_plate(made(Vehicle, **VEHICLE | PLATE | {"TYP": kind}), "LIC", asked) == caveats


def test_a_vehicle_found_by_its_number_is_not_narrowed_by_a_state(made: Made) -> None:
    assert rules.same_plate(made(Vehicle, **VEHICLE | PLATE), "VIN", {"LIS": "NV"}) == ()


def test_a_stolen_plate_matches_in_its_state_alone(made: Made) -> None:
    plate = made(Plate, **REPORT | PLATE)
    assert rules.same_plate(plate, "LIC", {"LIS": "CA"}) == ()
    assert rules.same_plate(plate, "LIC", {"LIS": "NV"}) is None


@pytest.mark.parametrize(
    ("numbers", "faults"),
    [
        ({"VIN": "1ZZABCDE0FZ000001"}, []),
        (PLATE, []),
        ({}, ["LIC", "LIS", "LIY", "LIT"]),
        (PLATE | {"LIY": None}, ["LIY"]),
    ],
    ids=str,
)
def test_a_vehicle_has_a_number_or_a_whole_plate(made: Made, numbers: dict[str, str], faults: list[str]) -> None:
    assert [code for code, _ in rules.vehicle_has_a_number(made(Vehicle, **VEHICLE | numbers))] == faults


@pytest.mark.parametrize("year", ["2027", "NX"])
@pytest.mark.parametrize("entered", ["20260101000000", "20261231235959"])
def test_a_plate_stays_for_the_year_of_entry_and_four_more(made: Made, year: str, entered: str) -> None:
    plate = made(Plate, **REPORT | PLATE | {"LIY": year}).with_values(entered_at=entered)
    assert plate.due() == date(2031, 1, 1)


def test_wanted_persons_and_vehicles_have_no_term(made: Made) -> None:
    assert made(Vehicle, **VEHICLE).due() is None
    assert WantedPerson.due is Vehicle.due


def test_headings_are_the_words_that_clients_look_for(made: Made) -> None:
    assert made(Vehicle, **VEHICLE).heading() == "STOLEN VEHICLE"
    assert made(Vehicle, **VEHICLE | {"TYP": "F"}).heading() == "FELONY VEHICLE"
    assert made(Plate, **REPORT | PLATE).heading() == "STOLEN LICENSE PLATE"
    assert WantedPerson.title == "WANTED PERSON"


def test_only_the_end_of_a_vehicle_number_is_searched() -> None:
    assert searched(DATABASE, "VIN", "1ZZABCDE0FZ000001") == "FZ000001"
    assert DATABASE.near_codes == ()


def test_each_file_has_its_letter() -> None:
    letters = {record.__name__: letter for record, letter in DATABASE.identifier.letters}
    assert letters == {
        "WantedPerson": "W",
        "ProtectionOrder": "H",
        "SupervisedRelease": "C",
        "SexOffender": "X",
        "Vehicle": "V",
        "Plate": "P",
    }
