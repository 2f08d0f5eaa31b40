"""Vehicles: each reason to be on file, what goes on to NCIC, and the numbers that find a vehicle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import Value, vehicle, vin
from seed.entries import Entry

_HIT, _BOTH = "SVS HIT", "SVS HIT, NCIC HIT"
_TYPES = (
    ("TEST-0801", "S", "stolen", "0QVA801"),
    ("TEST-0802", "L", "lost", "0QVC802"),
    ("TEST-0803", "F", "felony", "0QVE803"),
    ("TEST-0804", "N", "found", "0QVG804"),
    ("TEST-0805", "E", "evidence", "0QVJ805"),
    ("TEST-0806", "P", "pawned", "0QVK806"),
    ("TEST-0807", "I", "impounded", "0QVM807"),
    ("TEST-0808", "T", "stored", "0QVN808"),
    ("TEST-0809", "R", "repossessed", "0QVP809"),
)


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    year = str(day.year)
    for number, (case, kind, meaning, plate) in enumerate(_TYPES, start=801):
        asks = {f"QV LIC/{plate}": _HIT, f"QV VIN/{vin(number)}": _BOTH if kind in "SF" else _HIT}
        shows = "Found by plate and by VIN; a VIN is asked of NCIC too, which holds stolen and felony vehicles only."
        yield vehicle(
            day, case, f"{meaning.capitalize()} vehicle", shows, "SVS-01 SVS-02 SVS-03", asks,
            TYP=kind, LIC=plate, LIY=year, LIT="PC", VIN=vin(number),
        )  # fmt: skip
    yield from _incomplete(day)
    yield from _whole_plate(day)
    yield from _tails(day)
    yield from _numbers(day)


def _incomplete(day: date) -> Iterator[Entry]:
    home = "NCIC requires it: the record stays in California."
    for number, code in ((811, "VYR"), (812, "VST")):
        missing: dict[str, Value] = {code: None}
        asks = {f"QV VIN/{vin(number)}": _HIT}
        case, title = f"TEST-0{number}", f"Stolen, without {code}"
        yield vehicle(day, case, title, home, "SVS-01", asks, VIN=vin(number), **missing)
    for case, code, plate in (("TEST-0813", "LIY", "QTEST0813"), ("TEST-0814", "LIT", "QTEST8140")):
        held: dict[str, Value] = {"LIY": str(day.year), "LIT": "PC", code: None}
        asks = {f"QV LIC/{plate} LIS/NV": _HIT}
        title = f"Stolen, no VIN, plate without {code}"
        yield vehicle(day, case, title, home, "SVS-01 SVS-04", asks, LIC=plate, LIS="NV", **held)


def _whole_plate(day: date) -> Iterator[Entry]:
    yield vehicle(
        day, "TEST-0815", "Stolen, no VIN, whole plate",
        "Plate, state, year and type take the place of a VIN; an out-of-state plate is asked of NCIC too.",
        "SVS-01 SVS-04",
        {"QV LIC/QTEST0815 LIS/NV": _BOTH, "QV LIC/QTEST0815": ""},
        LIC="QTEST0815", LIS="NV", LIY=str(day.year), LIT="PC",
    )  # fmt: skip


def _tails(day: date) -> Iterator[Entry]:
    yield vehicle(
        day, "TEST-0816", "Last eight of the VIN", "NCIC compares only the last eight characters of a VIN.", "SVS-03",
        {f"QV VIN/{vin(816)}": _BOTH, f"QV VIN/9YYMORE11{vin(816)[9:]}": "NCIC HIT"}, VIN=vin(816),
    )  # fmt: skip
    twin = vin(817, "TW1N5")
    for case, own, other in (("TEST-0817", vin(817), twin), ("TEST-0818", twin, vin(817))):
        yield vehicle(
            day, case, "Two VINs, the same last eight", "Either VIN finds one record here and both at NCIC.", "SVS-03",
            {f"QV VIN/{own}": _BOTH, f"QV VIN/{other}": "NCIC HIT"}, VIN=own,
        )  # fmt: skip


def _numbers(day: date) -> Iterator[Entry]:
    shows = "Found by the only number it has."
    yield vehicle(
        day, "TEST-0821", "Engine number alone", shows, "SVS-02", {"QV ENG/TEST-ENG-821": _HIT},
        ENG="TEST-ENG-821", VMA="HD", VMO="FLH", VST="MC",
    )  # fmt: skip
    yield vehicle(
        day, "TEST-0822", "Owner-applied number", "Found by the number that its owner put on it.", "SVS-02",
        {"QV OAN/TEST-OAN-822": _HIT}, VIN=vin(822), OAN="TEST-OAN-822",
    )  # fmt: skip
    yield vehicle(
        day, "TEST-0823", "Old, short VIN", "Before 1981 vehicle numbers were shorter than seventeen characters.",
        "SVS-02",
        {"QV VIN/TEST823823": _BOTH}, VIN="TEST823823", VYR="1966", VMA="FORD", VMO="MUS", VST="2D",
    )  # fmt: skip
    yield vehicle(
        day, "TEST-0824", "Commercial truck",
        "Plate, VIN, engine number and owner-applied number find the same record.",
        "SVS-02",
        {
            "QV LIC/0Q08240": _HIT, f"QV VIN/{vin(824)}": _BOTH, "QV ENG/TEST824ENG": _HIT, "QV OAN/TEST824OAN": _HIT,
        },
        LIC="0Q08240", LIY=str(day.year), LIT="CO", VIN=vin(824), ENG="TEST824ENG", OAN="TEST824OAN", VMA="FRHT",
        VMO="CAS", VST="TR", MIS="CARRIES EMPTY BOXES MARKED TEST",
    )  # fmt: skip
