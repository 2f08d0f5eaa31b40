from __future__ import annotations

from datetime import date

import pytest

from seed.entries import Entry
from seed.people import Person
from seed.population import Population

DAY = date(2026, 3, 1)


@pytest.fixture(scope="session")
def population() -> Population:
    return Population(seed=1, date=DAY, size=6_000)


@pytest.fixture(scope="session")
def people(population: Population) -> tuple[Person, ...]:
    return population.people[:]


@pytest.fixture(scope="session")
def entries(population: Population) -> tuple[Entry, ...]:
    return tuple(population.entries())
