"""What each database knows of the population: one module a database, found by its name, so that a new one adds a file.

A module gives ``drawn``, what a person has in the database, and may give ``THEMES``, its own test records. ``ORDER``
says which comes first: a later one sees what the earlier ones drew, so that the same man has the warrant and the car.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType

from seed.entries import Entry
from seed.people import Person
from seed.vehicles import Vehicle


@dataclass(frozen=True, slots=True)
class Known:
    """What a database may draw on for one person.

    Attributes:
        seed: the population's seed.
        until: the day before which everything was entered.
        person: the person.
        vehicle: the vehicle with the person's number.
        entries: what the databases before this one drew for the same person.
    """

    seed: int
    until: date
    person: Person
    vehicle: Vehicle
    entries: tuple[Entry, ...]


@cache
def parts() -> tuple[ModuleType, ...]:
    """Every database's part of the population, in their order."""
    found = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda part: (part.ORDER, part.__name__)))


def drawn(seed: int, until: date, person: Person, vehicle: Vehicle) -> Iterator[Entry]:
    """Everything that was entered about one person and vehicle, in every database."""
    entries: tuple[Entry, ...] = ()
    for part in parts():
        entries += tuple(part.drawn(Known(seed, until, person, vehicle, entries)))
    yield from entries
