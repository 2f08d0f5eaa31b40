"""Names: by sound, by diminutive, by initial, and the shapes that names come in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.agencies import LOS_ANGELES_SHERIFF
from seed.curated.make import FELONY, entered_by, wanted
from seed.entries import Entry

_HIT = "WPS HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    plain = wanted(
        day, "TEST-0101", "Plain hit", "A felony warrant is found by name, sex and date of birth, here and in NCIC.",
        "WPS-01 WPS-02 WPS-04 CLETS-17",
        {"QW NAM/DOE,JOHN SEX/M DOB/19800215": "WPS HIT, NCIC HIT", "QW NAM/DOE,JOHN SEX/M": _HIT},
        NAM="DOE,JOHN", DOB="19800215", **FELONY,
    )  # fmt: skip
    yield entered_by(LOS_ANGELES_SHERIFF, plain)
    yield from _by_sound(day)
    yield from _diminutives(day)
    yield from _creative_spellings(day)
    yield from _initials(day)
    yield from _shapes(day)


def _by_sound(day: date) -> Iterator[Entry]:
    shows = "A last name that sounds alike is found."
    yield wanted(
        day, "TEST-0102", "Sounds like SHUELS", shows, "CJIS-05", {"QW NAM/SHUELS,OTTO SEX/M": _HIT},
        NAM="SCHULTZ,OTTO", DOB="19720404",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0103", "Sounds like SCHULTZ", shows, "CJIS-05", {"QW NAM/SCHULTZ,OTTO SEX/M": _HIT},
        NAM="SHUELS,OTTO", DOB="19750606",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0104", "Sounds alike, but not at NCIC",
        "NCIC compares last names in another way: SHUELS finds SCHULTZ here and not there.", "CJIS-05 CJIS-13 NCIC-03",
        {"QW NAM/SHUELS,HILDA SEX/F DOB/19680909": _HIT,
        "QW NAM/SCHULTZ,HILDA SEX/F DOB/19680909": "WPS HIT, NCIC HIT"},
        NAM="SCHULTZ,HILDA", SEX="F", DOB="19680909", **FELONY,
    )  # fmt: skip


def _diminutives(day: date) -> Iterator[Entry]:
    shows = "GREG, GREGG and GREGORY stand for the same first name."
    for case, name, birth in (
        ("TEST-0105", "TESTER,GREG", "19810110"),
        ("TEST-0106", "TESTER,GREGG", "19840210"),
        ("TEST-0107", "TESTER,GREGORY", "19870310"),
    ):
        asks = {f"QW NAM/TESTER,{first} SEX/M": _HIT for first in ("GREG", "GREGG", "GREGORY")}
        yield wanted(day, case, f"Diminutive: {name}", shows, "CJIS-06", asks, NAM=name, DOB=birth)


def _creative_spellings(day: date) -> Iterator[Entry]:
    pairs = (("TEST-0108", "KAREN", "KARYN"), ("TEST-0109", "KARYN", "KAREN"))
    for case, own, other in pairs:
        asks = {f"QW NAM/SAMPLE,{own} SEX/F": _HIT, f"QW NAM/SAMPLE,{other} SEX/F": ""}
        shows = f"{other} does not find {own}: a creative spelling is another name."
        yield wanted(day, case, f"Creative spelling: {own}", shows, "CJIS-07", asks, NAM=f"SAMPLE,{own}", SEX="F")
    for case, own, other in (("TEST-0110", "CHASE", "CHAYSE"), ("TEST-0111", "CHAYSE", "CHASE")):
        asks = {f"QW NAM/SAMPLE,{own} SEX/M": _HIT, f"QW NAM/SAMPLE,{other} SEX/M": ""}
        shows = f"{other} does not find {own}: a creative spelling is another name."
        yield wanted(day, case, f"Creative spelling: {own}", shows, "CJIS-07", asks, NAM=f"SAMPLE,{own}")


def _initials(day: date) -> Iterator[Entry]:
    yield wanted(
        day, "TEST-0112", "First name is an initial", "Found by the initial, but not by a whole first name.", "CJIS-08",
        {"QW NAM/SAMPLE,Q SEX/M": _HIT, "QW NAM/SAMPLE,QUENTIN SEX/M": ""}, NAM="SAMPLE,Q", DOB="19770707",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0113", "Found by an initial", "An initial finds every first name that begins with it.", "CJIS-08",
        {"QW NAM/SAMPLE,Q SEX/M": _HIT, "QW NAM/SAMPLE,QUENTIN SEX/M": _HIT}, NAM="SAMPLE,QUENTIN", DOB="19780808",
    )  # fmt: skip


def _shapes(day: date) -> Iterator[Entry]:
    yield wanted(
        day, "TEST-0114", "Alias", "Found by an alias under another last name; the answer shows the alias.", "WPS-01",
        {"QW NAM/SAMPLE,BRUNO SEX/M": _HIT, "QW NAM/TESTER,ADAM SEX/M": _HIT},
        NAM="TESTER,ADAM", AKA=("SAMPLE,BRUNO", "TESTER,ANTON"),
    )  # fmt: skip
    yield wanted(
        day, "TEST-0115", "Hyphenated last name", "Found by either half of the last name and by the whole.", "CJIS-05",
        {f"QW NAM/{last},NORA SEX/F": _HIT for last in ("EXAMPLE", "SAMPLE", "EXAMPLE-SAMPLE")},
        NAM="EXAMPLE-SAMPLE,NORA", SEX="F",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0116", "Last name of three words", "Found with and without the spaces.", "CJIS-05",
        {"QW NAM/DE LA EXAMPLE,RUTH SEX/F": _HIT, "QW NAM/DELAEXAMPLE,RUTH SEX/F": _HIT},
        NAM="DE LA EXAMPLE,RUTH", SEX="F",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0117", "Apostrophe", "Found with and without the apostrophe.", "CJIS-05",
        {"QW NAM/O'SAMPLE,MAEVE SEX/F": _HIT, "QW NAM/OSAMPLE,MAEVE SEX/F": _HIT}, NAM="O'SAMPLE,MAEVE", SEX="F",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0118", "Longest name", "A name fills all thirty characters.", "WPS-01",
        {"QW NAM/TRAININGSAMPLE,BART SEX/M": _HIT}, NAM="TRAININGSAMPLE,BARTHOLOMEW LEE",
    )  # fmt: skip
    yield wanted(
        day, "TEST-0119", "Middle name and suffix", "Middle name and suffix are not compared.", "CJIS-06",
        {"QW NAM/TESTER,HAL SEX/M": _HIT, "QW NAM/TESTER,HAROLD X SR SEX/M": _HIT}, NAM="TESTER,HAROLD MILES JR",
    )  # fmt: skip
