"""Supervision: what the Supervised Release File knows of a person."""

from __future__ import annotations

from collections.abc import Iterable

from seed.curated import supervised
from seed.databases import Known
from seed.entries import Entry
from seed.supervision import supervision_of

ORDER = 40

THEMES = (("Supervised release", supervised.entries),)


def drawn(known: Known) -> Iterable[Entry]:
    """The supervision of one person; one with a warrant is supervised more often."""
    return supervision_of(known.seed, known.until, known.person, known.entries)
