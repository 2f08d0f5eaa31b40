"""``cjfarm world``: the worlds of a farm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import asks_farm
from cjfarm.commands.sizes import SIZE
from cjfarm.commands.values import DAY, WholeNumber
from cjfarm.http import FarmAddress

# A population of a million people takes its time.
_PATIENCE_SECONDS = 3600.0


@click.group(
    epilog=examples(
        "cjfarm world create t1",
        "cjfarm send --world t1 'QW NAM/DOE,JOHN SEX/M'",
        "cjfarm world reset t1",
        "cjfarm world list",
    )
)
def world() -> None:
    """Make, reset and drop the worlds of a farm.

    Each is complete, with records, clock, terminals and a journal of its own.
    """


@world.command("list", epilog=examples("cjfarm world list"))
@asks_farm
def list_worlds(farm: FarmAddress) -> None:
    """Show every world and every snapshot."""
    found = farm.get("worlds")
    for each in found["worlds"]:
        click.echo(_line(each))
    for each in found.get("snapshots", ()):
        click.echo(f"{_line(each)}  snapshot of {each['from']}")


@world.command(
    epilog=examples("cjfarm world create t1 --line", "cjfarm world create old --date 2020-01-01 --clock frozen")
)
@click.argument("name")
@click.option("--from", "origin", metavar="NAME", help="A snapshot or world to make it from; left out it is new.")
@click.option("--line", is_flag=True, help="Give it a line port of its own.")
@click.option("--ephemeral", is_flag=True, help="Let it end with the farm.")
@click.option("--seed", type=WholeNumber(), metavar="N", help="Which people there are; as in main if left out.")
@click.option("--size", type=SIZE, metavar=SIZE.name, help="How many people there are; as in main if left out.")
@click.option("--date", type=DAY, metavar=DAY.name, help="Reference date of the population; as in main if left out.")
@click.option("--clock", type=click.Choice(["real", "frozen"]), help="How the clock runs; as in main if left out.")
@asks_farm
def create(farm: FarmAddress, name: str, origin: str | None, date: date | None, **asked: Any) -> None:
    """Make the world NAME: as main was at its first start, or from a snapshot or another world."""
    day = None if date is None else date.isoformat()
    _make(farm, {"name": name, "from": origin, "date": day, **asked})


@world.command(epilog=examples("cjfarm world fork t1 t2"))
@click.argument("origin", metavar="WORLD")
@click.argument("name")
@click.option("--line", is_flag=True, help="Give it a line port of its own.")
@click.option("--ephemeral", is_flag=True, help="Let it end with the farm.")
@asks_farm
def fork(farm: FarmAddress, origin: str, name: str, **asked: Any) -> None:
    """Make the world NAME from WORLD as it is now: clock, queues, timers, faults and journal too."""
    _make(farm, {"name": name, "from": origin, **asked})


@world.command(epilog=examples("cjfarm world reset t1"))
@click.argument("name")
@asks_farm
def reset(farm: FarmAddress, name: str) -> None:
    """Put the world NAME back to what it was made as."""
    click.echo(_line(_patient(farm).post("worlds", name, "reset")))


@world.command(epilog=examples("cjfarm world snapshot t1 before", "cjfarm world create t3 --from before"))
@click.argument("origin", metavar="WORLD")
@click.argument("name")
@asks_farm
def snapshot(farm: FarmAddress, origin: str, name: str) -> None:
    """Keep WORLD as it is now under the name NAME, to make worlds from."""
    click.echo(_line(_patient(farm).post("worlds", origin, "snapshots", body={"name": name})))


@world.command(epilog=examples("cjfarm world drop t1"))
@click.argument("name")
@asks_farm
def drop(farm: FarmAddress, name: str) -> None:
    """Drop the world or snapshot NAME."""
    farm.delete("worlds", name)


def _make(farm: FarmAddress, asked: dict[str, Any]) -> None:
    body = {name: value for name, value in asked.items() if value is not None}
    click.echo(_line(_patient(farm).post("worlds", body=body)))


def _patient(farm: FarmAddress) -> FarmAddress:
    return replace(farm, patience_seconds=_PATIENCE_SECONDS)


def _line(each: dict[str, Any]) -> str:
    parts = [str(each["name"]), f"made {each['created']}", f"{each['size']} people"]
    if each.get("line_port"):
        parts.append(f"line port {each['line_port']}")
    return "  ".join(parts)
