"""Registrants: what the Sex and Arson Registry knows of a person."""

from __future__ import annotations

from collections.abc import Iterable

from seed.curated import registrants
from seed.databases import Known
from seed.entries import Entry
from seed.registrants import registrations_of

ORDER = 40

THEMES = (("Registrants", registrants.entries),)


def drawn(known: Known) -> Iterable[Entry]:
    """The registrations of one person."""
    return registrations_of(known.seed, known.until, known.person, known.vehicle)
