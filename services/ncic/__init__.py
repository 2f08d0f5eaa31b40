"""The national files: wanted persons, protection orders, supervised releases, vehicles and plates.

No terminal reaches them by keys of its own; California's databases pass inquiries and entries on to them. Records carry
the number that is given here, and beside it the file control number of the California record that they come from.
"""

from services.ncic.database import DATABASE

__all__ = ["DATABASE"]
