"""What a warrant says beside its name: cautions, bail, night service, offense and remarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import FELONY, Value, wanted
from seed.entries import Entry

_HIT = "WPS HIT"
_CAUTIONS = (
    ("TEST-0521", "A", "armed and dangerous", "AARON"),
    ("TEST-0522", "E", "escape risk", "BASIL"),
    ("TEST-0523", "M", "mentally disturbed", "CLYDE"),
    ("TEST-0524", "S", "suicidal", "DEXTER"),
)
_LONG = "LAST SEEN NEAR THE FICTITIOUS HARBOR OF TESTVILLE WHERE NOBODY LIVES, WEARING A GREEN COAT WITH ONE SLEEVE, "


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for case, code, meaning, first in _CAUTIONS:
        title = f"Caution {code}: {meaning}"
        yield _person(day, case, title, "The caution stands last in the abbreviated answer.", first, CAU=(code,))
    yield _person(
        day, "TEST-0525", "Caution X: see remarks", "Another caution is explained in the remarks.", "EMMETT",
        CAU=("X",), MIS="CAUTION GEESE AT RESIDENCE",
    )  # fmt: skip
    yield _person(day, "TEST-0526", "Two cautions", "A record holds several cautions.", "FLOYD", CAU=("A", "S"))
    yield _person(day, "TEST-0531", "Bail", "Bail in whole dollars.", "GORDON", BAL="50000")
    yield _person(day, "TEST-0532", "No bail", "Bail of no dollars is not the same as bail left out.", "HUGO", BAL="0")
    yield _person(day, "TEST-0533", "Night service", "May be served at night.", "INGMAR", NSV="Y")
    yield _person(day, "TEST-0534", "No night service", "May not be served at night.", "JASPER", NSV="N")
    yield _person(
        day, "TEST-0535", "Offense that only names its group", "An offense ending in 99 is described in the remarks.",
        "KEITH", OFF="5499", MIS="RODE A UNICYCLE ON THE FREEWAY",
    )  # fmt: skip
    yield _person(
        day, "TEST-0536", "Remarks that wrap",
        "A long value goes on in lines that begin with four spaces; read it by FCN.",
        "LIONEL", MIS=_filled(300),
    )  # fmt: skip
    yield from _two_warrants(day)
    yield _whole(day)
    yield wanted(
        day, "TEST-0541", "Longest remarks", "What NOEX OUTSIDE CA pushes beyond 500 characters is cut off at NCIC.",
        "WPS-05", {"QW NAM/SAMPLE,PERRY SEX/M DOB/19790101": "WPS HIT, NCIC HIT"},
        NAM="SAMPLE,PERRY", DOB="19790101", MIS=_filled(500), **FELONY,
    )  # fmt: skip


def _person(day: date, case: str, title: str, shows: str, first: str, **fields: Value) -> Entry:
    asks = {f"QW NAM/SAMPLE,{first} SEX/M": _HIT}
    return wanted(day, case, title, shows, "CJIS-03", asks, NAM=f"SAMPLE,{first}", **fields)


def _two_warrants(day: date) -> Iterator[Entry]:
    for case, offense in (("TEST-0537", "2303"), ("TEST-0538", "5015")):
        shows = "One person with two warrants is two records."
        yield _person(day, case, "Two warrants", shows, "MARCEL", DOB="19830303", OFF=offense)


def _whole(day: date) -> Entry:
    """A record in which no field is empty."""
    return wanted(
        day, "TEST-0540", "Every field", "No field is empty: what a record can hold; read it by FCN.", "CJIS-03",
        {"QW NAM/SAMPLE,OSWALD SEX/M DOB/19620202": _HIT, "QW FBI/ZT0000540": _HIT, "QW CII/A00000540": _HIT},
        NAM="SAMPLE,OSWALD PAUL SR", DOB="19620202", EYE="GRN", SKN="FAR", SMT=("TAT L ARM", "SC CHIN"),
        SOC="900660540", OLN="XT0000540", OLS="CA", FBI="ZT0000540", CII="A00000540",
        AKA=("SAMPLE,OZZIE", "TESTER,PAUL"), ADB=("19620220", "19630202"), BAL="25000", NSV="Y", CAU=("A", "E", "X"),
        MIS="CAUTION BITES",
    )  # fmt: skip


def _filled(characters: int) -> str:
    return (_LONG * 6)[: characters - 1].ljust(characters - 1, "X") + "Z"
