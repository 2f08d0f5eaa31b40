"""Filling a new world: the population on the live side, the curated test records on both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from seed.load import Loader, Target
from seed.population import Population
from shared.spec import LIVE, Database


def fill(
    world: str,
    databases: Mapping[str, Database],
    targets: Mapping[str, Target],
    seed: int,
    day: date,
    size: int,
    agency_number: Callable[[str], int],
) -> int:
    """Write everything that a new world holds.

    Args:
        world: its name.
        databases: the databases by name.
        targets: where each database is written to.
        seed: decides which people there are.
        day: the reference date: everything was entered before it.
        size: number of people.
        agency_number: the three-digit number of an agency.

    Returns:
        The number of records entered.
    """
    loader = Loader(world, databases, targets, agency_number)
    return sum(1 for _ in loader.load(Population(seed, day, size).entries(), LIVE))
