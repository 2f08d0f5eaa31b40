"""A world as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shared.world import Mode
from switch.recipe import Recipe

SEED = "seed"
"""What a world is made from unless something else is named: what the main world was at its first start."""
SMALL = 2_000
"""People of a world whose people are not those of the main world, unless it says how many."""


@dataclass(frozen=True, slots=True)
class NewWorld:
    """A world as it is asked for; the parts of its recipe that are None are those of the main world.

    Attributes:
        name: its name.
        origin: ``seed``, or a snapshot or world to make it from.
        line: whether it gets a line port of its own.
        ephemeral: whether it ends with the farm.
        seed: decides which people there are.
        size: number of people.
        date: the reference date of the population, and the day on which a frozen clock starts.
        clock: how the clock runs.
    """

    name: str
    origin: str = SEED
    line: bool = False
    ephemeral: bool = False
    seed: int | None = None
    size: int | None = None
    date: date | None = None
    clock: Mode | None = None

    def recipe(self, main: Recipe) -> Recipe:
        """What it is made of, where the main world is made of something."""
        asked = {"seed": self.seed, "date": self.date, "size": self.size, "clock": self.clock}
        found = replace(main, **{name: value for name, value in asked.items() if value is not None})  # type: ignore[arg-type]
        own_people = (found.seed, found.date) != (main.seed, main.date)
        return replace(found, size=SMALL) if own_people and self.size is None else found
