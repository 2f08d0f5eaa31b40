"""Agencies: how the owner of a record answers a hit confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.agencies import (
    ANSWERS_LATER,
    CONFIRMS,
    DENIES,
    LOS_ANGELES_SHERIFF,
    NEVER_ANSWERS,
    SACRAMENTO_SHERIFF,
)
from seed.curated.make import FELONY, entered_by, vehicle, vin, wanted
from seed.entries import Entry

_SIMULATED = (
    (CONFIRMS, "confirms", "WPS-06", "CYRUS"),
    (DENIES, "denies", "WPS-08", "DUNCAN"),
    (ANSWERS_LATER, "says that it is looking, and confirms later", "WPS-08", "LUTHER"),
    (NEVER_ANSWERS, "never answers", "WPS-07", "NIGEL"),
)
_ATTENDED = ((SACRAMENTO_SHERIFF, "SAC1", "SILAS"), (LOS_ANGELES_SHERIFF, "LAX1", "LINUS"))


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for number, (ori, answer, rule, first) in enumerate(_SIMULATED, start=601):
        asks = {f"QW NAM/TESTER,{first} SEX/M DOB/19730303": "WPS HIT, NCIC HIT"}
        entry = wanted(
            day, f"TEST-0{number}", f"Warrant whose owner {answer}", f"Asked by YQ with RTY/WP the agency {answer}.",
            rule,
            asks, NAM=f"TESTER,{first}", DOB="19730303", **FELONY,
        )  # fmt: skip
        yield entered_by(ori, entry)
    for number, (ori, answer, rule, _) in enumerate(_SIMULATED, start=611):
        plate = f"0QY{'CDLN'[number - 611]}{number}"
        entry = vehicle(
            day, f"TEST-0{number}", f"Stolen vehicle whose owner {answer}",
            f"Asked by YQ with RTY/SV the agency {answer}.", rule, {f"QV LIC/{plate}": "SVS HIT"},
            LIC=plate, LIY=str(day.year), LIT="PC", VIN=vin(number),
        )  # fmt: skip
        yield entered_by(ori, entry)
    for number, (ori, terminal, first) in enumerate(_ATTENDED, start=621):
        entry = wanted(
            day, f"TEST-0{number}", f"Warrant of the agency at {terminal}",
            f"A YQ or a locate arrives at {terminal}, where somebody answers it; only that agency changes the record.",
            "CLETS-10 CJIS-04", {f"QW NAM/TESTER,{first} SEX/M": "WPS HIT"}, NAM=f"TESTER,{first}",
        )  # fmt: skip
        yield entered_by(ori, entry)
