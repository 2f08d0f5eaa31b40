"""``cjfarm clock``: the time of a world."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import asks_farm
from cjfarm.commands.values import MOMENT, Number
from cjfarm.http import FarmAddress

# Whatever falls due on the way is carried out before the answer, and on the way of years that is much.
_PATIENCE_SECONDS = 600.0


@click.group(
    invoke_without_command=True,
    epilog=examples("cjfarm clock", "cjfarm clock advance 600", "cjfarm clock set 2026-03-02T10:00 --mode frozen"),
)
@click.pass_context
def clock(context: click.Context) -> None:
    """Show and move the clock of a world; without a command, show it.

    A clock only moves forward, and what falls due on the way is carried out before the command ends.
    """
    if context.invoked_subcommand is None:
        with show.make_context("show", [], parent=context) as shown:
            show.invoke(shown)


@clock.command(epilog=examples("cjfarm clock show"))
@asks_farm
def show(farm: FarmAddress) -> None:
    """Show the time of the world, and whether its clock runs."""
    _tell(farm.get("clock"))


@clock.command(epilog=examples("cjfarm clock advance 600", "cjfarm clock advance --days 1 --hours 2"))
@click.argument("seconds", type=Number(min=0), default=0)
@click.option("--minutes", type=Number(min=0), default=0, help="Minutes to add.")
@click.option("--hours", type=Number(min=0), default=0, help="Hours to add.")
@click.option("--days", type=Number(min=0), default=0, help="Days to add.")
@asks_farm
def advance(farm: FarmAddress, seconds: float, **units: float) -> None:
    """Move the clock forward by SECONDS and whatever the options add."""
    total = timedelta(seconds=seconds, **units).total_seconds()
    if not total:
        raise click.UsageError(
            "say by how much, as in: cjfarm clock advance 600, or: cjfarm clock advance --minutes 10"
        )
    _tell(_patient(farm).post("clock", "advance", body={"seconds": total}))


@clock.command("set", epilog=examples("cjfarm clock set 2026-03-02T10:00", "cjfarm clock set --mode frozen"))
@click.argument("time", type=MOMENT, required=False)
@click.option("--mode", type=click.Choice(["real", "frozen"]), help="How the clock runs from then on.")
@asks_farm
def set_clock(farm: FarmAddress, time: str | None, mode: str | None) -> None:
    """Move the clock forward to TIME, in California unless it has an offset; freeze it or let it run."""
    wanted = {name: value for name, value in (("mode", mode), ("now", time)) if value is not None}
    if not wanted:
        raise click.UsageError("give a time or a mode, as in: cjfarm clock set 2026-03-02T10:00")
    _tell(_patient(farm).put("clock", body=wanted))


def _patient(farm: FarmAddress) -> FarmAddress:
    return replace(farm, patience_seconds=_PATIENCE_SECONDS)


def _tell(state: dict[str, Any]) -> None:
    click.echo(f"{state['now']} {state['mode']}")
    for timer in state["fired"]:
        click.echo(f"  {timer['at']} {timer['source']} {timer['what']}")
    untold = state["count"] - len(state["fired"])
    if untold:
        click.echo(f"  and {untold} more")
