"""The code tables of the national files."""

from __future__ import annotations

from shared.edits import CodeTable, WireCode
from shared.spec import WORKBOOK, assumed


class VehicleType(WireCode):
    """Why a vehicle is on file."""

    STOLEN = "S", "stolen"
    FELONY = "F", "felony"


WHEREABOUTS = CodeTable(
    "whereabouts",
    WORKBOOK["I"] + assumed("the codes"),
    {"A": "where registered", "D": "deported", "U": "whereabouts unknown"},
)
