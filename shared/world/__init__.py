"""What a world gives out: time and numbers."""

from shared.world.clock import ZONE, Clock, ClockError, Mode, from_milliseconds, in_zone, milliseconds
from shared.world.identifiers import default_agency_number, file_control_number, national_number

__all__ = [
    "ZONE",
    "Clock",
    "ClockError",
    "Mode",
    "default_agency_number",
    "file_control_number",
    "from_milliseconds",
    "in_zone",
    "milliseconds",
    "national_number",
]
