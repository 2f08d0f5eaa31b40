"""The whole population of a farm: from seed, date and size to everything that was entered before that date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from seed.agencies import Agency, agencies
from seed.databases import drawn
from seed.entries import QUIET_DAYS, Entry
from seed.people import LARGEST_SIZE, People, Person
from seed.vehicles import Vehicle, vehicle

SIZES = {"small": 2_000, "county": 100_000, "state": 1_000_000}
_YOUNGEST_OWNER = 16  # years


def size_of(text: str | int) -> int:
    """The number of people that ``small``, ``county``, ``state`` or a number stands for.

    Raises:
        ValueError: it is none of these, or not from 1 to 1,000,000; the text says what would be right.
    """
    if text in SIZES:
        return SIZES[str(text)]
    digits = str(text)
    if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= LARGEST_SIZE:
        return int(digits)
    raise ValueError(f"size {text!r}: small, county, state or a number from 1 to {LARGEST_SIZE} is accepted")


@dataclass(frozen=True, slots=True)
class Population:
    """One invented population; nothing is kept, so a large one costs nothing until it is walked through.

    Attributes:
        seed: any whole number; another one gives other people.
        date: the reference date; everything was entered some days before it, and ages count from it.
        size: number of people, 1 to 1,000,000.
    """

    seed: int
    date: date
    size: int

    def __post_init__(self) -> None:
        """Refuse a size that has no people or more than there are numbers for.

        Raises:
            ValueError: the size is not from 1 to 1,000,000.
        """
        size_of(self.size)

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Every agency; the same in all populations."""
        return agencies()

    @property
    def people(self) -> People:
        """Every person, by number."""
        return People(self.seed, self.date, self.size)

    @property
    def vehicles(self) -> Iterator[Vehicle]:
        """Every vehicle, by number: as many as people."""
        return (self.vehicle_of(person) for person in self.people)

    def vehicle_of(self, person: Person) -> Vehicle:
        """The vehicle with a person's number, which mostly is that person's own."""
        owner = person.number if person.age(self.date) >= _YOUNGEST_OWNER else None
        return vehicle(self.seed, self.date, person.number, owner)

    def entries(self) -> Iterator[Entry]:
        """Everything that was entered, in order of time; what followed an entry stands in it with its own time."""
        yield from sorted(self._drawn(), key=lambda entry: (entry.at, entry.database, entry.value("OCA") or ""))

    def _drawn(self) -> Iterator[Entry]:
        until = self.date - timedelta(days=QUIET_DAYS)
        for person in self.people:
            yield from drawn(self.seed, until, person, self.vehicle_of(person))
