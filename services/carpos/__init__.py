"""The California Restraining and Protective Order System: who may not come near whom, and until when.

An order is found by its number, its agency's case number, or the name and sex of either party. It stays five years in a
history after it has ended, violations of it are added by any agency, and one that NCIC takes goes there by itself.
"""

from services.carpos.database import DATABASE

__all__ = ["DATABASE"]
