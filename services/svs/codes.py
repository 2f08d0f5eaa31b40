"""The code tables of the Stolen Vehicle System."""

from __future__ import annotations

from shared.edits import CodeTable, WireCode
from shared.spec import assumed


class VehicleType(WireCode):
    """Why a vehicle is on file."""

    STOLEN = "S", "stolen"
    LOST = "L", "lost"
    FELONY = "F", "felony"
    FOUND = "N", "found"
    EVIDENCE = "E", "evidence"
    PAWNED = "P", "pawned"
    IMPOUNDED = "I", "impounded"
    STORED = "T", "stored"
    REPOSSESSED = "R", "repossessed"
    MISSING_PERSON = "M", "missing person"


class ItemType(WireCode):
    """Why a plate or a part is on file."""

    STOLEN = "S", "stolen"
    LOST = "L", "lost"
    FELONY = "F", "felony"
    FOUND = "N", "found"
    EVIDENCE = "E", "evidence"


PART_CATEGORY = CodeTable(
    "part_category",
    assumed("a short table of parts in national style"),
    {
        "AB": "airbag",
        "BO": "body",
        "BU": "bumper",
        "CC": "catalytic converter",
        "DO": "door",
        "EN": "engine",
        "FE": "fender",
        "FR": "frame",
        "HO": "hood",
        "RA": "radio",
        "SE": "seat",
        "TG": "tailgate",
        "TN": "transmission",
        "WH": "wheel",
    },
)
