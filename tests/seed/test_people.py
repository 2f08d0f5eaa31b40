from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from seed.names import RESERVED_SURNAMES, wire_name
from seed.people import LARGEST_SIZE, People, Person, person

DAY = date(2026, 3, 1)
NAME = re.compile(r"[A-Z][A-Z' -]*,[A-Z][A-Z' -]*")
HAIR = "BLD BLK BLN BLU BRO GRN GRY ONG PLE PNK RED SDY WHI XXX"
EYES = "BLK BLU BRO GRN GRY HAZ MAR MUL PNK XXX"
SKINS = "ALB BLK DBR DRK FAR LBR LGT MBR MED OLV RUD SAL YEL"


def share(people: tuple[Person, ...], group: str, code: str) -> float:
    return Counter(getattr(one, group) for one in people)[code] / len(people)


def test_every_name_and_alias_fits_the_edit(people: tuple[Person, ...]) -> None:
    for one in people:
        for name in (one.name, *one.aliases):
            assert NAME.fullmatch(name)
            assert len(name) <= 30


def test_a_long_middle_name_becomes_an_initial_before_it_goes() -> None:
    assert wire_name("MONTGOMERY", "BARTHOLOMEW", "ALEXANDER", "JR") == "MONTGOMERY,BARTHOLOMEW A JR"
    assert wire_name("A" * 20, "B" * 9, "C") == "A" * 20 + "," + "B" * 9


def test_no_number_could_belong_to_anyone(people: tuple[Person, ...]) -> None:
    for one in people:
        assert re.fullmatch(r"9\d\d[0-4]\d{5}", one.soc)
        assert re.fullmatch(r"XX\d{7}", one.oln)
        assert re.fullmatch(r"ZZ\d{7}", one.fbi)
        assert re.fullmatch(r"A99\d{6}", one.cii)


@pytest.mark.parametrize("code", ["soc", "oln", "fbi", "cii"])
def test_no_two_people_share_a_number(people: tuple[Person, ...], code: str) -> None:
    assert len({getattr(one, code) for one in people}) == len(people)


def test_the_largest_population_still_has_numbers() -> None:
    assert person(1, DAY, LARGEST_SIZE - 1).cii.startswith("A99")
    with pytest.raises(ValueError, match="outside"):
        person(1, DAY, LARGEST_SIZE)


def test_codes_are_of_the_national_tables(people: tuple[Person, ...]) -> None:
    for one in people:
        assert one.sex in "MFU"
        assert one.race in "ABIWU"
        assert one.hair in HAIR.split()
        assert one.eyes in EYES.split()
        assert one.skin in SKINS.split()


def test_height_and_weight_are_three_digits_of_a_plausible_body(people: tuple[Person, ...]) -> None:
    for one in people:
        assert re.fullmatch(r"[4-6](0\d|1[01])", one.height)
        assert re.fullmatch(r"\d{3}", one.weight)
        assert 70 <= int(one.weight) <= 420


def test_ages_lie_between_14_and_90(people: tuple[Person, ...]) -> None:
    ages = [one.age(DAY) for one in people]
    assert min(ages) >= 14
    assert max(ages) <= 90
    assert sum(18 <= age < 60 for age in ages) > 0.8 * len(ages)


def test_shares_are_those_of_california(people: tuple[Person, ...]) -> None:
    assert 0.12 < share(people, "race", "A") < 0.18
    assert 0.04 < share(people, "race", "B") < 0.08
    assert 0.22 < share(people, "county", "019") < 0.28
    assert 0 < share(people, "sex", "U") < 0.01
    assert len({one.county for one in people}) > 45


def test_names_are_many_and_the_commonest_are_familiar(people: tuple[Person, ...]) -> None:
    surnames = Counter(one.last for one in people)
    assert len(surnames) > 900
    assert {"GARCIA", "HERNANDEZ", "NGUYEN"} <= {name for name, _ in surnames.most_common(40)}
    assert not RESERVED_SURNAMES & surnames.keys()


def test_some_people_have_aliases_other_births_and_marks(people: tuple[Person, ...]) -> None:
    for part in ("aliases", "other_births", "smt"):
        assert 0.03 < sum(bool(getattr(one, part)) for one in people) / len(people) < 0.4
    assert all(one.dob not in one.other_births for one in people)


def test_growing_the_population_keeps_the_first_people(people: tuple[Person, ...]) -> None:
    assert People(1, DAY, 1_000_000)[:200] == people[:200]


def test_another_seed_gives_other_people(people: tuple[Person, ...]) -> None:
    others = People(2, DAY, 100)[:]
    assert all(one.soc != other.soc for one, other in zip(people, others, strict=False))
    assert sum(one.name == other.name for one, other in zip(people, others, strict=False)) < 3


def test_people_are_a_sequence_and_a_person_is_a_value(people: tuple[Person, ...]) -> None:
    crowd = People(1, DAY, 10)
    assert (len(crowd), crowd[-1], crowd[2:4]) == (10, people[9], people[2:4])
    assert all(not isinstance(getattr(crowd[0], part.name), list) for part in fields(Person))
    with pytest.raises(IndexError):
        crowd[10]
