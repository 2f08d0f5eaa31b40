"""Filling a new world: the test records on both sides, the population on the live side.

The test records come first. National numbers are counted over all days, so that in this order a test record has the
same numbers in every world of one reference date, however large its population and whatever its seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain

from seed.curated import curated
from seed.load import Loader, Target
from seed.population import Population
from shared.spec import LIVE, TEST, Database


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
    tests, population = curated(day), Population(seed, day, size).entries()
    written = chain(loader.load(tests, LIVE), loader.load(tests, TEST), loader.load(population, LIVE))
    return sum(1 for _ in written)
