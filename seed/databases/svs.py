"""Thefts: what the Stolen Vehicle System knows of a person's vehicle."""

from __future__ import annotations

from collections.abc import Iterable

from seed.databases import Known
from seed.entries import Entry
from seed.thefts import thefts_of

ORDER = 20


def drawn(known: Known) -> Iterable[Entry]:
    """What befell one vehicle; one with a warrant may have used it for a felony."""
    warrants = tuple(entry for entry in known.entries if entry.database == "wps")
    return thefts_of(known.seed, known.until, known.vehicle, warrants)
