"""Registrants: what the Sex and Arson Registry knows of a person."""

from __future__ import annotations

from collections.abc import Iterable

from seed.curated import registrants
from seed.databases import Known
from seed.entries import Entry
from seed.registrants import registrations_of

ORDER = 50

THEMES = (("Registrants", registrants.entries),)


def drawn(known: Known) -> Iterable[Entry]:
    """The registrations of one person; who is on parole or probation registers more often."""
    supervised = any(entry.database == "srf" for entry in known.entries)
    return registrations_of(known.seed, known.until, known.person, known.vehicle, supervised)
