"""``cjfarm seed``: the data of a farm, made without serving it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import click

from cjfarm.commands.errors import refusing
from cjfarm.commands.examples import examples
from cjfarm.commands.farm_options import CONFIG, LOG_LEVEL, MAKING, STORING, with_options
from cjfarm.commands.logs import log_to_stderr
from seed.population import Population, size_of
from services import discover
from shared.store.connection import StoreError
from shared.world import in_zone
from switch.farm import DEFAULT_SEED, DEFAULT_SIZE, Farm, FarmError, data_text
from switch.options import FarmOptions
from switch.settings import ConfigurationError
from switch.worlds import MAIN

_SHOWN = 10


@click.command(
    epilog=examples("cjfarm seed --data var --size county --seed 7", "cjfarm seed --show --size 50 --date 2026-03-02")
)
@with_options(*STORING, *MAKING, CONFIG, LOG_LEVEL)
@click.option("--show", is_flag=True, help="Only show whom and what the population would hold; make nothing.")
def seed(log_level: str, show: bool, **asked: Any) -> None:
    """Make the data of a farm, or show what it would hold.

    Nothing is served, and nothing is changed where there is data already. With --show nothing is made either.
    """
    log_to_stderr(log_level)
    if show:
        for line in described(population_of(asked["seed"], asked["size"], asked["date"])):
            click.echo(line)
        return
    with refusing(FarmError, ConfigurationError, StoreError):
        click.echo(asyncio.run(make_data(FarmOptions(**asked))))


def population_of(number: int | None, size: int | None, day: date | None) -> Population:
    """The population that is asked for; what is left out is as for new data."""
    return Population(
        DEFAULT_SEED if number is None else number,
        day or in_zone(datetime.now(UTC)).date(),
        size_of(DEFAULT_SIZE) if size is None else size,
    )


def described(population: Population) -> Iterator[str]:
    """What a population holds, in lines: how many of everything, and the first of its people."""
    yield f"seed {population.seed}, {population.size} people, {population.date.isoformat()}"
    kinds = Counter(f"{entry.database} {entry.record_type}" for entry in population.entries())
    for kind, count in sorted(kinds.items()):
        yield f"{count:>9} {kind}"
    for person in islice(population.people, _SHOWN):
        yield f"{person.name}  {person.sex}  {person.dob.isoformat()}"
    if population.size > _SHOWN:
        yield f"and {population.size - _SHOWN} more people"


async def make_data(options: FarmOptions) -> str:
    """Make a farm's data where there is none, and say what is there.

    Raises:
        FarmError: a farm uses the data, or it was made with other options than the ones asked for.
        StoreError: the store cannot be used.
    """
    farm = Farm(options, discover(), lambda: datetime.now(UTC))
    farm.open()
    try:
        runner = farm.runner(MAIN)
        made = runner.world.meta.made_with() if runner else None
        number, size, day = made or (None, None, None)
        return f"data ready in {data_text(options)}: seed {number}, {size} people, {day}"
    finally:
        await farm.close()
