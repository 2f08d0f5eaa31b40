"""What a world gives out: time and numbers."""

from shared.world.clock import ZONE, Clock, ClockError, Mode, from_milliseconds, in_zone, midnight, milliseconds
from shared.world.identifiers import (
    default_agency_number,
    file_control_number,
    file_control_parts,
    national_number,
    national_parts,
)

__all__ = [
    "ZONE",
    "Clock",
    "ClockError",
    "Mode",
    "default_agency_number",
    "file_control_number",
    "file_control_parts",
    "from_milliseconds",
    "in_zone",
    "midnight",
    "milliseconds",
    "national_number",
    "national_parts",
]
