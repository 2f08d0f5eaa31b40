from __future__ import annotations

import re

import pytest

from seed.agencies import (
    ANSWERS_LATER,
    CONTROL_TERMINAL,
    DENIES,
    LOS_ANGELES_SHERIFF,
    NEVER_ANSWERS,
    SACRAMENTO_PATROL,
    SACRAMENTO_SHERIFF,
    agencies,
    draw_local,
)
from seed.chance import stream
from seed.counties import COUNTIES

BY_ORI = {agency.ori: agency for agency in agencies()}


def test_every_county_has_a_sheriff() -> None:
    assert [county.number for county in COUNTIES] == [f"{number:03d}" for number in range(1, 59)]
    assert {f"CA{county.number}0000" for county in COUNTIES} <= BY_ORI.keys()


@pytest.mark.parametrize("ori", [LOS_ANGELES_SHERIFF, SACRAMENTO_SHERIFF, SACRAMENTO_PATROL, CONTROL_TERMINAL])
def test_the_agencies_of_the_default_terminals_exist_and_confirm(ori: str) -> None:
    assert BY_ORI[ori].profile.answer == "confirm"


def test_every_agency_is_marked_test_and_has_its_county_in_its_identifier() -> None:
    for agency in agencies():
        assert agency.name.endswith(" TEST")
        assert re.fullmatch(rf"CA{agency.county}\d{{4}}", agency.ori)


def test_agency_numbers_are_three_digits_and_unique() -> None:
    numbers = [agency.number for agency in agencies()]
    assert len(set(numbers)) == len(numbers) == len(BY_ORI)
    assert all(100 <= number <= 999 for number in numbers)


def test_well_known_agencies_deny_answer_later_and_never_answer() -> None:
    assert [BY_ORI[ori].profile.answer for ori in (DENIES, ANSWERS_LATER, NEVER_ANSWERS)] == ["deny", "later", "never"]


def test_most_agencies_confirm_after_two_minutes() -> None:
    usual = [
        agency for agency in agencies() if (agency.profile.answer, agency.profile.after_seconds) == ("confirm", 120)
    ]
    assert len(usual) > 0.9 * len(agencies())


def test_a_local_agency_is_of_its_county_and_never_the_highway_patrol() -> None:
    chance = stream(1, "test")
    drawn = {draw_local(chance, "034") for _ in range(200)}
    assert SACRAMENTO_SHERIFF in drawn
    assert all(ori.startswith("CA034") and ori[5:7] < "90" for ori in drawn)
