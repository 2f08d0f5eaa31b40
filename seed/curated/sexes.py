"""Sex: which records each value finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import FELONY, wanted
from seed.entries import Entry

_HIT = "WPS HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    question = "QW NAM/SAMPLE,JORDAN SEX/"
    shows = "M and F find their own; X finds every record."
    for case, sex, other, birth in (
        ("TEST-0301", "M", "F", "19710101"),
        ("TEST-0302", "F", "M", "19740101"),
        ("TEST-0303", "U", "M", "19770101"),
    ):
        asks = {f"{question}{sex}": _HIT, f"{question}{other}": "", f"{question}X": _HIT}
        yield wanted(day, case, f"Sex {sex}", shows, "CJIS-09", asks, NAM="SAMPLE,JORDAN", SEX=sex, DOB=birth)
    yield wanted(
        day, "TEST-0304", "Sex X", "NCIC knows no sex X: the record goes there, and is asked there, with sex U.",
        "CJIS-09 WPS-04",
        {f"{question}X DOB/19800606": "WPS HIT, NCIC HIT", f"{question}F": ""},
        NAM="SAMPLE,JORDAN", SEX="X", DOB="19800606", **FELONY,
    )  # fmt: skip
