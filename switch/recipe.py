"""What a world is made of that nobody has used yet: which people, as of which day, and how its clock runs."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from seed.agencies import agencies
from seed.worlds import fill
from shared.world import Clock, Mode, midnight
from switch.meta import Meta
from switch.settings import Agency, Configuration
from switch.world import World

log = logging.getLogger(__name__)

_IMAGE = re.compile(r"seed(-?\d+)-(\d+)-(\d{8})-(real|frozen)")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a new world is made of.

    Attributes:
        seed: decides which people there are.
        size: number of people.
        date: the reference date of the population, and the day on which a frozen clock starts.
        clock: how the clock runs.
    """

    seed: int
    size: int
    date: date
    clock: Mode

    @property
    def image(self) -> str:
        """The name of the state that follows from it."""
        return f"seed{self.seed}-{self.size}-{self.date:%Y%m%d}-{self.clock.value}"

    @classmethod
    def of(cls, image: str) -> Recipe | None:
        """What an image was made of, or None for a state that a world was in."""
        found = _IMAGE.fullmatch(image)
        if found is None:
            return None
        seed, size, day, clock = found.groups()
        return cls(int(seed), int(size), datetime.strptime(day, "%Y%m%d").date(), Mode(clock))

    def starts(self, system_time: Callable[[], datetime]) -> Clock:
        """The clock as it is at the first start."""
        start = midnight(f"{self.date:%Y%m%d}") if self.clock is Mode.FROZEN else None
        return Clock(self.clock, system_time, start)


def recipe_of(meta: Meta) -> Recipe | None:
    """What a world was made of, or None for one that is not filled yet."""
    made = meta.made_with()
    return None if made is None else Recipe(*made, Mode(meta.read()["clock_asked"]))


def fill_world(world: World, recipe: Recipe, configuration: Configuration, elsewhere: str) -> None:
    """Write everything that a new world holds, and make it lasting.

    Args:
        world: the empty world; its clock stands already where the recipe says.
        recipe: what it is made of.
        configuration: terminals, operators and agencies of the user's own.
        elsewhere: the names of the databases that do not run in this process.
    """
    _register(world, configuration)
    directory, databases = world.switch.directory, world.databases
    count = fill(
        world.name, databases, world.destinations, recipe.seed, recipe.date, recipe.size, directory.agency_number
    )
    world.meta.write(
        elsewhere=elsewhere,
        seed=recipe.seed,
        size=recipe.size,
        date=recipe.date.isoformat(),
        clock_asked=recipe.clock.value,
        created=world.clock.now().isoformat(),
    )
    world.commit()
    log.info("world %s made: %d people, %d records entered", world.name, recipe.size, count)


def _register(world: World, configuration: Configuration) -> None:
    directory = world.switch.directory
    for known in agencies():
        profile = known.profile
        directory.agencies.put(
            Agency(
                ori=known.ori,
                name=known.name,
                number=known.number,
                answer=profile.answer,
                after_seconds=profile.after_seconds,
            )
        )
    for agency in configuration.agencies:
        directory.agencies.put(agency)
    for terminal in configuration.terminals:
        directory.terminals.put(terminal)
    for operator in configuration.operators:
        directory.operators.put(operator)
