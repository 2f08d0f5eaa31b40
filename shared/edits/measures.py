"""Edits for measures of people and vehicles: height, weight, age, years, amounts, and plain yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.types import Integer, TypeEngine

from shared.edits.codes import listed
from shared.edits.columns import YesNoText
from shared.edits.plain import clean, shaped
from shared.spec.edit import Edit, Unacceptable

height: Edit[str] = shaped(
    "height",
    "three digits, feet and inches, 400 to 711",
    r"[4-7](0[0-9]|1[01])",
    3,
    3,
    good=("400", "602", "711"),
    bad=("", "62", "399", "612", "800"),
)
"""Height as one digit for feet and two for inches: 602 is six feet two."""

weight: Edit[str] = shaped(
    "weight",
    "three digits, pounds, 050 to 499",
    r"0[5-9][0-9]|[1-4][0-9]{2}",
    3,
    3,
    good=("050", "180", "499"),
    bad=("", "80", "049", "500", "18O"),
)
"""Weight in pounds."""

license_year: Edit[str] = shaped(
    "license_year",
    "four digits, 1900 to 2099, or NX",
    r"(19|20)[0-9]{2}|NX",
    2,
    4,
    good=("2019", "NX"),
    bad=("", "19", "1899", "2100", "NXX"),
)
"""The year in which a plate expires; NX is a plate that does not expire."""


def whole_number(
    name: str,
    accepts: str,
    *,
    digits: tuple[int, int],
    between: tuple[int, int],
    good: tuple[str, ...],
    bad: tuple[str, ...],
) -> Edit[int]:
    """An edit for whole numbers.

    Args:
        name: the edit's name in the catalog.
        accepts: what it accepts, in plain words.
        digits: the smallest and largest count of digits; a reply shows at least the smallest, with zeros in front.
        between: the smallest and largest number.
        good: texts that pass.
        bad: texts that fail.
    """
    text = shaped(name, accepts, r"[0-9]+", *digits)

    def read(value: str) -> int:
        number = int(text.read(value))
        if not between[0] <= number <= between[1]:
            raise Unacceptable("FORMAT", accepts)
        return number

    return Edit(name, accepts, read, _padded(digits[0]), _integer, digits[1], good=good, bad=bad)


def _padded(least: int) -> Callable[[object], str]:
    return lambda number: str(number).zfill(least)


def _integer() -> TypeEngine[Any]:
    return Integer()


year: Edit[int] = whole_number(
    "year",
    "four digits, 1900 to 2099",
    digits=(4, 4),
    between=(1900, 2099),
    good=("1900", "2019", "2099"),
    bad=("", "19", "1899", "2100", "20I9"),
)
"""A model year."""

age: Edit[int] = whole_number(
    "age",
    "two or three digits, 00 to 120",
    digits=(2, 3),
    between=(0, 120),
    good=("00", "07", "41", "120"),
    bad=("", "7", "121", "4I"),
)
"""Age in whole years."""

money: Edit[int] = whole_number(
    "money",
    "1 to 9 digits, whole dollars",
    digits=(1, 9),
    between=(0, 999_999_999),
    good=("0", "50000", "999999999"),
    bad=("", "1000000000", "50,000", "$500"),
)
"""An amount in whole United States dollars, such as bail."""

_YES_NO = {"Y": "yes", "N": "no"}


def _read_yes_no(value: str) -> bool:
    wire = clean(value)
    if wire not in _YES_NO:
        raise Unacceptable("TABLE", listed(_YES_NO))
    return wire == "Y"


yes_no: Edit[bool] = Edit(
    name="yes_no",
    accepts=listed(_YES_NO),
    read=_read_yes_no,
    write=lambda value: "Y" if value else "N",
    column=YesNoText,
    width=1,
    codes=_YES_NO,
    good=("Y", "N"),
    bad=("", "YES", "X", "1"),
)
"""Y or N, read as True or False."""
