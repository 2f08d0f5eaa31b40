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
@asks_farm
@click.pass_context
def world(context: click.Context, farm: FarmAddress) -> None:
    """Show the worlds of a farm: each is complete, with records, clock, terminals and a journal of its own."""
    context.obj = farm


@world.command("list", epilog=examples("cjfarm world list"))
@click.pass_obj
def list_worlds(farm: FarmAddress, /) -> None:
    """Show every world."""
    for each in farm.get("worlds")["worlds"]:
        click.echo(_line(each))


def _line(each: dict[str, Any]) -> str:
    parts = [str(each["name"]), f"made {each['created']}", f"{each['size']} people"]
    if each.get("line_port"):
        parts.append(f"line port {each['line_port']}")
    return "  ".join(parts)
