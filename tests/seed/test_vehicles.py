from __future__ import annotations

import re
from collections import Counter

import pytest

from seed.population import Population
from seed.vehicles import Vehicle, check_digit

MAKES = """ACUR AUDI BMW BUIC CADI CHEV CHRY DODG FORD FRHT GMC HD HOND HYUN INFI JEEP KAWK KIA LEXS MAZD MERZ MITS NISS
PONT SUBA SUZI TESL TOYT VOLK VOLV YAMA"""
STYLES = "2D 4D 2H 4H CP CV SW PK VN UT MC MH TR SE BT LM BU"
COLORS = """AME BGE BLK BLU BRO BRZ CAM COM CPR CRM DBL DGR GLD GRN GRY LAV LBL LGR MAR MVE ONG PLE PNK RED SIL TAN TEA
TPE TRQ WHI YEL"""


@pytest.fixture(scope="module")
def vehicles(population: Population) -> tuple[Vehicle, ...]:
    return tuple(population.vehicles)


def test_the_check_digit_is_that_of_the_federal_rule() -> None:
    assert check_digit("11111111111111111") == "1"
    assert check_digit("1M8GDM9A_KP042788".replace("_", "X")) == "X"


def test_every_vin_has_a_wrong_check_digit_and_no_manufacturer(vehicles: tuple[Vehicle, ...]) -> None:
    for one in vehicles:
        assert re.fullmatch(r"1ZZ[A-HJ-NPR-Z0-9]{14}", one.vin)
        assert one.vin[8] != check_digit(one.vin)


def test_every_plate_is_one_never_issued(vehicles: tuple[Vehicle, ...]) -> None:
    forms = {"PC": r"\dQ[A-Z]{2}\d{3}", "TK": r"\dQ\d{5}", "CO": r"\dQ\d{5}", "MC": r"\d{2}Q\d{4}"}
    for one in vehicles:
        form = forms[one.plate_type] if one.plate_state == "CA" else r"QZ\d{6}"
        assert re.fullmatch(form, one.plate)


@pytest.mark.parametrize("number", ["plate", "vin", "engine"])
def test_no_two_vehicles_share_a_number(vehicles: tuple[Vehicle, ...], number: str) -> None:
    assert len({getattr(one, number) for one in vehicles}) == len(vehicles)


def test_codes_are_of_the_national_tables(vehicles: tuple[Vehicle, ...]) -> None:
    for one in vehicles:
        assert one.make in MAKES.split()
        assert one.style in STYLES.split()
        assert one.color in COLORS.split()


def test_california_drives_hondas_and_toyotas(vehicles: tuple[Vehicle, ...]) -> None:
    makes = Counter(one.make for one in vehicles)
    assert {make for make, _ in makes.most_common(2)} == {"HOND", "TOYT"}


def test_vehicles_are_older_than_the_reference_date(vehicles: tuple[Vehicle, ...]) -> None:
    assert all(1990 < one.year < 2026 for one in vehicles)


def test_most_vehicles_belong_to_the_person_of_their_number(vehicles: tuple[Vehicle, ...]) -> None:
    owned = [one for one in vehicles if one.owner is not None]
    assert 0.85 < len(owned) / len(vehicles) < 0.95
    assert all(one.owner == one.number for one in owned)
