"""Supervised release: every category, both levels, contact messages, and one man whom three databases know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from seed.agencies import LOS_ANGELES_SHERIFF, SACRAMENTO_SHERIFF
from seed.curated.make import FELONY, born, entered_by, entry_day, followed, order, step, supervised, wanted
from seed.entries import Entry, wire_date

_HIT, _BOTH = "SRF HIT", "SRF HIT, NCIC HIT"
_TRIPLE = "QVC NAM/SAMPLE,ZEBULON SEX/M DOB/19720303"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    yield from _known_to_three(day)
    yield from _contacts(day)
    yield from _categories(day)


def _known_to_three(day: date) -> Iterator[Entry]:
    known = {"NAM": "SAMPLE,ZEBULON", "DOB": "19720303"}
    yield supervised(
        day, "TEST-1601", "On parole, wanted and restrained", "One QVC brings four answers: SRF, WPS, CARPOS and NCIC.",
        "SRF-01 SRF-02 SRF-03 SRF-05", {_TRIPLE: _BOTH, "QVC NAM/SAMPLE,ZEBULON SEX/M": _HIT}, CAT="SP", ENT="2",
        COND=("NO ALCOHOL", "SEARCH AND SEIZURE"), **known,
    )  # fmt: skip
    yield wanted(
        day, "TEST-1602", "The same man's warrant", "A felony that went to NCIC by itself.", "SRF-03 WPS-04",
        {_TRIPLE: "WPS HIT, NCIC HIT", "QVC NAM/SAMPLE,ZEBULON SEX/M": "WPS HIT"}, **FELONY, **known,
    )  # fmt: skip
    yield order(
        day, "TEST-1603", "The order against the same man", "It meets NCIC's criteria.", "SRF-03 CAR-06 CAR-03",
        {_TRIPLE: "CARPOS HIT, NCIC HIT", "QVC NAM/SAMPLE,ZEBULON SEX/M": "CARPOS HIT"}, PNM="SAMPLE,ZINNIA", PSX="F",
        EXP=wire_date(day + timedelta(days=1000)), PCO=("01", "04", "07"), FRM="Y", **known,
    )  # fmt: skip


def _contacts(day: date) -> Iterator[Entry]:
    yield entered_by(
        SACRAMENTO_SHERIFF,
        supervised(
            day, "TEST-1604", "Probationer for your own first contact message",
            "SAC1 owns it and gets what you send by CMS, from LAX1 for example.", "SRF-05 SRF-06",
            {"QVC NAM/SAMPLE,ALARIC SEX/M": _HIT}, NAM="SAMPLE,ALARIC",
        ),
    )  # fmt: skip
    told = {"CDT": wire_date(entry_day(day)), "CTM": "0730", "LOC": "1 INVENTED STREET"}
    yield followed(
        supervised(
            day, "TEST-1605", "Probationer with contact messages",
            "A name inquiry counts them, one by FCN shows them whole.", "SRF-05 SRF-06",
            {"QVC NAM/SAMPLE,BALTHAZAR SEX/M": _HIT}, NAM="SAMPLE,BALTHAZAR",
        ),
        step(day, 1, "CMS", LOS_ANGELES_SHERIFF, CIR="R", LIC="0QAA001", LIS="CA", **told),
        step(day, 2, "CMS", SACRAMENTO_SHERIFF, CIR="S", REM="SUSPECT, NOT MET", **told),
    )  # fmt: skip
    yield entered_by(
        LOS_ANGELES_SHERIFF,
        supervised(
            day, "TEST-1606", "Probationer with a CII number", "LAX1 is told of an arrest that is posted with it.",
            "SRF-07", {"QVC CII/A00160600": _HIT}, NAM="SAMPLE,CASPIAN", CII="A00160600",
        ),
    )  # fmt: skip


def _categories(day: date) -> Iterator[Entry]:
    young = born(day, 33, day.year - 20)
    yield supervised(
        day, "TEST-1607", "Juvenile parolee of sex X", "California holds X; on the way to NCIC it became U.",
        "SRF-01 SRF-02", {f"QVC NAM/SAMPLE,DARCY SEX/X DOB/{young}": _BOTH}, NAM="SAMPLE,DARCY", SEX="X",
        DOB=young, CAT="YP", ENT="2",
    )  # fmt: skip
    yield supervised(
        day, "TEST-1608", "Federal probationer at level 1", "Known in California only.", "SRF-01",
        {"QVC NAM/SAMPLE,EUSTACE SEX/M DOB/19740505": _HIT}, NAM="SAMPLE,EUSTACE", DOB="19740505", CAT="FP",
    )  # fmt: skip
    yield supervised(
        day, "TEST-1609", "Mental health release at level 2",
        "NCIC took it, as from July 2008 on; a farm set to an earlier day keeps it in California.", "SRF-01 SRF-02",
        {"QVC NAM/SAMPLE,FABIAN SEX/M DOB/19750606": _BOTH}, NAM="SAMPLE,FABIAN", DOB="19750606", CAT="MH", ENT="2",
    )  # fmt: skip
    yield supervised(
        day, "TEST-1610", "Career criminal at level 2", "Its category stays in California at any level.",
        "SRF-01 SRF-02", {"QVC NAM/SAMPLE,GIDEON SEX/M DOB/19760707": _HIT}, NAM="SAMPLE,GIDEON", DOB="19760707",
        CAT="CC", ENT="2",
    )  # fmt: skip
    yield followed(
        supervised(
            day, "TEST-1611", "Discharged parolee", "Cancelled, so that nothing finds it.", "CJIS-04",
            {"QVC NAM/SAMPLE,HORATIO SEX/M": ""}, NAM="SAMPLE,HORATIO", CAT="SP",
        ),
        step(day, 1, "XSR"),
    )  # fmt: skip
