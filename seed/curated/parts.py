"""Parts: each reason to be on file, by serial number and by owner-applied number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import part
from seed.entries import Entry

_HIT = "SVS HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for case, kind, meaning, category in (
        ("TEST-1001", "S", "stolen", "EN"),
        ("TEST-1002", "L", "lost", "TN"),
        ("TEST-1003", "F", "felony", "RA"),
        ("TEST-1004", "N", "found", "WH"),
        ("TEST-1005", "E", "evidence", "CC"),
    ):
        shows = "A part is found by its serial number, exactly."
        asks = {f"QV SER/{case}-SER": _HIT, f"QV SER/{case}-SEP": ""}
        yield part(day, case, f"{meaning.capitalize()} part", shows, "SVS-01 SVS-02", asks, TYP=kind, CAT=category)
    yield part(
        day, "TEST-1006", "Part with owner-applied number",
        "Found by the number that its owner put on it, also nearly.",
        "SVS-02 SVS-05", {"QV OAN/PART-OAN-1006": _HIT, "QV OAN/PART-OAN-1066": "SVS NEAR"}, OAN="PART-OAN-1006",
    )  # fmt: skip
