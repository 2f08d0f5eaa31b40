"""Dates of birth and ages: exactly on, just inside and just outside the edges of what is searched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import FELONY, wanted
from seed.entries import Entry, wire_date

_HIT = "WPS HIT"
# Case number, date of birth, where it lies, and whether it is found.
_YEAR = (
    ("TEST-0201", "19900615", "the date asked", True),
    ("TEST-0202", "19890616", "just inside a year before", True),
    ("TEST-0203", "19890615", "exactly a year before", True),
    ("TEST-0204", "19890614", "a day more than a year before", False),
    ("TEST-0205", "19910614", "just inside a year after", True),
    ("TEST-0206", "19910615", "exactly a year after", True),
    ("TEST-0207", "19910616", "a day more than a year after", False),
)
_LEAP_YEAR = (
    ("TEST-0211", "19840229", "the leap day asked", True),
    ("TEST-0212", "19830228", "a year before a leap day", True),
    ("TEST-0213", "19830227", "a day more than a year before a leap day", False),
    ("TEST-0214", "19850301", "a year after a leap day", True),
    ("TEST-0215", "19850302", "a day more than a year after a leap day", False),
)


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for rows, question in (
        (_YEAR, "QW NAM/EXAMPLE,DANIEL SEX/M DOB/19900615"),
        (_LEAP_YEAR, "QW NAM/EXAMPLE,FELIX SEX/M DOB/19840229"),
    ):
        name = question.split("/")[1].removesuffix(" SEX")
        for case, birth, where, found in rows:
            shows = "A date of birth searches one year to either side, the edges included."
            asks = {question: _HIT if found else ""}
            yield wanted(day, case, f"Born {where}", shows, "CJIS-10", asks, NAM=name, DOB=birth)
    yield from _other_dates(day)
    yield from _ages(day)


def _other_dates(day: date) -> Iterator[Entry]:
    yield wanted(
        day, "TEST-0221", "Further date of birth",
        "Found by either date of birth; the answer shows the one that matched.",
        "CJIS-10",
        {f"QW NAM/EXAMPLE,OSCAR SEX/M DOB/{birth}": _HIT for birth in ("19700310", "19750310")},
        NAM="EXAMPLE,OSCAR", DOB="19700310", ADB=("19750310",),
    )  # fmt: skip
    yield wanted(
        day, "TEST-0222", "No date of birth", "Found by name and sex, but not with a date of birth or an age.",
        "CJIS-10",
        {
            "QW NAM/EXAMPLE,IVAN SEX/M": _HIT, "QW NAM/EXAMPLE,IVAN SEX/M DOB/19800101": "",
            "QW NAM/EXAMPLE,IVAN SEX/M AGE/40": "",
        },
        NAM="EXAMPLE,IVAN", DOB=None, CII="A00000222",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0223", "NCIC takes the exact date",
        "A date of birth one day off finds the record here and not at NCIC.",
        "CJIS-10 CJIS-12 NCIC-03",
        {
            "QW NAM/EXAMPLE,VICTOR SEX/M DOB/19720505": "WPS HIT, NCIC HIT",
            "QW NAM/EXAMPLE,VICTOR SEX/M DOB/19720506": _HIT,
        },
        NAM="EXAMPLE,VICTOR", DOB="19720505", **FELONY,
    )  # fmt: skip


def _ages(day: date) -> Iterator[Entry]:
    asked = day.year - 30
    shows = "Age 30 searches seven calendar years: the year of birth, three before and three after."
    for case, birth, where, found in (
        ("TEST-0231", date(asked - 3, 1, 1), "first day of the seven years of an age", True),
        ("TEST-0232", date(asked + 3, 12, 31), "last day of the seven years of an age", True),
        ("TEST-0233", date(asked - 4, 12, 31), "the day before the seven years of an age", False),
        ("TEST-0234", date(asked + 4, 1, 1), "the day after the seven years of an age", False),
    ):
        asks = {"QW NAM/EXAMPLE,MARTIN SEX/M AGE/30": _HIT if found else ""}
        yield wanted(day, case, f"Born on {where}", shows, "CJIS-11", asks, NAM="EXAMPLE,MARTIN", DOB=wire_date(birth))
    yield wanted(
        day, "TEST-0235", "An age does not go on to NCIC",
        "NCIC holds the record, but an age alone is not asked there.",
        "CJIS-11 WPS-02",
        {"QW NAM/EXAMPLE,MARTIN SEX/M AGE/30": _HIT},
        NAM="EXAMPLE,MARTIN", DOB=wire_date(date(asked, 7, 1)), **FELONY,
    )  # fmt: skip
