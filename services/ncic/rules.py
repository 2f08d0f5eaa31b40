"""What a national record must hold, and which plate matches."""

from __future__ import annotations

from collections.abc import Mapping

from services.ncic.codes import VehicleType
from services.ncic.records import Plate, Vehicle

FELONY_CAVEAT = "MATCH IS ON LIC ONLY, NOT LIS: VERIFY ALL DATA BEFORE FURTHER ACTION"


def vehicle_has_a_number(vehicle: Vehicle) -> list[tuple[str, str]]:
    """A vehicle is entered with a vehicle number, or with a plate and its state, year and type."""
    plate = {"LIC": vehicle.plate, "LIS": vehicle.plate_state, "LIY": vehicle.plate_year, "LIT": vehicle.plate_type}
    if vehicle.vehicle_number:
        return []
    return [(code, "REQUIRED: VIN, OR ALL OF LIC, LIS, LIY, LIT") for code, value in plate.items() if not value]


def same_plate(record: Vehicle | Plate, code: str, asked: Mapping[str, str]) -> tuple[str, ...] | None:
    """A plate asked with its state matches in that state; a felony vehicle's plate matches in any, with a caveat."""
    if code != "LIC" or "LIS" not in asked:
        return ()
    if isinstance(record, Vehicle) and record.type is VehicleType.FELONY:
        return (FELONY_CAVEAT,)
    return () if record.plate_state == asked["LIS"] else None
