"""The Stolen Vehicle System: vehicles, plates and parts that are stolen, lost, found or held.

Records are found by number; where none has exactly the number asked, near misses are shown. Stolen and felony vehicles
and stolen plates go on to NCIC as soon as they hold what NCIC requires.
"""

from services.svs.database import DATABASE

__all__ = ["DATABASE"]
