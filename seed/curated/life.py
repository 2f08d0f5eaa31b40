"""What becomes of a record: located, cleared, cancelled, completed later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.agencies import LOS_ANGELES_SHERIFF, SACRAMENTO_SHERIFF
from seed.curated.make import FELONY, Value, followed, part, plate, step, vehicle, vin, wanted
from seed.entries import Entry, FollowUp

_HIT, _BOTH = "WPS HIT", "WPS HIT, NCIC HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    yield _warrant(
        day, "TEST-0701", "Located warrant", "Another agency found the person; here and at NCIC it says LOCATED.",
        "UMBERTO", _BOTH, (step(day, 1, "LW", SACRAMENTO_SHERIFF),),
    )  # fmt: skip
    yield _warrant(
        day, "TEST-0702", "Located, then cleared", "Once its owner has cleared it nothing finds it.", "VAUGHN", "",
        (step(day, 1, "LW", SACRAMENTO_SHERIFF), step(day, 2, "CW")),
    )  # fmt: skip
    yield _warrant(day, "TEST-0703", "Cleared warrant", "Nothing finds it.", "WENDELL", "", (step(day, 1, "CW"),))
    yield _warrant(day, "TEST-0704", "Cancelled warrant", "Nothing finds it.", "XAVIER", "", (step(day, 1, "XW"),))
    yield _warrant(
        day, "TEST-0705", "Completed later", "Without HAI it stayed in California; a modification took it to NCIC.",
        "YANCY", _BOTH, (step(day, 1, "MW", HAI="BLK"),), HAI=None,
    )  # fmt: skip
    yield _warrant(
        day, "TEST-0706", "Modified", "What its owner changed here was changed at NCIC too.", "ZANE", _BOTH,
        (step(day, 1, "MW", MIS="NOW WEARS A FALSE BEARD"),),
    )  # fmt: skip
    yield _warrant(
        day, "TEST-0707", "Withdrawn from NCIC", "Lowered to level 3 it was cancelled at NCIC.",
        "ZEKE", _HIT, (step(day, 1, "MW", ENT="3"),),
    )  # fmt: skip
    yield from _vehicles(day)
    cleared = plate(
        day, "TEST-0721", "Cleared plate", "Nothing finds it.", "SVS-02", {"QV LIC/0QZC721": ""},
        LIC="0QZC721",
    )  # fmt: skip
    yield followed(cleared, step(day, 1, "CL"))
    located = part(
        day, "TEST-0722", "Located part", "It says LOCATED until its owner clears it.", "SVS-02",
        {"QV SER/TEST-0722-SER": "SVS HIT"},
    )  # fmt: skip
    yield followed(located, step(day, 1, "LP", LOS_ANGELES_SHERIFF))


def _warrant(
    day: date, case: str, title: str, shows: str, first: str, found: str, then: tuple[FollowUp, ...], **fields: Value
) -> Entry:
    asks = {f"QW NAM/EXAMPLE,{first} SEX/M DOB/19690909": found}
    held: dict[str, Value] = {**FELONY, "NAM": f"EXAMPLE,{first}", "DOB": "19690909", **fields}
    return followed(wanted(day, case, title, shows, "CJIS-04 WPS-04", asks, **held), *then)


def _vehicles(day: date) -> Iterator[Entry]:
    gone = "Nothing finds it, neither here nor at NCIC."
    for case, title, shows, number, found, then in (
        (
            "TEST-0711", "Located vehicle", "It says LOCATED until its owner clears it.", 711, "SVS HIT, NCIC HIT",
            step(day, 1, "LV", LOS_ANGELES_SHERIFF),
        ),
        ("TEST-0712", "Cleared vehicle", gone, 712, "", step(day, 1, "CV")),
        ("TEST-0713", "Cancelled vehicle", gone, 713, "", step(day, 1, "XV")),
    ):  # fmt: skip
        entry = vehicle(
            day, case, title, shows, "SVS-01", {f"QV VIN/{vin(number)}": found},
            LIC=f"0QZ{'ALX'[number - 711]}{number}", LIY=str(day.year), LIT="PC", VIN=vin(number),
        )  # fmt: skip
        yield followed(entry, then)
