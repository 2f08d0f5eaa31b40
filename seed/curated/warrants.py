"""Entry levels, and which warrants go on to NCIC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.agencies import SACRAMENTO_SHERIFF
from seed.curated.make import FELONY, Value, entered_by, wanted
from seed.entries import Entry

_HIT, _BOTH = "WPS HIT", "WPS HIT, NCIC HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    yield wanted(
        day, "TEST-0501", "Level 1 felony, complete",
        "It went to NCIC by itself, is of level 2 since, and its remarks there begin with NOEX OUTSIDE CA.",
        "WPS-04 WPS-05 NCIC-08", {"QW NAM/TRAINING,ALMA SEX/F DOB/19650101": _BOTH},
        NAM="TRAINING,ALMA", SEX="F", DOB="19650101", **FELONY,
    )  # fmt: skip
    yield from _incomplete(day)
    yield wanted(
        day, "TEST-0506", "Level 1 felony, complete without date of birth",
        "A number takes the place of the date of birth, so the warrant went to NCIC.", "WPS-04",
        {"QW NAM/TRAINING,FERN SEX/F FBI/ZT0000506": _BOTH},
        NAM="TRAINING,FERN", SEX="F", DOB=None, FBI="ZT0000506", **FELONY,
    )  # fmt: skip
    yield from _levels(day)


def _incomplete(day: date) -> Iterator[Entry]:
    for case, code, first in (
        ("TEST-0502", "RAC", "BERTHA"),
        ("TEST-0503", "HGT", "CORA"),
        ("TEST-0504", "WGT", "DORIS"),
        ("TEST-0505", "HAI", "GRETCHEN"),
    ):
        name = f"TRAINING,{first}"
        fields: dict[str, Value] = {**FELONY, code: None}
        entry = wanted(
            day, case, f"Level 1 felony without {code}",
            f"It stays in California until {code} is entered; SAC1 owns it and may complete it by MW.", "WPS-04",
            {f"QW NAM/{name} SEX/F DOB/19660101": _HIT},
            NAM=name, SEX="F", DOB="19660101", **fields,
        )  # fmt: skip
        yield entered_by(SACRAMENTO_SHERIFF, entry)


def _levels(day: date) -> Iterator[Entry]:
    home = "It stays in California, although it holds all that NCIC requires."
    for case, title, shows, rules, first, level, kind, found in (
        ("TEST-0507", "Level 2 felony", "At level 2 it goes to NCIC as it is.", "WPS-03", "HOLLY", "2", "F", _BOTH),
        ("TEST-0508", "Level 2 misdemeanor", "Level 2 goes to NCIC too.", "WPS-03", "IRMA", "2", "M", _BOTH),
        ("TEST-0509", "Level 3 felony", home, "WPS-03 WPS-04", "JUNE", "3", "F", _HIT),
        ("TEST-0510", "Level 4 felony", home, "WPS-03 WPS-04", "KIRSTEN", "4", "F", _HIT),
        ("TEST-0511", "Level 1 misdemeanor", home, "WPS-03 WPS-04", "LYDIA", "1", "M", _HIT),
    ):  # fmt: skip
        name, offense = f"TRAINING,{first}", "2202" if kind == "F" else "5404"
        asks = {f"QW NAM/{name} SEX/F DOB/19670101": found}
        yield wanted(
            day, case, title, shows, rules, asks, NAM=name, SEX="F", DOB="19670101", TYP=kind, OFF=offense, ENT=level
        )
