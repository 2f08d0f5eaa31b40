"""The Supervised Release File: who is on parole or probation, registered, or released under some other supervision.

An inquiry by name asks for wanted persons and restraining orders at the same time. Whoever meets a subject is asked for
a contact message, which the supervising agency gets; it is told of an arrest as well.
"""

from services.srf.database import DATABASE

__all__ = ["DATABASE"]
