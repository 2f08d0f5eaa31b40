"""What a warrant must hold, and when it goes on to NCIC."""

from __future__ import annotations

from typing import Any

from services.wps.codes import EntryLevel, WarrantType
from services.wps.records import MISCELLANEOUS, WantedPerson
from shared.edits import needs_description

NO_EXTRADITION = "NOEX OUTSIDE CA"


def general_offense_is_described(wanted: WantedPerson) -> list[tuple[str, str]]:
    """An offense code that ends in 99 only names its group, so the remarks describe the offense."""
    if needs_description(wanted.offense) and not wanted.miscellaneous:
        return [("MIS", f"REQUIRED: DESCRIBE THE OFFENSE, BECAUSE OFF/{wanted.offense} ONLY NAMES ITS GROUP")]
    return []


def level_2_is_complete_for_ncic(wanted: WantedPerson) -> list[tuple[str, str]]:
    """A warrant of level 2 goes to NCIC and holds every field that NCIC requires."""
    if wanted.entry_level is not EntryLevel.NATIONAL:
        return []
    return [(code, "REQUIRED AT ENT/2: NCIC TAKES NO WANTED PERSON WITHOUT IT") for code in missing_for_ncic(wanted)]


def missing_for_ncic(wanted: WantedPerson) -> list[str]:
    """Codes of the fields that NCIC requires and the record lacks; what every warrant holds need not be looked at."""
    held = {"RAC": wanted.race, "HGT": wanted.height, "WGT": wanted.weight, "HAI": wanted.hair}
    return [code for code, value in held.items() if not value]


def felony_complete_for_ncic(wanted: WantedPerson) -> bool:
    """A level 1 felony that holds every field NCIC requires."""
    felony = wanted.warrant_type is WarrantType.FELONY
    return felony and wanted.entry_level is EntryLevel.CALIFORNIA and not missing_for_ncic(wanted)


def goes_to_ncic(wanted: WantedPerson) -> bool:
    """A level 1 felony that holds every field NCIC requires, or a warrant entered at level 2."""
    return wanted.entry_level is EntryLevel.NATIONAL or felony_complete_for_ncic(wanted)


def mark_no_extradition(wanted: WantedPerson) -> dict[str, str]:
    """The remarks of a warrant that goes by itself begin with NOEX OUTSIDE CA; one entered at level 2 goes as it is."""
    if wanted.entry_level is EntryLevel.NATIONAL and not wanted.no_extradition:
        return {}
    marked = f"{NO_EXTRADITION} {wanted.miscellaneous or ''}"
    return {"MIS": marked[: MISCELLANEOUS.width].rstrip()}


def raise_to_level_2(wanted: WantedPerson) -> dict[str, Any]:
    """A warrant that NCIC has taken is of level 2."""
    by_itself = wanted.entry_level is not EntryLevel.NATIONAL
    return {"entry_level": EntryLevel.NATIONAL, "no_extradition": by_itself or None}
