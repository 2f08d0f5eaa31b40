"""``cjfarm fault``: what is out of service in a world."""

from __future__ import annotations

from typing import Any

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import asks_farm
from cjfarm.http import FarmAddress


@click.group(epilog=examples("cjfarm fault add --source NCIC", "cjfarm fault clear"))
def fault() -> None:
    """Put databases and message keys out of service, and back."""


@fault.command("list", epilog=examples("cjfarm fault list"))
@asks_farm
def list_faults(farm: FarmAddress) -> None:
    """Show the faults in force."""
    faults = farm.get("faults")["faults"]
    for each in faults:
        click.echo(_line(each))
    if not faults:
        click.echo("no faults")


@fault.command(epilog=examples("cjfarm fault add --source NCIC", "cjfarm fault add --key QW"))
@click.option("--source", metavar="DATABASE", help="The database that goes down, such as NCIC.")
@click.option("--key", help="The message key that goes down, at the source or everywhere.")
@asks_farm
def add(farm: FarmAddress, source: str | None, key: str | None) -> None:
    """Put a database, a message key, or a key at a database out of service."""
    match = {name: value.upper() for name, value in (("source", source), ("key", key)) if value}
    if not match:
        raise click.UsageError(
            "name what goes down, as in: cjfarm fault add --source NCIC, or: cjfarm fault add --key QW"
        )
    click.echo(_line(farm.post("faults", body={"match": match, "effect": {"down": True}})))


@fault.command(epilog=examples("cjfarm fault remove 1"))
@click.argument("fault_id", metavar="ID")
@asks_farm
def remove(farm: FarmAddress, fault_id: str) -> None:
    """End the fault with this ID."""
    farm.delete("faults", fault_id)
    click.echo(f"fault {fault_id} ended")


@fault.command(epilog=examples("cjfarm fault clear"))
@asks_farm
def clear(farm: FarmAddress) -> None:
    """End every fault."""
    farm.delete("faults")
    click.echo("no faults")


def _line(each: dict[str, Any]) -> str:
    struck = " ".join(f"{name} {value}" for name, value in each["match"].items())
    return f"{each['id']}  {struck}: {' '.join(name for name, value in each['effect'].items() if value)}"
