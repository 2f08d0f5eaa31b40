"""Numbers of a person: each stands in for a date of birth and finds the record by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import FELONY, wanted
from seed.entries import Entry

_HIT = "WPS HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    shows = "Without a date of birth a number identifies the person, and finds the record by itself."
    numbers = (
        ("TEST-0121", "SOC", "900660121", "TESTER,LEVI"),
        ("TEST-0122", "FBI", "ZT0000122", "TESTER,MILO"),
        ("TEST-0123", "CII", "A00000123", "TESTER,NOEL"),
    )
    for case, code, number, name in numbers:
        asks = {f"QW {code}/{number}": _HIT, f"QW NAM/{name} SEX/M DOB/19800101": ""}
        yield wanted(day, case, f"{code} alone", shows, "WPS-01", asks, NAM=name, DOB=None, **{code: number})
    yield from _licenses(day)
    yield wanted(
        day, "TEST-0126", "Number and name go on to NCIC",
        "A name with a number is asked of NCIC as well; a social security number replaces the name search there.",
        "WPS-02 NCIC-03",
        {"QW NAM/TESTER,OLIN SEX/M SOC/900660126": "WPS HIT, NCIC HIT", "QW SOC/900660126": _HIT},
        NAM="TESTER,OLIN", DOB="19760616", SOC="900660126", **FELONY,
    )  # fmt: skip


def _licenses(day: date) -> Iterator[Entry]:
    shows = "The same driver license number in another state is another license; asked without a state it finds both."
    for case, own, other, name in (
        ("TEST-0124", "CA", "NV", "TESTER,PAXTON"),
        ("TEST-0125", "NV", "CA", "TESTER,QUINCY"),
    ):
        number = "QW OLN/XT0000124"
        asks = {f"{number} OLS/{own}": _HIT, f"{number} OLS/{other}": "", number: _HIT}
        title = f"Driver license of {own}"
        yield wanted(day, case, title, shows, "WPS-01", asks, NAM=name, DOB=None, OLN="XT0000124", OLS=own)
