"""``cjfarm fault``: what goes wrong in a world, on purpose."""

from __future__ import annotations

from typing import Any

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import asks_farm
from cjfarm.commands.values import WholeNumber
from cjfarm.http import FarmAddress

_PLAIN = ("down", "late", "drop", "out_of_order", "duplicate", "garble", "cut", "hold")


@click.group(epilog=examples("cjfarm fault add --source NCIC --down", "cjfarm fault clear"))
def fault() -> None:
    """Let things go wrong on purpose: databases, message keys, questions, answers, connections."""


@fault.command("list", epilog=examples("cjfarm fault list"))
@asks_farm
def list_faults(farm: FarmAddress) -> None:
    """Show the faults in force."""
    faults = farm.get("faults")["faults"]
    for each in faults:
        click.echo(_line(each))
    if not faults:
        click.echo("no faults")


@fault.command(
    epilog=examples(
        "cjfarm fault add --source NCIC",
        "cjfarm fault add --source WPS --delay 5 --times 3",
        "cjfarm fault add --terminal SAC1 --key QW --garble --probability 0.1",
        "cjfarm fault add --source CARPOS --direction in --drop",
        "cjfarm fault add --terminal SAC1 --close middle --times 1",
    )
)
@click.option("--source", metavar="DATABASE", help="The database that it strikes, such as NCIC; CLETS for the switch.")
@click.option("--key", help="The message key that it strikes, such as QW.")
@click.option("--terminal", metavar="MNEMONIC", help="The terminal that it strikes, such as SAC1.")
@click.option("--direction", type=click.Choice(["in", "out"]), help="in: the question; out: the answer, as without it.")
@click.option("--down", is_flag=True, help="Out of service. This is meant where no effect is named.")
@click.option("--delay", type=float, metavar="SECONDS", help="Comes this much later, on the world's clock.")
@click.option("--late", is_flag=True, help="Comes 5 seconds after the time limit.")
@click.option("--drop", is_flag=True, help="Never comes.")
@click.option("--out-of-order", is_flag=True, help="Comes after the next answer to the same message.")
@click.option("--duplicate", is_flag=True, help="Comes twice.")
@click.option("--garble", is_flag=True, help="Comes with wrong characters.")
@click.option("--cut", is_flag=True, help="Comes without its second half.")
@click.option("--close", type=click.Choice(["before", "middle", "after"]), help="The connection is closed around it.")
@click.option("--hold", is_flag=True, help="The terminal gets nothing until the fault is ended, then all in order.")
@click.option("--times", type=WholeNumber(), metavar="N", help="Strikes so often, then ends by itself.")
@click.option("--probability", type=float, metavar="P", help="Strikes with this probability, above 0 up to 1.")
@asks_farm
def add(farm: FarmAddress, **asked: Any) -> None:
    """Put a fault in force.

    It strikes what fits all of --source, --key, --terminal and --direction, and does one thing.
    """
    match = {name: asked[name].upper() for name in ("source", "key", "terminal") if asked[name]}
    match |= {"direction": asked["direction"]} if asked["direction"] else {}
    if not match:
        by = "--terminal SAC1 --hold" if asked["hold"] else "--source NCIC, or: cjfarm fault add --key QW"
        raise click.UsageError(f"name what it strikes, as in: cjfarm fault add {by}")
    limits = {name: asked[name] for name in ("times", "probability") if asked[name] is not None}
    click.echo(_line(farm.post("faults", body={"match": match, "effect": _effect(asked), **limits})))


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


def _effect(asked: dict[str, Any]) -> dict[str, Any]:
    effect: dict[str, Any] = {name: True for name in _PLAIN if asked[name]}
    if asked["delay"] is not None:
        effect["delay_seconds"] = asked["delay"]
    if asked["close"]:
        effect["close"] = asked["close"]
    if len(effect) > 1:
        raise click.UsageError(f"a fault does one thing, not {len(effect)}: {', '.join(effect)}")
    return effect or {"down": True}


def _line(each: dict[str, Any]) -> str:
    struck = " ".join(f"{name} {value}" for name, value in each["match"].items())
    does = " ".join(name if value is True else f"{name} {value}" for name, value in each["effect"].items() if value)
    parts = [f"{each['id']}  {struck}: {does}"]
    if "times" in each:
        parts.append(f"struck {each['struck']} of {each['times']} times")
    elif each.get("struck"):
        parts.append(f"struck so far: {each['struck']}")
    if "probability" in each:
        parts.append(f"probability {each['probability']}")
    return ", ".join(parts)
