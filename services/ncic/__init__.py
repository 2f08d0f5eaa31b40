"""The national files: wanted persons, protection orders, vehicles and plates, as California's databases pass them on.

No terminal reaches them by keys of its own; inquiries and entries arrive from other databases. Records carry the number
that is given here, and beside it the file control number of the California record that they come from.
"""

from services.ncic.database import DATABASE

__all__ = ["DATABASE"]
