"""More hits than one answer shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from seed.curated.make import wanted
from seed.entries import Entry, wire_date

COUNT = 27
"""Records of one name: two more than an answer shows."""

_SHOWN = 25


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for place in range(COUNT):
        # Where nothing else tells them apart the newest are shown first.
        found = place >= COUNT - _SHOWN
        yield wanted(
            day, f"TEST-{401 + place:04d}",
            f"One of {COUNT} of one name" if found else f"Not shown of {COUNT} of one name",
            f"{COUNT} records are found, the newest {_SHOWN} are shown, and a line says how many there are.", "WPS-01",
            {"QW NAM/TRAINING,CASEY SEX/M": "WPS HIT" if found else ""},
            NAM="TRAINING,CASEY", DOB=wire_date(date(1985, 1, 1) + timedelta(days=place)),
        )  # fmt: skip
