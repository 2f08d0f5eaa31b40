"""Restraining orders: what the database of orders knows of a person."""

from __future__ import annotations

from collections.abc import Iterable

from seed.curated import orders
from seed.databases import Known
from seed.entries import Entry
from seed.orders import orders_of

ORDER = 30

THEMES = (("Restraining orders", orders.entries),)


def drawn(known: Known) -> Iterable[Entry]:
    """The orders that restrain one person."""
    return orders_of(known.seed, known.until, known.person)
