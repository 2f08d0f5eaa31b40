"""Registrants: in compliance and not, transient, predator, by tier, by what the public sees, by whereabouts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from seed.agencies import SACRAMENTO_SHERIFF
from seed.curated.make import born, entered_by, entry_day, followed, registrant, step
from seed.entries import Entry, wire_date

_HIT = "CSAR HIT"
_TIERS = (("1", "ten years", "PERCIVAL"), ("2", "twenty years", "RAYMOND"), ("3", "for life", "STANLEY"))
_POSTINGS = (
    ("F", "the full address", "THADDEUS"),
    ("Z", "the ZIP code only", "URIAH"),
    ("N", "nothing, not posted", "VINCENT"),
    ("X", "nothing, excluded", "WALDO"),
)


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    yield _whole(day)
    yield from _compliance(day)
    yield from _terms(day)
    yield from _public(day)
    yield from _whereabouts(day)


def _ago(day: date, days: int) -> str:
    return wire_date(day - timedelta(days=days))


def _national(first: str, sex: str, day: date) -> str:
    """The inquiry that goes on to the national files."""
    return f"QW NAM/SAMPLE,{first} SEX/{sex} DOB/{born(day, 180)}"


def _whole(day: date) -> Entry:
    """A registrant with everything that a record may hold, registered twice."""
    record = registrant(
        day, "TEST-1701", "Registrant in compliance, whole record",
        "By CII or FCN everything is shown: two registrations with addresses, two vehicles, work, risk, a photograph.",
        "CSAR-01 CSAR-02 CSAR-04 CSAR-10 CSAR-DUE SRF-09",
        {
            "QSA NAM/SAMPLE,GIDEON SEX/M": _HIT,
            "QSA CII/A00170100": _HIT,
            "QVC CII/A00170100": "SRF HIT",
            _national("GIDEON", "M", day): "NCIC HIT",
        },
        NAM="SAMPLE,GIDEON", HGT="510", WGT="180", HAI="BRO", SMT="TAT L ARM", TIR="3", PST="F",
        RSI="S99", RSS="4", MOP="INVENTED FOR TRAINING", EMP="INVENTED BAKERY TEST", EMA="8 INVENTED LANE",
        PHT="Y",
    )  # fmt: skip
    vehicles = (
        ("LIC", "0QRG101"), ("LIS", "CA"), ("VYR", str(day.year - 14)), ("VMA", "TOYT"), ("VCO", "BLU"),
        ("LIC", "0QRG102"), ("LIS", "CA"), ("VYR", str(day.year - 8)), ("VMA", "FORD"), ("VCO", "WHI"),
    )  # fmt: skip
    moved = {"RDT": wire_date(entry_day(day)), "ADR": "99 INVENTED STREET", "CTY": "FOLSOM", "ZIP": "00034"}
    with_vehicles = replace(record, fields=(*record.fields, *vehicles))
    return entered_by(SACRAMENTO_SHERIFF, followed(with_vehicles, step(day, 1, "USA", SACRAMENTO_SHERIFF, **moved)))


def _compliance(day: date) -> Iterator[Entry]:
    yield registrant(
        day, "TEST-1702", "Registrant overdue at the birthday", "MAY NOT BE IN COMPLIANCE, and by when he was due.",
        "CSAR-03 CSAR-DUE CSAR-08", {"QSA NAM/SAMPLE,HAROLD SEX/M": _HIT}, NAM="SAMPLE,HAROLD",
        DOB=born(day, -60), RDT=_ago(day, 400), PST="Z",
    )  # fmt: skip
    yield registrant(
        day, "TEST-1703", "Transient in compliance", "Due again 30 days after the last registration.",
        "CSAR-DUE CSAR-04", {"QSA NAM/SAMPLE,IMOGEN SEX/F": _HIT}, NAM="SAMPLE,IMOGEN", SEX="F", TRN="Y",
        ADR=None, ZIP=None, RDT=_ago(day, 10),
    )  # fmt: skip
    yield registrant(
        day, "TEST-1704", "Transient overdue", "The 30 days are over: MAY NOT BE IN COMPLIANCE.",
        "CSAR-03 CSAR-DUE", {"QSA NAM/SAMPLE,JARVIS SEX/M": _HIT}, NAM="SAMPLE,JARVIS", TRN="Y",
        ADR=None, ZIP=None, RDT=_ago(day, 45),
    )  # fmt: skip
    predator = registrant(
        day, "TEST-1705", "Sexually violent predator", "Due again every 90 days; SAC1 owns it: update it over HTTP.",
        "CSAR-01 CSAR-DUE CSAR-06", {"QSA NAM/SAMPLE,KELVIN SEX/M": _HIT}, NAM="SAMPLE,KELVIN", SVP="Y", PST="F",
        SMT="SC FACE", PHT="Y",
    )  # fmt: skip
    yield entered_by(SACRAMENTO_SHERIFF, predator)


def _terms(day: date) -> Iterator[Entry]:
    for number, (tier, years, first) in enumerate(_TIERS, start=6):
        yield registrant(
            day, f"TEST-17{number:02d}", f"Registrant of tier {tier}", f"From 2021 on the duty lasts {years}.",
            "CSAR-07", {f"QSA NAM/SAMPLE,{first} SEX/M": _HIT}, NAM=f"SAMPLE,{first}", TIR=tier, ADJ=_ago(day, 1000),
        )  # fmt: skip
    soon = day + timedelta(days=5)
    adjudicated = date(soon.year - 10, soon.month, min(soon.day, 28))
    minor = born(day, 180, adjudicated.year - 16)
    yield registrant(
        day, "TEST-1709", "Juvenile arson, about to end", "Ten years after the adjudication the record is closed.",
        "CSAR-07", {"QSA NAM/SAMPLE,XANDER SEX/M": _HIT, f"QW NAM/SAMPLE,XANDER SEX/M DOB/{minor}": ""},
        NAM="SAMPLE,XANDER", DOB=minor, CAT="J", ADJ=wire_date(adjudicated),
    )  # fmt: skip
    yield registrant(
        day, "TEST-1710", "Arson only", "It does not go to NCIC's sex offenders.", "CSAR-04 CSAR-07",
        {"QSA NAM/SAMPLE,YVETTE SEX/F": _HIT, _national("YVETTE", "F", day): ""}, NAM="SAMPLE,YVETTE", SEX="F", CAT="A",
    )  # fmt: skip
    yield registrant(
        day, "TEST-1711", "Both, of sex X", "On the way to NCIC the sex became U.", "CSAR-04",
        {"QSA NAM/SAMPLE,ZION SEX/X": _HIT, _national("ZION", "X", day): "NCIC HIT"}, NAM="SAMPLE,ZION",
        SEX="X", CAT="B",
    )  # fmt: skip


def _public(day: date) -> Iterator[Entry]:
    for number, (posting, shown, first) in enumerate(_POSTINGS, start=12):
        yield registrant(
            day, f"TEST-17{number:02d}", f"Posting {posting}",
            f"The public site shows {shown}; law enforcement sees the address all the same.", "CSAR-08",
            {f"QSA NAM/SAMPLE,{first} SEX/M": _HIT}, NAM=f"SAMPLE,{first}", PST=posting,
        )  # fmt: skip


def _whereabouts(day: date) -> Iterator[Entry]:
    for number, (code, what, first, national) in enumerate(
        (
            ("D", "Deported", "LAZLO", "NCIC HIT"),
            ("U", "Whereabouts unknown", "MILTON", "NCIC HIT"),
            ("I", "Incarcerated", "NORRIS", ""),
            ("O", "Registered out of state", "ORLANDO", ""),
        ),
        start=16,
    ):
        case = f"TEST-17{number}"
        yield registrant(
            day, case, what, "NCIC holds it too." if national else "NCIC does not hold it meanwhile.",
            "CSAR-03 CSAR-04", {f"QSA NAM/SAMPLE,{first} SEX/M": _HIT, _national(first, "M", day): national},
            NAM=f"SAMPLE,{first}", WHB=code,
        )  # fmt: skip
