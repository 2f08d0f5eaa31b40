"""The code tables of the Wanted Persons System."""

from __future__ import annotations

from shared.edits import CodeTable, WireCode, WireNumber
from shared.spec import CALIFORNIA_RECORD


class WarrantType(WireCode):
    """The gravest offense of a warrant."""

    FELONY = "F", "felony"
    MISDEMEANOR = "M", "misdemeanor"


class EntryLevel(WireNumber):
    """How far the wanting agency would go for the person; the source tells levels 3 and 4 apart in nothing."""

    CALIFORNIA = 1, "will transport from anywhere in California; in California only"
    NATIONAL = 2, "will transport from anywhere in California; in NCIC as well"
    NO_TRANSPORT_3 = 3, "will not transport; in California only"
    NO_TRANSPORT_4 = 4, "will not transport; in California only"


CAUTION = CodeTable(
    "caution",
    CALIFORNIA_RECORD["caution codes of the Wanted Persons System"],
    {
        "A": "armed and dangerous",
        "E": "escape risk",
        "M": "mentally disturbed",
        "S": "suicidal",
        "X": "other, explained in the remarks",
    },
)
