"""Names and birth dates, mostly by tables of examples beside this file."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.match import (
    PersonName,
    age_window,
    birth_window,
    diminutives,
    first_name_roots,
    first_names_match,
    is_initial,
    national_surname_code,
    sound_alike,
    split_name,
    surname_codes,
)


def examples(name: str) -> list[tuple[str, ...]]:
    with Path(__file__).with_name(name).open(encoding="ascii", newline="") as lines:
        return [tuple(row) for row in csv.reader(lines)][1:]


@pytest.mark.parametrize(("asked", "found", "alike"), examples("surnames.csv"))
def test_surnames_sound_alike_as_the_table_says(asked: str, found: str, alike: str) -> None:
    shared = set(surname_codes(asked)) & set(surname_codes(found))
    assert bool(shared) is (alike == "yes")


def test_the_national_way_keeps_schultz_and_shuels_apart() -> None:
    assert national_surname_code("SCHULTZ") == "S432"
    assert national_surname_code("SHUELS") == "S420"
    assert national_surname_code("GARCIA-LOPEZ") == national_surname_code("GARCIALOPEZ")


@given(st.text(max_size=30))
def test_any_surname_has_whole_codes(last: str) -> None:
    assert all(len(code) == 4 for code in surname_codes(last))
    assert len(national_surname_code(last)) in {0, 4}


@pytest.mark.parametrize(("asked", "found", "match"), examples("first_names.csv"))
def test_first_names_match_as_the_table_says(asked: str, found: str, match: str) -> None:
    assert first_names_match(asked, found) is (match == "yes")
    assert first_names_match(found, asked) is (match == "yes")


def test_a_diminutive_may_stand_for_several_names() -> None:
    assert {"ALAN", "ALBERT", "ALFRED"} <= set(first_name_roots("AL"))
    assert list(first_name_roots("AL")) == sorted(first_name_roots("AL"))


def test_an_unknown_name_is_its_own_root() -> None:
    assert first_name_roots("KARYN") == ("KARYN",)


def test_the_table_knows_at_least_250_names() -> None:
    with Path(diminutives.__file__).with_name("diminutives.csv").open(encoding="ascii", newline="") as lines:
        names = {name for row in csv.DictReader(lines) for name in (row["root"], *row["forms"].split())}
    assert len(names) >= 250
    assert all(name.isalpha() and name.isupper() and len(name) > 1 for name in names)
    assert not names & {"KARYN", "CHAYSE"}


def test_a_name_is_split_at_the_comma_and_the_first_space() -> None:
    assert split_name("DOE,JOHN MICHAEL JR") == PersonName("DOE", "JOHN", "MICHAEL JR")
    assert split_name("DE LA CRUZ,ANA") == PersonName("DE LA CRUZ", "ANA")
    assert split_name("DOE") == PersonName("DOE")
    assert str(split_name("DOE,JOHN M")) == "DOE,JOHN M"


def test_a_single_letter_is_an_initial() -> None:
    assert is_initial("J")
    assert not is_initial("JO")
    assert not is_initial("")


@pytest.mark.parametrize(("born", "first", "last"), examples("birth_windows.csv"))
def test_a_birth_date_opens_a_window_of_a_year_either_side(born: str, first: str, last: str) -> None:
    assert birth_window(date.fromisoformat(born)) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_no_day_within_365_days_is_lost(born: date) -> None:
    first, last = birth_window(born)
    assert first <= born - timedelta(days=365)
    assert last >= born + timedelta(days=365)
    assert (last - first).days <= 732


def test_an_age_opens_seven_calendar_years() -> None:
    assert age_window(40, date(2026, 6, 15)) == (date(1983, 1, 1), date(1989, 12, 31))
    assert age_window(0, date(2024, 2, 29)) == (date(2021, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("KAREN", "KARYN", True),
        ("CHASE", "CHAYSE", True),
        ("JOHN", "JOANNA", False),
        ("JOHN", "JOHN", False),
        ("ANN", "BOB", False),
    ],
)
def test_first_names_that_only_sound_alike_are_told_from_others(one: str, other: str, alike: bool) -> None:
    assert sound_alike(one, other) is alike
