"""Warrants: what the Wanted Persons System knows of a person."""

from __future__ import annotations

from collections.abc import Iterable

from seed.databases import Known
from seed.entries import Entry
from seed.warrants import warrants_of

ORDER = 10


def drawn(known: Known) -> Iterable[Entry]:
    """The warrants of one person."""
    return warrants_of(known.seed, known.until, known.person)
