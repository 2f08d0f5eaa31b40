"""``cjfarm world``: the worlds of a farm."""

from __future__ import annotations

from typing import Any

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import asks_farm
from cjfarm.http import FarmAddress


@click.group(
    epilog=examples(
        "cjfarm world list",
        "cjfarm send --world main 'QW NAM/DOE,JOHN SEX/M'",
    )
)
def world() -> None:
    """Show the worlds of a farm: each is complete, with records, clock, terminals and a journal of its own."""


@world.command("list", epilog=examples("cjfarm world list"))
@asks_farm
def list_worlds(farm: FarmAddress) -> None:
    """Show every world."""
    for each in farm.get("worlds")["worlds"]:
        click.echo(_line(each))


def _line(each: dict[str, Any]) -> str:
    parts = [str(each["name"]), f"made {each['created']}", f"{each['size']} people"]
    if each.get("line_port"):
        parts.append(f"line port {each['line_port']}")
    return "  ".join(parts)
