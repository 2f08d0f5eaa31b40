"""Plates: each reason to be on file, plates of other states, and plates that have expired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from seed.curated.make import Value, plate, vehicle, vin
from seed.entries import Entry, wire_date

_HIT, _BOTH = "SVS HIT", "SVS HIT, NCIC HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for case, kind, meaning, number in (
        ("TEST-0901", "S", "stolen", "0QPA901"),
        ("TEST-0902", "L", "lost", "0QPC902"),
        ("TEST-0903", "F", "felony", "0QPE903"),
        ("TEST-0904", "N", "found", "0QPG904"),
        ("TEST-0905", "E", "evidence", "0QPJ905"),
    ):
        title = f"{meaning.capitalize()} plate"
        shows = "A plate without its vehicle; only a stolen one goes on to NCIC."
        yield plate(day, case, title, shows, "SVS-01 SVS-02", {f"QV LIC/{number}": _HIT}, TYP=kind, LIC=number)
    yield from _other_states(day)
    yield from _felony_vehicle(day)
    yield from _expired(day)


def _other_states(day: date) -> Iterator[Entry]:
    shows = "Asked without a state a plate is California's; with a state it is that state's, and asked of NCIC too."
    yield plate(
        day, "TEST-0911", "The same characters in California", shows, "SVS-04",
        {"QV LIC/0QPK911": _HIT, "QV LIC/0QPK911 LIS/AZ": ""}, LIC="0QPK911",
    )  # fmt: skip
    yield plate(
        day, "TEST-0912", "The same characters in Arizona", shows, "SVS-04",
        {"QV LIC/0QPK911": "", "QV LIC/0QPK911 LIS/AZ": _BOTH}, LIC="0QPK911", LIS="AZ",
    )  # fmt: skip
    without: tuple[tuple[str, dict[str, Value]], ...] = (
        ("TEST-0913", {"LIY": None}), ("TEST-0914", {"LIT": None}),
    )  # fmt: skip
    for case, missing in without:
        number = f"Q{case.replace('-', '')}"
        yield plate(
            day, case, f"Stolen plate without {next(iter(missing))}",
            "NCIC requires it: the record stays in California.",
            "SVS-01", {f"QV LIC/{number} LIS/OR": _HIT}, LIC=number, LIS="OR", **missing,
        )  # fmt: skip
    yield plate(
        day, "TEST-0915", "Plate that never expires", "The year is NX.", "SVS-01",
        {"QV LIC/QTEST09150 LIS/NV": _BOTH}, LIC="QTEST09150", LIS="NV", LIY="NX",
    )  # fmt: skip


def _felony_vehicle(day: date) -> Iterator[Entry]:
    yield vehicle(
        day, "TEST-0921", "Felony vehicle, asked with another state",
        "NCIC shows a felony vehicle whose plate is of another state than the one asked, with a warning.", "NCIC-04",
        {"QV LIC/QTEST9210 LIS/NV": _BOTH, "QV LIC/QTEST9210 LIS/OR": "NCIC HIT"},
        TYP="F", LIC="QTEST9210", LIS="NV", LIY=str(day.year), LIT="PC", VIN=vin(921),
    )  # fmt: skip
    yield plate(
        day, "TEST-0922", "The felony vehicle's plate in another state",
        "Asked for this plate, NCIC shows the felony vehicle beside it.", "NCIC-04",
        {"QV LIC/QTEST9210 LIS/OR": _BOTH, "QV LIC/QTEST9210 LIS/NV": ""}, LIC="QTEST9210", LIS="OR",
    )  # fmt: skip


def _expired(day: date) -> Iterator[Entry]:
    for case, years, title, shows, found in (
        ("TEST-0931", 4, "Expired plate in its last year", "NCIC keeps it for the year of entry and four more.", _BOTH),
        ("TEST-0932", 5, "Expired plate, too old for NCIC", "NCIC has dropped it, California has not.", _HIT),
    ):
        number, new_year = f"Q{case.replace('-', '')}0", date(day.year - years, 1, 1)
        entry = plate(
            day, case, title, shows, "SVS-07", {f"QV LIC/{number} LIS/AZ": found},
            LIC=number, LIS="AZ", LIY=str(new_year.year), DOT=wire_date(new_year - timedelta(days=2)),
        )  # fmt: skip
        yield replace(entry, at=datetime.combine(new_year, time()))
