"""What a vehicle must hold, whose plate is meant, and what goes on to NCIC."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.svs.codes import ItemType, VehicleType
from services.svs.records import Part, Plate, Vehicle

CALIFORNIA = "CA"
VEHICLE_NUMBERS = ("LIC", "VIN", "ENG")
"""What a vehicle is entered with at least one of."""
_ENTERED_HERE = " ".join(code.value for code in VehicleType if code is not VehicleType.MISSING_PERSON)


def vehicle_has_a_number(vehicle: Vehicle) -> list[tuple[str, str]]:
    """A vehicle is entered with at least one of plate, vehicle number and engine number."""
    if vehicle.plate or vehicle.vehicle_number or vehicle.engine_number:
        return []
    return [("LIC", f"REQUIRED: AT LEAST ONE OF {', '.join(VEHICLE_NUMBERS)}")]


def plate_has_a_state(vehicle: Vehicle) -> list[tuple[str, str]]:
    """A plate is entered together with its state."""
    if vehicle.plate and not vehicle.plate_state:
        return [("LIS", "REQUIRED WITH LIC: THE STATE OF THE PLATE")]
    return []


def missing_person_vehicle_comes_from_mups(vehicle: Vehicle) -> list[tuple[str, str]]:
    """A missing person vehicle is entered with the missing person in MUPS, not here."""
    if vehicle.type is VehicleType.MISSING_PERSON:
        return [("TYP", f"M IS ENTERED THROUGH MUPS WITH THE MISSING PERSON; HERE ONE OF {_ENTERED_HERE}")]
    return []


def same_plate(record: Vehicle | Plate | Part, code: str, asked: Mapping[str, str]) -> tuple[str, ...] | None:
    """A plate asked without a state is California's; the same characters of another state are another plate."""
    if code != "LIC" or isinstance(record, Part):
        return ()
    return () if record.plate_state == asked.get("LIS", CALIFORNIA) else None


def asks_by_vehicle_number(asked: Mapping[str, str]) -> bool:
    """The inquiry holds a vehicle identification number."""
    return "VIN" in asked


def asks_by_plate_of_another_state(asked: Mapping[str, str]) -> bool:
    """The inquiry holds a plate of another state, and no vehicle number that sends it on already."""
    return "LIC" in asked and "VIN" not in asked and asked.get("LIS", CALIFORNIA) != CALIFORNIA


def vehicle_goes_to_ncic(vehicle: Vehicle) -> bool:
    """A stolen or felony vehicle with year, make, style, and a vehicle number or a plate with state, year and type."""
    wanted = vehicle.type in (VehicleType.STOLEN, VehicleType.FELONY)
    described = vehicle.model_year and vehicle.make and vehicle.style
    return bool(wanted and described and (vehicle.vehicle_number or _whole_plate(vehicle)))


def plate_goes_to_ncic(plate: Plate) -> bool:
    """A stolen plate with its state, year and type."""
    return plate.type is ItemType.STOLEN and _whole_plate(plate)


def _whole_plate(record: Vehicle | Plate) -> bool:
    return bool(record.plate and record.plate_state and record.plate_year and record.plate_type)


def as_it_is(record: Vehicle | Plate) -> dict[str, str]:
    """The record goes on unchanged."""
    return {}


def only_the_number(record: Vehicle | Plate) -> dict[str, Any]:
    """The record gets its national number and is not changed otherwise."""
    return {}
