"""The name rules and the person part that several databases share."""

from __future__ import annotations

from datetime import date

import pytest

from shared.records import CALIFORNIA, NATIONAL, asks_for_identified_person


@pytest.mark.parametrize(("asked", "searched"), [("M", "M"), ("F", "F"), ("U", "MFUX"), ("X", "MFUX")], ids=str)
def test_in_california_an_unknown_sex_searches_all_and_a_known_one_itself(asked: str, searched: str) -> None:
    assert CALIFORNIA.sexes[asked] == tuple(searched)


@pytest.mark.parametrize(("asked", "searched"), [("M", "M"), ("F", "F"), ("U", "MFU")])
def test_the_national_files_know_three_sexes(asked: str, searched: str) -> None:
    assert NATIONAL.sexes[asked] == tuple(searched)


@pytest.mark.parametrize(
    ("asked", "searched"), [("A", "ABIWU"), ("I", "ABIWU"), ("U", "ABIWU"), ("B", "ABIU"), ("W", "AIWU")]
)
def test_the_national_files_widen_the_race_asked(asked: str, searched: str) -> None:
    assert NATIONAL.races is not None
    assert NATIONAL.races[asked] == tuple(searched)


def test_california_searches_a_year_either_side_and_the_national_files_the_day() -> None:
    born = date(1980, 2, 15)
    assert CALIFORNIA.birth_window(born) == (date(1979, 2, 15), date(1981, 2, 15))
    assert NATIONAL.birth_window(born) == (born, born)


def test_an_age_is_searched_in_california_alone() -> None:
    assert CALIFORNIA.age_window is not None
    assert CALIFORNIA.age_window(40, date(2026, 7, 1)) == (date(1983, 1, 1), date(1989, 12, 31))
    assert NATIONAL.age_window is None


def test_schultz_sounds_like_shuels_in_california_alone() -> None:
    assert set(CALIFORNIA.codes("SCHULTZ")) & set(CALIFORNIA.codes("SHUELS"))
    assert not set(NATIONAL.codes("SCHULTZ")) & set(NATIONAL.codes("SHUELS"))
    assert NATIONAL.codes("-") == ()


def test_first_names_are_compared_in_california_alone() -> None:
    assert set(CALIFORNIA.roots("GREG")) & set(CALIFORNIA.roots("GREGORY"))
    assert not set(CALIFORNIA.roots("KARYN")) & set(CALIFORNIA.roots("KAREN"))
    assert NATIONAL.roots("GREG") == NATIONAL.roots("ANA") == ("",)


@pytest.mark.parametrize("initial", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def test_an_initial_stands_for_itself(initial: str) -> None:
    assert CALIFORNIA.roots(initial) == (initial,)


@pytest.mark.parametrize(
    ("codes", "identified"),
    [
        ("NAM SEX", False),
        ("NAM SEX AGE", False),
        ("NAM SEX FCN", False),
        ("NAM SEX OCA", False),
        ("NAM SEX DOB", True),
        ("NAM SEX SOC", True),
        ("NAM SEX OLN", True),
        ("NAM SEX FBI", True),
        ("NAM SEX CII", True),
        ("SOC", False),
        ("NAM DOB", False),
    ],
)
def test_name_and_sex_need_a_number_of_the_person(codes: str, identified: bool) -> None:
    assert asks_for_identified_person(dict.fromkeys(codes.split(), "1")) is identified
