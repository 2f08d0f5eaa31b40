"""Near misses of vehicle numbers, engine numbers and owner-applied numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import vehicle, vin
from seed.entries import Entry

_NEAR = "SVS NEAR"
_SHOWS = "The answer names the difference; compare before any action."
# Case number, field, number on file, number asked, what differs.
_SLIPS = (
    ("TEST-1151", "ENG", "TESTENG1151", "TESTENG1951", "One character wrong"),
    ("TEST-1152", "ENG", "TEST1152ENG", "TEST1152EN", "One character left out"),
    ("TEST-1153", "ENG", "ENG1153TEST", "ENG1153TESTT", "One character too many"),
    ("TEST-1154", "ENG", "ENGTEST1154", "ENGETST1154", "Two neighbours swapped"),
    ("TEST-1155", "ENG", "1155ENGTEST", "I155ENGTEST", "I for 1"),
    ("TEST-1161", "OAN", "TESTOAN1161", "TESTOAN1961", "One character wrong"),
    ("TEST-1162", "OAN", "TEST1162OAN", "TEST1162OA", "One character left out"),
    ("TEST-1163", "OAN", "OAN1163TEST", "OAN1163TESTT", "One character too many"),
    ("TEST-1164", "OAN", "OANTEST1164", "OANETST1164", "Two neighbours swapped"),
    ("TEST-1165", "OAN", "1165OANTEST", "1165OANTE5T", "5 for S"),
)


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for case, number, asked, title in _vehicle_numbers():
        asks = {f"QV VIN/{asked}": _NEAR}
        yield vehicle(day, case, f"VIN: {title}", _SHOWS, "SVS-05 SVS-06", asks, TYP="L", VIN=number)
    yield vehicle(
        day, "TEST-1147", "VIN: wrong in front",
        "Near here, and a hit at NCIC, which looks at the last eight characters.",
        "SVS-03 SVS-05", {f"QV VIN/2{vin(431147)[1:]}": "SVS NEAR, NCIC HIT"}, VIN=vin(431147),
    )  # fmt: skip
    for case, code, number, asked, title in _SLIPS:
        asks = {f"QV {code}/{asked}": _NEAR}
        held = {"ENG": f"{case}-ENG", code: number}  # an owner-applied number alone does not enter a vehicle
        yield vehicle(day, case, f"{code}: {title}", _SHOWS, "SVS-05 SVS-06", asks, TYP="L", **held)


def _vehicle_numbers() -> Iterator[tuple[str, str, str, str]]:
    """Case number, VIN on file, VIN asked, what differs."""
    found = vin(731141)
    yield "TEST-1141", found, f"{found[:11]}9{found[12:]}", "one character wrong"
    found = vin(831142)
    yield "TEST-1142", found, found[:-1], "one character left out"
    found = vin(931143)
    yield "TEST-1143", found, f"{found}3", "one character too many"
    found = vin(461144)
    yield "TEST-1144", found, f"{found[:11]}64{found[13:]}", "two neighbours swapped"
    found = vin(590145)
    yield "TEST-1145", found, f"{found[:13]}O{found[14:]}", "O for 0"
    found = vin(681146)
    yield "TEST-1146", found, f"{found[:12]}B{found[13:]}", "B for 8"
