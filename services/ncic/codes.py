"""The code tables of the national files."""

from __future__ import annotations

from shared.edits import WireCode


class VehicleType(WireCode):
    """Why a vehicle is on file."""

    STOLEN = "S", "stolen"
    FELONY = "F", "felony"
