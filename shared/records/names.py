"""How names are compared: once for all of California's files, once for the national ones."""

from __future__ import annotations

from datetime import date

from shared.match import age_window, birth_window, first_name_roots, national_surname_code, surname_codes
from shared.spec import PUBLIC_RECORD, WORKBOOK, NameRules, assumed

_EVERY_SEX = ("M", "F", "U", "X")
_EVERY_NATIONAL_SEX = ("M", "F", "U")
_EVERY_RACE = ("A", "B", "I", "W", "U")


def national_surname_codes(last: str) -> tuple[str, ...]:
    """The one phonetic code of a last name at NCIC; none for a text without letters."""
    found = national_surname_code(last)
    return (found,) if found else ()


def any_first_name(first: str) -> tuple[str, ...]:
    """First names are not compared at NCIC: all of them stand for the same, empty root."""
    return ("",)


def exact_birth(born: date) -> tuple[date, date]:
    """Only the date of birth itself, as first and last date searched."""
    return born, born


CALIFORNIA = NameRules(
    title="last names by sound, first names by diminutive or initial, dates of birth within a year, ages within three",
    cite=WORKBOOK["C"] + assumed("the phonetic code, the table of diminutives, and that sex U asks for any sex"),
    codes=surname_codes,
    roots=first_name_roots,
    birth_window=birth_window,
    age_window=age_window,
    sexes={"M": ("M",), "F": ("F",), "U": _EVERY_SEX, "X": _EVERY_SEX},
    sound_rule="CJIS-05",
    first_name_rule="CJIS-06",
    spelling_rule="CJIS-07",
    initial_rule="CJIS-08",
    sex_rule="CJIS-09",
    birth_rule="CJIS-10",
    age_rule="CJIS-11",
)

NATIONAL = NameRules(
    title="last names by phonetic code together with the exact date of birth; first names are not compared",
    cite=WORKBOOK["R"] + PUBLIC_RECORD["searches by race, sex and number"],
    codes=national_surname_codes,
    roots=any_first_name,
    birth_window=exact_birth,
    age_window=None,
    sexes={"M": ("M",), "F": ("F",), "U": _EVERY_NATIONAL_SEX},
    races={"A": _EVERY_RACE, "I": _EVERY_RACE, "U": _EVERY_RACE, "B": ("A", "B", "I", "U"), "W": ("A", "I", "W", "U")},
    exclusive_numbers=frozenset({"SOC", "FBI"}),
    needs_birth=True,
    sound_rule="NCIC-03",
    sex_rule="NCIC-SEX",
    birth_rule="NCIC-03",
)
