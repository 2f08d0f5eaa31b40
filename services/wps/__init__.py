"""The Wanted Persons System: outstanding arrest warrants of California agencies.

A wanted person is found by name and sex, or by a number. A felony warrant that the agency would transport for goes
on to NCIC as soon as it holds what NCIC requires.
"""

from services.wps.database import DATABASE

__all__ = ["DATABASE"]
