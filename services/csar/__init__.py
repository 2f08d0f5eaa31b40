"""The California Sex and Arson Registry: who must register, where they live, and when they are due again.

A registrant is found by CII number, file control number or name; the answer says whether the duty to register is kept.
Agencies entered and updated over CLETS until 2013; since then they do so through the web interface, which is HTTP here.
"""

from services.csar.database import DATABASE

__all__ = ["DATABASE"]
